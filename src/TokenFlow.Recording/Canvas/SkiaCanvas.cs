using System.Numerics;
using System.Runtime.InteropServices;
using SkiaSharp;
using TokenFlow.Recording.Type;
using TokenFlow.Scene.Canvas;

namespace TokenFlow.Recording.Canvas;

/// <summary>
/// Draws on any canvas of Skia's: pixels, SVG or PDF. Every member of a batch is blended on its own, so where two
/// translucent lines of one batch cross, both count; that holds at every width and in every format.
/// An instance belongs to one thread at a time; several may draw at once, sharing a <see cref="FontBook"/>.
/// </summary>
public sealed class SkiaCanvas : ICanvas, IDisposable
{
    private const int MaxShaders = 256;

    // Light falls off as (1 - r)^2 from the centre to the rim.
    private static readonly float[] GlowStops = [0, 0.125f, 0.25f, 0.375f, 0.5f, 0.625f, 0.75f, 0.875f, 1];

    private readonly SKCanvas _canvas;
    private readonly SKMatrix _placement;
    private readonly CanvasTarget _target;
    private readonly TextSetter _type;
    private readonly SKPaint _stroke = new() { IsAntialias = true, Style = SKPaintStyle.Stroke, StrokeJoin = SKStrokeJoin.Round };
    private readonly SKPaint _fill = new() { IsAntialias = true, Style = SKPaintStyle.Fill };
    private readonly SKPaint _shade = new() { IsAntialias = true, Style = SKPaintStyle.Fill, IsDither = true };
    private readonly SKPathBuilder _path = new();
    private readonly Dictionary<Rgba, SKShader> _glows = [];
    private readonly List<Box> _clips = [];
    private readonly List<BlendMode> _blends = [];

    /// <param name="canvas">Where to draw. It stays the caller's to dispose.</param>
    /// <param name="size">The size of the picture in canvas units.</param>
    /// <param name="extent">The size of the target in its own units (pixels, points). The picture is fitted into it, centred.</param>
    /// <param name="target">What kind of canvas it is.</param>
    /// <param name="fonts">The typefaces; stays the caller's to dispose.</param>
    public SkiaCanvas(SKCanvas canvas, Vector2 size, Vector2 extent, CanvasTarget target, FontBook fonts)
    {
        ArgumentNullException.ThrowIfNull(canvas);
        ArgumentNullException.ThrowIfNull(fonts);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(size.X);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(size.Y);
        _canvas = canvas;
        _target = target;
        _type = new TextSetter(fonts);
        Size = size;
        float scale = MathF.Min(extent.X / size.X, extent.Y / size.Y);
        _placement = SKMatrix.CreateScaleTranslation(
            scale, scale, (extent.X - (size.X * scale)) / 2, (extent.Y - (size.Y * scale)) / 2);
        Extent = extent;
        Begin();
    }

    public Vector2 Size { get; }

    private Vector2 Extent { get; }

    private SKBlendMode Blend => _target == CanvasTarget.Pixels && _blends.Count > 0 && _blends[^1] == BlendMode.Add
        ? SKBlendMode.Plus
        : SKBlendMode.SrcOver;

    /// <summary>Forgets clips and blends left open, so that the next picture starts afresh.</summary>
    public void Begin()
    {
        _clips.Clear();
        _blends.Clear();
        _canvas.RestoreToCount(1);
        _canvas.Save();
        _canvas.Concat(_placement);
    }

    public void Clear(Rgba colour)
    {
        // Clips are taken off and put on again, as Skia's own Clear heeds them.
        _canvas.RestoreToCount(1);
        if (_target == CanvasTarget.Pixels)
        {
            _canvas.Clear(Convert(colour));
        }
        else
        {
            Fill(colour);
            _fill.BlendMode = SKBlendMode.SrcOver;
            _canvas.DrawRect(0, 0, Extent.X, Extent.Y, _fill);
        }

        _canvas.Save();
        _canvas.Concat(_placement);
        foreach (Box clip in _clips)
        {
            Clip(clip);
        }
    }

