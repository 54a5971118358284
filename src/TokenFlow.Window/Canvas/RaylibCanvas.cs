using System.Numerics;
using Raylib_cs;
using TokenFlow.Scene.Canvas;
using TokenFlow.Scene.Type;
using TokenFlow.Ui.Hosting;
using Box = TokenFlow.Scene.Canvas.Box;
using SceneBlend = TokenFlow.Scene.Canvas.BlendMode;

namespace TokenFlow.Window.Canvas;

/// <summary>
/// Draws into raylib's frame. Everything is quads out of one texture, so a picture is a handful of draw calls: software
/// rasterisers and graphics cards alike are slowed by changes of state, not by quads. One unit is one pixel of the screen.
/// To be used between BeginDrawing and EndDrawing, on the thread that owns the window.
/// </summary>
internal sealed unsafe class RaylibCanvas : ICanvas, IDisposable
{
    private readonly IGlyphSource _letters;
    private readonly SpriteAtlas _atlas;
    private readonly StateStack _state = new();
    private readonly CellTextures _cells = new();
    private readonly QuadPen _pen;
    private int _calls;

    /// <param name="letters">Where glyphs come from; stays the caller's.</param>
    public RaylibCanvas(IGlyphSource letters)
    {
        _letters = letters;
        _atlas = new SpriteAtlas(letters);
        _pen = new QuadPen(_atlas);
    }

    public Vector2 Size { get; private set; }

    /// <summary>How far a curve may be from its pieces, in pixels. Larger is faster.</summary>
    public float Tolerance
    {
        get => _pen.Tolerance;
        set => _pen.Tolerance = value;
    }

    /// <summary>What the picture has taken so far.</summary>
    public DrawCount Count => new(_pen.Quads, _calls + _state.Changes + 1);

    /// <summary>Begins a picture.</summary>
    /// <param name="size">Pixels of what is drawn into.</param>
    public void Begin(Vector2 size)
    {
        Size = size;
        _state.Begin();
        _cells.Begin();
        _pen.Quads = 0;
        _calls = 0;
        // On screens with more pixels than points raylib scales; here a unit is a pixel.
        Rlgl.LoadIdentity();
        Rlgl.DisableBackfaceCulling();
    }

    /// <summary>Ends the picture: clips and blends left open are forgotten.</summary>
    public void End()
    {
        _state.End();
        Rlgl.SetTexture(0);
    }

    public void Clear(Rgba colour) => _state.Clear(colour, Size.Y);

    public void Lines(ReadOnlySpan<LineSegment> segments, in Stroke stroke)
    {
        if (!_pen.TryBrush(stroke, out Brush brush))
        {
            return;
        }

        _pen.Open();
        foreach (ref readonly LineSegment s in segments)
        {
            if (Finite.Is(s.From) && Finite.Is(s.To))
            {
                _pen.Segment(s.From, s.To, brush);
            }
        }

        QuadPen.Close();
        if (!stroke.Round || stroke.Width < 1.5f)
        {
            return;
        }

        foreach (ref readonly LineSegment s in segments)
        {
            Caps(s.From, s.To, stroke);
        }
    }

    public void Polyline(ReadOnlySpan<Vector2> points, in Stroke stroke)
    {
        if (points.Length < 2 || !Finite.Are(points) || !_pen.TryBrush(stroke, out Brush brush))
        {
            return;
        }

        _pen.Open();
        _pen.Strip(points, brush, isClosed: false);
        QuadPen.Close();
        if (stroke.Round && stroke.Width >= 1.5f)
        {
            Caps(points[0], points[^1], stroke);
        }
    }

    public void Curves(ReadOnlySpan<Curve> curves, in Stroke stroke)
    {
        if (!_pen.TryBrush(stroke, out Brush brush))
        {
            return;
        }

        _pen.Open();
        foreach (ref readonly Curve curve in curves)
        {
            if (Finite.Is(curve.From) && Finite.Is(curve.Control) && Finite.Is(curve.To))
            {
                _pen.Bow(curve, brush);
            }
        }

        QuadPen.Close();
        if (!stroke.Round || stroke.Width < 1.5f)
        {
            return;
        }

        foreach (ref readonly Curve curve in curves)
        {
            Caps(curve.From, curve.To, stroke);
        }
    }

    public void Arc(Vector2 centre, float radius, float start, float sweep, in Stroke stroke)
    {
        if (!Finite.Is(centre) || !(radius > 0) || !float.IsFinite(start + sweep) || !_pen.TryBrush(stroke, out Brush brush))
        {
            return;
        }

        bool isClosed = MathF.Abs(sweep) >= MathF.Tau;
        sweep = Math.Clamp(sweep, -MathF.Tau, MathF.Tau);
        // The sagitta of a piece is r (1 - cos(a / 2)), about r a^2 / 8.
        float step = MathF.Sqrt(8 * Tolerance / MathF.Max(radius, 1));
        int pieces = Math.Clamp((int)MathF.Ceiling(MathF.Abs(sweep) / step), 1, 256);
        Span<Vector2> points = stackalloc Vector2[pieces + 1];
        for (int i = 0; i <= pieces; i++)
        {
            (float sin, float cos) = MathF.SinCos(start + (sweep * i / pieces));
            points[i] = centre + (radius * new Vector2(cos, sin));
        }

        _pen.Open();
        _pen.Strip(isClosed ? points[..^1] : points, brush, isClosed);
        QuadPen.Close();
        if (stroke.Round && !isClosed && stroke.Width >= 1.5f)
        {
            Caps(points[0], points[^1], stroke);
        }
    }

