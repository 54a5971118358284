using System.Globalization;
using System.Numerics;
using System.Text;
using SkiaSharp;
using TokenFlow.Recording.Type;
using TokenFlow.Scene.Canvas;

namespace TokenFlow.Recording.Canvas;

/// <summary>
/// Writes SVG: a batch of one style is one group, or one path where it is opaque and its members cannot be told apart anyway;
/// numbers have two decimals; every letter's outline is written once and used again, so that text looks the same in every
/// viewer, and lies once more, unseen, over itself, so that it can be selected, searched and copied.
/// </summary>
internal sealed class SvgCanvas : ICanvas, IDisposable
{
    private static readonly float[] GlowStops = [0, 0.125f, 0.25f, 0.375f, 0.5f, 0.625f, 0.75f, 0.875f, 1];

    private readonly StringBuilder _definitions = new();
    private readonly StringBuilder _body = new();
    private readonly StringBuilder _path = new();
    private readonly TextSetter _type;
    private readonly Vector2 _extent;
    private readonly float _scale;
    private readonly Dictionary<(nint Face, ushort Glyph), string> _glyphs = [];
    private readonly Dictionary<Rgba, string> _glows = [];
    private readonly Dictionary<(Rgba From, Rgba To), string> _gradients = [];
    private readonly Dictionary<Box, string> _clipNames = [];
    private readonly Stack<Box> _clips = new();
    private int _blends;

    /// <param name="size">The size of the picture in canvas units.</param>
    /// <param name="extent">The size of the file's picture in pixels; the picture is fitted into it, centred.</param>
    /// <param name="fonts">The typefaces; stays the caller's to dispose.</param>
    public SvgCanvas(Vector2 size, Vector2 extent, FontBook fonts)
    {
        Size = size;
        _extent = extent;
        _scale = MathF.Min(extent.X / size.X, extent.Y / size.Y);
        _type = new TextSetter(fonts);
    }

    public Vector2 Size { get; }

    /// <summary>The file.</summary>
    public string Finish()
    {
        Vector2 origin = (_extent - (Size * _scale)) / 2;
        string place = _scale == 1 && origin == Vector2.Zero ? "" : $" transform=\"translate({N(origin.X)} {N(origin.Y)}) scale({Exact(_scale)})\"";
        return $"""
            <?xml version="1.0" encoding="utf-8"?>
            <svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 {N(_extent.X)} {N(_extent.Y)}" width="{N(_extent.X)}" height="{N(_extent.Y)}">
            <defs>
            {_definitions}</defs>
            <g{place}>
            {_body}</g>
            </svg>

            """.ReplaceLineEndings("\n");
    }

    public void Clear(Rgba colour)
    {
        // All of the file's picture, the clip notwithstanding.
        foreach (Box _ in _clips)
        {
            _body.Append("</g>\n");
        }

        Vector2 origin = (_extent - (Size * _scale)) / 2 / _scale, all = _extent / _scale;
        _body.Append(CultureInfo.InvariantCulture, $"<rect x=\"{N(-origin.X)}\" y=\"{N(-origin.Y)}\" width=\"{N(all.X)}\" height=\"{N(all.Y)}\" {Fill(colour)}/>\n");
        foreach (Box clip in _clips.Reverse())
        {
            OpenClip(clip);
        }
    }

    public void Lines(ReadOnlySpan<LineSegment> segments, in Stroke stroke)
    {
        if (!IsSeen(stroke))
        {
            return;
        }

        List<string> lines = [];
        foreach (ref readonly LineSegment segment in segments)
        {
            if (Finite.Is(segment.From) && Finite.Is(segment.To))
            {
                lines.Add($"M{P(segment.From)}L{P(segment.To)}");
            }
        }

        Paths(lines, stroke);
    }

    public void Polyline(ReadOnlySpan<Vector2> points, in Stroke stroke)
    {
        if (points.Length < 2 || !Finite.Are(points) || !IsSeen(stroke))
        {
            return;
        }

        Paths([Poly(points)], stroke);
    }

    public void Curves(ReadOnlySpan<Curve> curves, in Stroke stroke)
    {
        if (!IsSeen(stroke))
        {
            return;
        }

        List<string> lines = [];
        foreach (ref readonly Curve curve in curves)
        {
            if (Finite.Is(curve.From) && Finite.Is(curve.Control) && Finite.Is(curve.To))
            {
                lines.Add($"M{P(curve.From)}Q{P(curve.Control)} {P(curve.To)}");
            }
        }

        Paths(lines, stroke);
    }