    public void Lines(ReadOnlySpan<LineSegment> segments, in Stroke stroke)
    {
        if (!UseStroke(stroke))
        {
            return;
        }

        foreach (ref readonly LineSegment segment in segments)
        {
            if (Finite.Is(segment.From) && Finite.Is(segment.To))
            {
                _canvas.DrawLine(Convert(segment.From), Convert(segment.To), _stroke);
            }
        }
    }

    public void Polyline(ReadOnlySpan<Vector2> points, in Stroke stroke)
    {
        if (points.Length < 2 || !Finite.Are(points) || !UseStroke(stroke))
        {
            return;
        }

        _path.AddPoly(MemoryMarshal.Cast<Vector2, SKPoint>(points), close: false);
        DrawPath(_stroke);
    }

    public void Curves(ReadOnlySpan<Curve> curves, in Stroke stroke)
    {
        if (!UseStroke(stroke))
        {
            return;
        }

        foreach (ref readonly Curve curve in curves)
        {
            if (!Finite.Is(curve.From) || !Finite.Is(curve.Control) || !Finite.Is(curve.To))
            {
                continue;
            }

            _path.MoveTo(Convert(curve.From));
            _path.QuadTo(Convert(curve.Control), Convert(curve.To));
            DrawPath(_stroke);
        }
    }

    public void Arc(Vector2 centre, float radius, float start, float sweep, in Stroke stroke)
    {
        if (!Finite.Is(centre) || !(radius > 0) || !float.IsFinite(start + sweep) || !UseStroke(stroke))
        {
            return;
        }

        const float Degrees = 180 / MathF.PI;
        SKRect oval = new(centre.X - radius, centre.Y - radius, centre.X + radius, centre.Y + radius);
        if (MathF.Abs(sweep) >= MathF.Tau)
        {
            _canvas.DrawOval(oval, _stroke);
        }
        else
        {
            _canvas.DrawArc(oval, start * Degrees, sweep * Degrees, useCenter: false, _stroke);
        }
    }

    public void Discs(ReadOnlySpan<Vector2> centres, float radius, Rgba fill)
    {
        if (!(radius > 0) || !Fill(fill))
        {
            return;
        }

        foreach (ref readonly Vector2 centre in centres)
        {
            if (Finite.Is(centre))
            {
                _canvas.DrawCircle(centre.X, centre.Y, radius, _fill);
            }
        }
    }

    public void Glow(Vector2 centre, float radius, Rgba colour)
    {
        if (!Finite.Is(centre) || !(radius > 0) || colour.A == 0)
        {
            return;
        }

        _shade.Shader = GlowShader(colour);
        _shade.BlendMode = Blend;
        _canvas.Save();
        _canvas.Translate(centre.X, centre.Y);
        _canvas.Scale(radius);
        _canvas.DrawRect(-1, -1, 2, 2, _shade);
        _canvas.Restore();
        _shade.Shader = null;
    }

    public void Rectangle(in Box box, Rgba fill, float cornerRadius = 0)
    {
        if (!Fill(fill))
        {
            return;
        }

        if (cornerRadius > 0)
        {
            _canvas.DrawRoundRect(Convert(box), cornerRadius, cornerRadius, _fill);
        }
        else
        {
            _canvas.DrawRect(Convert(box), _fill);
        }
    }

    public void Outline(in Box box, in Stroke stroke, float cornerRadius = 0)
    {
        if (!UseStroke(stroke))
        {
            return;
        }

        if (cornerRadius > 0)
        {
            _canvas.DrawRoundRect(Convert(box), cornerRadius, cornerRadius, _stroke);
        }
        else
        {
            _canvas.DrawRect(Convert(box), _stroke);
        }
    }

    public void Gradient(in Box box, Rgba from, Rgba to)
    {
        using SKShader shader = SKShader.CreateLinearGradient(
            new SKPoint(box.Left, 0), new SKPoint(box.Right, 0), [Convert(from), Convert(to)], [0, 1], SKShaderTileMode.Clamp);
        _shade.Shader = shader;
        _shade.BlendMode = Blend;
        _canvas.DrawRect(Convert(box), _shade);
        _shade.Shader = null;
    }