    public void Discs(ReadOnlySpan<Vector2> centres, float radius, Rgba fill)
    {
        if (!(radius > 0) || fill.A == 0 || centres.IsEmpty)
        {
            return;
        }

        if (radius > SpriteAtlas.LargestDisc)
        {
            foreach (ref readonly Vector2 centre in centres)
            {
                if (Finite.Is(centre))
                {
                    _pen.LargeDisc(centre, radius, fill);
                }
            }

            return;
        }

        DiscSprite disc = _atlas.Disc(radius);
        float reach = disc.Reach * radius;
        _pen.Open();
        QuadPen.Tint(fill);
        foreach (ref readonly Vector2 centre in centres)
        {
            if (Finite.Is(centre))
            {
                _pen.Quad(centre - new Vector2(reach), centre + new Vector2(reach), disc.Sprite);
            }
        }

        QuadPen.Close();
    }

    public void Glow(Vector2 centre, float radius, Rgba colour)
    {
        if (!Finite.Is(centre) || !(radius > 0) || colour.A == 0)
        {
            return;
        }

        _pen.Open();
        QuadPen.Tint(colour);
        _pen.Quad(centre - new Vector2(radius), centre + new Vector2(radius), _atlas.Glow);
        QuadPen.Close();
    }

    public void Rectangle(in Box box, Rgba fill, float cornerRadius = 0)
    {
        if (fill.A == 0 || !(box.Width > 0) || !(box.Height > 0) || !Finite.Is(new Vector2(box.Right, box.Bottom)))
        {
            return;
        }

        float radius = MathF.Min(MathF.Min(cornerRadius, SpriteAtlas.LargestDisc), MathF.Min(box.Width, box.Height) / 2);
        if (radius < 0.75f)
        {
            _pen.Open();
            _pen.Fill(box, fill);
            QuadPen.Close();
            return;
        }

        DiscSprite disc = _atlas.Disc(radius);
        _pen.Open();
        QuadPen.Tint(fill);
        Vector2 middle = (disc.Sprite.From + disc.Sprite.To) / 2;
        float reach = disc.Reach * radius, rim = reach - radius;
        Span<float> x = [box.Left - rim, box.Left + radius, box.Right - radius, box.Right + rim];
        Span<float> y = [box.Top - rim, box.Top + radius, box.Bottom - radius, box.Bottom + rim];
        Span<float> u = [disc.Sprite.From.X, middle.X, middle.X, disc.Sprite.To.X];
        Span<float> v = [disc.Sprite.From.Y, middle.Y, middle.Y, disc.Sprite.To.Y];
        for (int row = 0; row < 3; row++)
        {
            for (int column = 0; column < 3; column++)
            {
                if (x[column + 1] > x[column] && y[row + 1] > y[row])
                {
                    _pen.Quad(new Vector2(x[column], y[row]), new Vector2(x[column + 1], y[row + 1]), new Sprite(new Vector2(u[column], v[row]), new Vector2(u[column + 1], v[row + 1])));
                }
            }
        }

        QuadPen.Close();
    }

    public void Outline(in Box box, in Stroke stroke, float cornerRadius = 0)
    {
        if (!(box.Width > 0) || !(box.Height > 0) || !_pen.TryBrush(stroke, out Brush brush))
        {
            return;
        }

        float radius = MathF.Min(cornerRadius, MathF.Min(box.Width, box.Height) / 2);
        int each = radius < 0.75f ? 1 : Math.Clamp((int)MathF.Ceiling(MathF.Sqrt(radius / (3.2f * Tolerance)) * 2), 3, 16);
        Span<Vector2> points = stackalloc Vector2[4 * each];
        int n = 0;
        for (int corner = 0; corner < 4; corner++)
        {
            var centre = new Vector2(
                corner is 0 or 3 ? box.Left + radius : box.Right - radius, corner is 0 or 1 ? box.Top + radius : box.Bottom - radius);
            for (int i = 0; i < each; i++)
            {
                float share = each == 1 ? 0.5f : i / (float)(each - 1);
                (float sin, float cos) = MathF.SinCos(MathF.PI * (1 + ((corner + share) / 2)));
                points[n++] = radius < 0.75f ? centre : centre + (radius * new Vector2(cos, sin));
            }
        }

        _pen.Open();
        _pen.Strip(points, brush, isClosed: true);
        QuadPen.Close();
    }