    public void Arc(Vector2 centre, float radius, float start, float sweep, in Stroke stroke)
    {
        if (!Finite.Is(centre) || !(radius > 0) || !float.IsFinite(start + sweep) || !IsSeen(stroke))
        {
            return;
        }

        if (MathF.Abs(sweep) >= MathF.Tau)
        {
            _body.Append(CultureInfo.InvariantCulture, $"<circle cx=\"{N(centre.X)}\" cy=\"{N(centre.Y)}\" r=\"{N(radius)}\" {Line(stroke)}/>\n");
            return;
        }

        Vector2 from = centre + (radius * new Vector2(MathF.Cos(start), MathF.Sin(start)));
        Vector2 to = centre + (radius * new Vector2(MathF.Cos(start + sweep), MathF.Sin(start + sweep)));
        int isLong = MathF.Abs(sweep) > MathF.PI ? 1 : 0, isClockwise = sweep > 0 ? 1 : 0;
        Paths([$"M{P(from)}A{N(radius)} {N(radius)} 0 {isLong} {isClockwise} {P(to)}"], stroke);
    }

    public void Discs(ReadOnlySpan<Vector2> centres, float radius, Rgba fill)
    {
        if (!(radius > 0) || fill.A == 0 || centres.IsEmpty)
        {
            return;
        }

        _body.Append("<g ").Append(Fill(fill)).Append(">\n");
        foreach (ref readonly Vector2 centre in centres)
        {
            if (Finite.Is(centre))
            {
                _body.Append(CultureInfo.InvariantCulture, $"<circle cx=\"{N(centre.X)}\" cy=\"{N(centre.Y)}\" r=\"{N(radius)}\"/>\n");
            }
        }

        _body.Append("</g>\n");
    }

    public void Glow(Vector2 centre, float radius, Rgba colour)
    {
        if (!Finite.Is(centre) || !(radius > 0) || colour.A == 0)
        {
            return;
        }

        if (!_glows.TryGetValue(colour, out string? name))
        {
            name = $"w{_glows.Count}";
            _glows.Add(colour, name);
            _definitions.Append(CultureInfo.InvariantCulture, $"<radialGradient id=\"{name}\">");
            foreach (float r in GlowStops)
            {
                Stop(r, colour.Fade((1 - r) * (1 - r)));
            }

            _definitions.Append("</radialGradient>\n");
        }

        _body.Append(CultureInfo.InvariantCulture, $"<circle cx=\"{N(centre.X)}\" cy=\"{N(centre.Y)}\" r=\"{N(radius)}\" fill=\"url(#{name})\"/>\n");
    }

    public void Rectangle(in Box box, Rgba fill, float cornerRadius = 0)
    {
        if (fill.A != 0)
        {
            Rect(box, cornerRadius, Fill(fill));
        }
    }

    public void Outline(in Box box, in Stroke stroke, float cornerRadius = 0)
    {
        if (IsSeen(stroke))
        {
            Rect(box, cornerRadius, Line(stroke));
        }
    }

    public void Gradient(in Box box, Rgba from, Rgba to)
    {
        if (!_gradients.TryGetValue((from, to), out string? name))
        {
            name = $"h{_gradients.Count}";
            _gradients.Add((from, to), name);
            _definitions.Append(CultureInfo.InvariantCulture, $"<linearGradient id=\"{name}\">");
            Stop(0, from);
            Stop(1, to);
            _definitions.Append("</linearGradient>\n");
        }

        Rect(box, 0, $"fill=\"url(#{name})\"");
    }

    public void Polygon(ReadOnlySpan<Vector2> points, Rgba fill)
    {
        if (points.Length < 3 || !Finite.Are(points) || fill.A == 0)
        {
            return;
        }

        _body.Append(CultureInfo.InvariantCulture, $"<path d=\"{Poly(points)}Z\" {Fill(fill)}/>\n");
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

        // A path a colour; cells of one colour beside each other are one piece.
        Dictionary<Rgba, StringBuilder> paths = [];
        float across = box.Width / columns, down = box.Height / rows;
        for (int y = 0; y < rows; y++)
        {
            ReadOnlySpan<Rgba> row = colours.Slice(y * columns, columns);
            for (int x = 0, next; x < columns; x = next)
            {
                next = x + 1;
                while (next < columns && row[next] == row[x])
                {
                    next++;
                }

                if (row[x].A == 0)
                {
                    continue;
                }

                if (!paths.TryGetValue(row[x], out StringBuilder? path))
                {
                    paths.Add(row[x], path = new StringBuilder());
                }

                float left = box.Left + (x * across), right = box.Left + (next * across), top = box.Top + (y * down);
                path.Append(CultureInfo.InvariantCulture, $"M{N(left)} {N(top)}H{N(right)}V{N(top + down)}H{N(left)}Z");
            }
        }

        // Neighbours share an edge: without smoothing nothing of the ground shines through between them.
        _body.Append("<g shape-rendering=\"crispEdges\">\n");
        foreach ((Rgba colour, StringBuilder path) in paths)
        {
            _body.Append(CultureInfo.InvariantCulture, $"<path d=\"{path}\" {Fill(colour)}/>\n");
        }

        _body.Append("</g>\n");
    }