    public void Polygon(ReadOnlySpan<Vector2> points, Rgba fill)
    {
        if (points.Length < 3 || !Finite.Are(points) || !Fill(fill))
        {
            return;
        }

        _path.AddPoly(MemoryMarshal.Cast<Vector2, SKPoint>(points), close: true);
        DrawPath(_fill);
    }

    public void Cells(in Box box, int columns, int rows, ReadOnlySpan<Rgba> colours)
    {
        if (columns < 0 || rows < 0 || colours.Length != (long)columns * rows)
        {
            throw new ArgumentException($"{columns} x {rows} cells need as many colours, not {colours.Length}", nameof(colours));
        }

        if (colours.IsEmpty || !(box.Width > 0) || !(box.Height > 0))
        {
            return;
        }

        // Viewers smooth a picture that they enlarge, so vector formats get one whose cells are many pixels already.
        (int acrossEach, int downEach) = _target == CanvasTarget.Pixels ? (1, 1) : (Enlarge(box.Width, columns), Enlarge(box.Height, rows));
        using SKImage image = CellImage(columns, rows, acrossEach, downEach, colours);
        _shade.BlendMode = Blend;
        _canvas.DrawImage(image, Convert(box), new SKSamplingOptions(SKFilterMode.Nearest), _shade);
    }

    public void Text(ReadOnlySpan<char> text, Vector2 at, in TextStyle style)
    {
        if (text.IsEmpty || !Finite.Is(at) || !(style.Size > 0) || !Fill(style.Colour))
        {
            return;
        }

        TextShape shape = _type.Shape(text, style.Weight);
        float shift = style.Anchor switch { TextAnchor.Middle => -shape.Advance / 2, TextAnchor.End => -shape.Advance, _ => 0 };
        _canvas.Save();
        _canvas.Translate(at.X, at.Y);
        if (style.Angle != 0)
        {
            _canvas.RotateRadians(style.Angle);
        }

        _canvas.Scale(style.Size / TextShape.Em);
        _canvas.Translate(shift, 0);
        if (_target == CanvasTarget.Document)
        {
            SetGlyphs(shape);
        }
        else
        {
            _canvas.DrawPath(shape.Outline, _fill);
        }

        foreach (ColourGlyph glyph in shape.ColourGlyphs)
        {
            _canvas.DrawImage(glyph.Image, glyph.Place, new SKSamplingOptions(SKFilterMode.Linear, SKMipmapMode.Linear), _fill);
        }

        _canvas.Restore();
    }

    public float MeasureText(ReadOnlySpan<char> text, in TextStyle style) =>
        text.IsEmpty ? 0 : _type.Shape(text, style.Weight).Advance * style.Size / TextShape.Em;

    public void PushClip(in Box box)
    {
        _clips.Add(box);
        Clip(box);
    }

    public void PopClip()
    {
        if (_clips.Count == 0)
        {
            throw new InvalidOperationException("There is no clip to pop.");
        }

        _clips.RemoveAt(_clips.Count - 1);
        _canvas.Restore();
    }

    public void PushBlend(BlendMode mode) => _blends.Add(mode);

    public void PopBlend()
    {
        if (_blends.Count == 0)
        {
            throw new InvalidOperationException("There is no blend to pop.");
        }

        _blends.RemoveAt(_blends.Count - 1);
    }

    public void Dispose()
    {
        foreach (SKShader shader in _glows.Values)
        {
            shader.Dispose();
        }

        _type.Dispose();
        _path.Dispose();
        _stroke.Dispose();
        _fill.Dispose();
        _shade.Dispose();
    }

    private static int Enlarge(float extent, int cells)
    {
        const int PixelsPerUnit = 4, MostPixels = 4096;
        int each = (int)MathF.Ceiling(extent * PixelsPerUnit / cells);
        return Math.Clamp(each, 1, Math.Max(1, MostPixels / cells));
    }