    public void Gradient(in Box box, Rgba from, Rgba to)
    {
        if (!(box.Width > 0) || !(box.Height > 0))
        {
            return;
        }

        _pen.Open();
        Vector2 white = _atlas.White;
        Rlgl.TexCoord2f(white.X, white.Y);
        QuadPen.Tint(from);
        Rlgl.Vertex2f(box.Left, box.Top);
        Rlgl.Vertex2f(box.Left, box.Bottom);
        QuadPen.Tint(to);
        Rlgl.Vertex2f(box.Right, box.Bottom);
        Rlgl.Vertex2f(box.Right, box.Top);
        QuadPen.Close();
        _pen.Quads++;
    }

    public void Polygon(ReadOnlySpan<Vector2> points, Rgba fill)
    {
        if (points.Length < 3 || fill.A == 0 || !Finite.Are(points))
        {
            return;
        }

        int triangles = points.Length - 2;
        int[] corners = System.Buffers.ArrayPool<int>.Shared.Rent(triangles * 3);
        int count = Triangulation.Cut(points, corners);
        _pen.Open();
        QuadPen.Tint(fill);
        Vector2 white = _atlas.White;
        Rlgl.TexCoord2f(white.X, white.Y);
        for (int i = 0; i < count; i += 3)
        {
            // A quad with its last corner twice is a triangle, and stays in the batch of quads.
            QuadPen.Vertex(points[corners[i]]);
            QuadPen.Vertex(points[corners[i + 1]]);
            QuadPen.Vertex(points[corners[i + 2]]);
            QuadPen.Vertex(points[corners[i + 2]]);
            _pen.Quads++;
        }

        QuadPen.Close();
        System.Buffers.ArrayPool<int>.Shared.Return(corners);
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

        Texture2D texture = _cells.Take(columns, rows);
        fixed (Rgba* pixels = colours)
        {
            Raylib.UpdateTexture(texture, pixels);
        }

        Rlgl.SetTexture(texture.Id);
        Rlgl.Begin(DrawMode.Quads);
        QuadPen.Tint(new Rgba(255, 255, 255));
        _pen.Quad(new Vector2(box.Left, box.Top), new Vector2(box.Right, box.Bottom), new Sprite(Vector2.Zero, Vector2.One));
        QuadPen.Close();
        _calls += 2;
    }

    public void Text(ReadOnlySpan<char> text, Vector2 at, in TextStyle style)
    {
        if (text.IsEmpty || !Finite.Is(at) || !(style.Size > 0) || style.Colour.A == 0)
        {
            return;
        }

        GlyphLine line = _letters.Set(text, style.Weight);
        float shift = style.Anchor switch { TextAnchor.Middle => -line.Advance / 2, TextAnchor.End => -line.Advance, _ => 0 } * style.Size;
        bool isLevel = style.Angle == 0;
        (float sin, float cos) = MathF.SinCos(style.Angle);
        Vector2 along = new(cos, sin), down = new(-sin, cos);
        // Level text stands on whole rows: its stems and bars are sharp.
        if (isLevel)
        {
            at = new Vector2(at.X, MathF.Round(at.Y));
        }

        Vector2 start = at + (along * shift);
        foreach (PlacedGlyph placed in line.Glyphs)
        {
            GlyphSprite glyph = _atlas.Glyph(placed.Glyph, style.Size);
            if (glyph.Box.Width == 0)
            {
                continue;
            }

            Vector2 origin = start + (along * (placed.X * style.Size));
            if (isLevel)
            {
                origin.X = MathF.Round(origin.X * 2) / 2;
            }

            Vector2 left = origin + (along * (glyph.Box.Left * style.Size)), right = origin + (along * (glyph.Box.Right * style.Size));
            Vector2 top = down * (glyph.Box.Top * style.Size), bottom = down * (glyph.Box.Bottom * style.Size);
            _pen.Open();
            QuadPen.Tint(glyph.IsColoured ? new Rgba(255, 255, 255, style.Colour.A) : style.Colour);
            QuadPen.Corner(left + top, glyph.Sprite.From.X, glyph.Sprite.From.Y);
            QuadPen.Corner(left + bottom, glyph.Sprite.From.X, glyph.Sprite.To.Y);
            QuadPen.Corner(right + bottom, glyph.Sprite.To.X, glyph.Sprite.To.Y);
            QuadPen.Corner(right + top, glyph.Sprite.To.X, glyph.Sprite.From.Y);
            QuadPen.Close();
            _pen.Quads++;
        }
    }

    public float MeasureText(ReadOnlySpan<char> text, in TextStyle style) =>
        text.IsEmpty ? 0 : _letters.Set(text, style.Weight).Advance * style.Size;

    public void PushClip(in Box box) => _state.PushClip(box, Size.Y);

    public void PopClip() => _state.PopClip(Size.Y);

    public void PushBlend(SceneBlend mode) => _state.PushBlend(mode);

    public void PopBlend() => _state.PopBlend();

    public void Dispose()
    {
        _cells.Dispose();
        _atlas.Dispose();
    }

    private void Caps(Vector2 from, Vector2 to, in Stroke stroke)
    {
        if (Finite.Is(from) && Finite.Is(to))
        {
            Discs([from, to], stroke.Width / 2, stroke.Colour);
        }
    }
}