    public void Text(ReadOnlySpan<char> text, Vector2 at, in TextStyle style)
    {
        if (text.IsEmpty || !Finite.Is(at) || !(style.Size > 0) || style.Colour.A == 0)
        {
            return;
        }

        TextShape shape = _type.Shape(text, style.Weight);
        float shift = style.Anchor switch { TextAnchor.Middle => -shape.Advance / 2, TextAnchor.End => -shape.Advance, _ => 0 };
        string turn = style.Angle == 0 ? "" : $" rotate({N(style.Angle * 180 / MathF.PI)})";
        string move = shift == 0 ? "" : $" translate({N(shift)})";
        _body.Append(CultureInfo.InvariantCulture, $"<g transform=\"translate({P(at)}){turn} scale({Exact(style.Size / TextShape.Em)}){move}\" {Fill(style.Colour)}>");
        foreach (TextGlyph glyph in shape.Glyphs)
        {
            if (NameOf(glyph) is { } name)
            {
                _body.Append(CultureInfo.InvariantCulture, $"<use xlink:href=\"#{name}\" x=\"{N(glyph.X)}\"/>");
            }
        }

        foreach (ColourGlyph glyph in shape.ColourGlyphs)
        {
            using SKData png = glyph.Image.Encode(SKEncodedImageFormat.Png, 100);
            _body.Append(
                CultureInfo.InvariantCulture,
                $"<image x=\"{N(glyph.Place.Left)}\" y=\"{N(glyph.Place.Top)}\" width=\"{N(glyph.Place.Width)}\" height=\"{N(glyph.Place.Height)}\" xlink:href=\"data:image/png;base64,{Convert.ToBase64String(png.AsSpan())}\"/>");
        }

        _body.Append(CultureInfo.InvariantCulture, $"<text font-family=\"sans-serif\" font-size=\"{N(TextShape.Em)}\" fill-opacity=\"0\" textLength=\"{N(shape.Advance)}\" lengthAdjust=\"spacingAndGlyphs\" xml:space=\"preserve\">{Escaped(text)}</text></g>\n");
    }

    public float MeasureText(ReadOnlySpan<char> text, in TextStyle style) =>
        text.IsEmpty ? 0 : _type.Shape(text, style.Weight).Advance * style.Size / TextShape.Em;

    public void PushClip(in Box box)
    {
        _clips.Push(box);
        OpenClip(box);
    }

    public void PopClip()
    {
        if (_clips.Count == 0)
        {
            throw new InvalidOperationException("There is no clip to pop.");
        }

        _clips.Pop();
        _body.Append("</g>\n");
    }

    // Vector formats do not add light: everything is drawn over.
    public void PushBlend(BlendMode mode) => _blends++;

    public void PopBlend()
    {
        if (_blends-- == 0)
        {
            throw new InvalidOperationException("There is no blend to pop.");
        }
    }

    public void Dispose() => _type.Dispose();

    private static bool IsSeen(in Stroke stroke) => stroke.Colour.A != 0 && stroke.Width > 0;

    private static string N(float value)
    {
        string text = value.ToString("0.##", CultureInfo.InvariantCulture);
        return text == "-0" ? "0" : text;
    }

    private static string Exact(float value) => value.ToString("0.########", CultureInfo.InvariantCulture);

    private static string P(Vector2 point) => $"{N(point.X)} {N(point.Y)}";

    private static string Colour(Rgba colour) => string.Create(CultureInfo.InvariantCulture, $"#{colour.R:x2}{colour.G:x2}{colour.B:x2}");

    private static string Opacity(Rgba colour) => (colour.A / 255f).ToString("0.###", CultureInfo.InvariantCulture);

    private static string Fill(Rgba colour) => colour.A == 255
        ? $"fill=\"{Colour(colour)}\""
        : $"fill=\"{Colour(colour)}\" fill-opacity=\"{Opacity(colour)}\"";