    private static SKImage CellImage(int columns, int rows, int acrossEach, int downEach, ReadOnlySpan<Rgba> colours)
    {
        SKImageInfo info = new(columns * acrossEach, rows * downEach, SKColorType.Rgba8888, SKAlphaType.Unpremul);
        if (acrossEach == 1 && downEach == 1)
        {
            return SKImage.FromPixelCopy(info, MemoryMarshal.AsBytes(colours));
        }

        Rgba[] pixels = new Rgba[info.Width * info.Height];
        for (int y = 0; y < info.Height; y++)
        {
            ReadOnlySpan<Rgba> row = colours.Slice(y / downEach * columns, columns);
            for (int x = 0; x < info.Width; x++)
            {
                pixels[(y * info.Width) + x] = row[x / acrossEach];
            }
        }

        return SKImage.FromPixelCopy(info, MemoryMarshal.AsBytes(pixels.AsSpan()));
    }

    private static SKPoint Convert(Vector2 v) => new(v.X, v.Y);

    private static SKColor Convert(Rgba c) => new(c.R, c.G, c.B, c.A);

    private static SKRect Convert(in Box box) => new(box.Left, box.Top, box.Right, box.Bottom);

    private void Clip(in Box box)
    {
        // Whole pixels: a soft clip edge costs a mask and buys nothing on the panels that clip.
        _canvas.Save();
        _canvas.ClipRect(Convert(box), SKClipOperation.Intersect, antialias: false);
    }

    // Glyphs of the fonts themselves, which the format takes in; a box stands for a sign that no font has.
    private void SetGlyphs(TextShape shape)
    {
        foreach (TextGlyph glyph in shape.Glyphs)
        {
            if (glyph.Font is not { } font)
            {
                MissingSign.AddTo(_path, glyph.X);
                DrawPath(_fill);
                continue;
            }

            using SKTextBlobBuilder builder = new();
            builder.AddRun([glyph.Glyph], font, new SKPoint(glyph.X, 0));
            using SKTextBlob? blob = builder.Build();
            if (blob is not null)
            {
                _canvas.DrawText(blob, 0, 0, _fill);
            }
        }
    }

    private bool UseStroke(in Stroke stroke)
    {
        if (stroke.Colour.A == 0 || !(stroke.Width > 0))
        {
            return false;
        }

        _stroke.Color = Convert(stroke.Colour);
        _stroke.StrokeWidth = stroke.Width;
        _stroke.StrokeCap = stroke.Round ? SKStrokeCap.Round : SKStrokeCap.Butt;
        _stroke.BlendMode = Blend;
        return true;
    }

    private bool Fill(Rgba colour)
    {
        _fill.Color = Convert(colour);
        _fill.BlendMode = Blend;
        return colour.A != 0;
    }

    private void DrawPath(SKPaint paint)
    {
        using SKPath path = _path.Detach();
        _canvas.DrawPath(path, paint);
    }

    private SKShader GlowShader(Rgba colour)
    {
        if (_glows.TryGetValue(colour, out SKShader? shader))
        {
            return shader;
        }

        if (_glows.Count >= MaxShaders)
        {
            foreach (SKShader old in _glows.Values)
            {
                old.Dispose();
            }

            _glows.Clear();
        }

        SKColor[] colours = [.. GlowStops.Select(r => Convert(colour.Fade((1 - r) * (1 - r))))];
        shader = SKShader.CreateRadialGradient(SKPoint.Empty, 1, colours, GlowStops, SKShaderTileMode.Clamp);
        _glows.Add(colour, shader);
        return shader;
    }
}

/// <summary>What a Skia canvas writes to, where that decides how something is best drawn.</summary>
public enum CanvasTarget
{
    /// <summary>A bitmap: light can add up, cells can be sampled without smoothing.</summary>
    Pixels,

    /// <summary>Vectors: no adding of light, and the viewer decides how pictures are smoothed.</summary>
    Vectors,

    /// <summary>Vectors in a format that takes fonts in (PDF): text is set as text, so that it can be selected and searched.</summary>
    Document,
}