    private static string Line(in Stroke stroke)
    {
        string opacity = stroke.Colour.A == 255 ? "" : $" stroke-opacity=\"{Opacity(stroke.Colour)}\"";
        string cap = stroke.Round ? " stroke-linecap=\"round\"" : "";
        return $"fill=\"none\" stroke=\"{Colour(stroke.Colour)}\"{opacity} stroke-width=\"{stroke.Width.ToString("0.###", CultureInfo.InvariantCulture)}\"{cap} stroke-linejoin=\"round\"";
    }

    // Signs that XML does not take are told by a sign of their own.
    private static string Escaped(ReadOnlySpan<char> text)
    {
        var escaped = new StringBuilder();
        foreach (Rune rune in text.EnumerateRunes())
        {
            _ = rune.Value switch
            {
                '<' => escaped.Append("&lt;"),
                '>' => escaped.Append("&gt;"),
                '&' => escaped.Append("&amp;"),
                < 0x20 or 0xFFFE or 0xFFFF => escaped.Append('\uFFFD'),
                _ => escaped.Append(rune.ToString()),
            };
        }

        return escaped.ToString();
    }

    private void Paths(List<string> lines, in Stroke stroke)
    {
        if (lines.Count == 0)
        {
            return;
        }

        // Where two translucent lines cross both count, so each is a path of its own.
        if (stroke.Colour.A == 255 || lines.Count == 1)
        {
            _body.Append(CultureInfo.InvariantCulture, $"<path d=\"{string.Concat(lines)}\" {Line(stroke)}/>\n");
            return;
        }

        _body.Append("<g ").Append(Line(stroke)).Append(">\n");
        foreach (string line in lines)
        {
            _body.Append("<path d=\"").Append(line).Append("\"/>\n");
        }

        _body.Append("</g>\n");
    }

    private string Poly(ReadOnlySpan<Vector2> points)
    {
        _path.Clear();
        for (int i = 0; i < points.Length; i++)
        {
            _path.Append(i == 0 ? 'M' : 'L').Append(P(points[i]));
        }

        return _path.ToString();
    }

    private void Rect(in Box box, float cornerRadius, string style)
    {
        string corners = cornerRadius > 0 ? $" rx=\"{N(cornerRadius)}\"" : "";
        _body.Append(CultureInfo.InvariantCulture, $"<rect x=\"{N(box.Left)}\" y=\"{N(box.Top)}\" width=\"{N(MathF.Max(box.Width, 0))}\" height=\"{N(MathF.Max(box.Height, 0))}\"{corners} {style}/>\n");
    }

    private void Stop(float at, Rgba colour) =>
        _definitions.Append(CultureInfo.InvariantCulture, $"<stop offset=\"{at.ToString("0.###", CultureInfo.InvariantCulture)}\" stop-color=\"{Colour(colour)}\" stop-opacity=\"{Opacity(colour)}\"/>");

    private void OpenClip(in Box box)
    {
        if (!_clipNames.TryGetValue(box, out string? name))
        {
            name = $"c{_clipNames.Count}";
            _clipNames.Add(box, name);
            _definitions.Append(CultureInfo.InvariantCulture, $"<clipPath id=\"{name}\"><rect x=\"{N(box.Left)}\" y=\"{N(box.Top)}\" width=\"{N(MathF.Max(box.Width, 0))}\" height=\"{N(MathF.Max(box.Height, 0))}\"/></clipPath>\n");
        }

        _body.Append(CultureInfo.InvariantCulture, $"<g clip-path=\"url(#{name})\">\n");
    }

    // The outline's name; null where there is nothing to see, as in a space.
    private string? NameOf(TextGlyph glyph)
    {
        (nint, ushort) key = (glyph.Font?.Typeface.Handle ?? 0, glyph.Glyph);
        if (!_glyphs.TryGetValue(key, out string? name))
        {
            string outline = OutlineOf(glyph);
            name = outline.Length == 0 ? "" : $"t{_glyphs.Count}";
            _glyphs.Add(key, name);
            if (name.Length > 0)
            {
                _definitions.Append(CultureInfo.InvariantCulture, $"<path id=\"{name}\" d=\"{outline}\"/>\n");
            }
        }

        return name.Length == 0 ? null : name;
    }

    private static string OutlineOf(TextGlyph glyph)
    {
        if (glyph.Font is { } font)
        {
            using SKPath? path = font.GetGlyphPath(glyph.Glyph);
            return path?.ToSvgPathData() ?? "";
        }

        using SKPathBuilder box = new();
        MissingSign.AddTo(box, 0);
        using SKPath outline = box.Detach();
        return outline.ToSvgPathData();
    }
}
