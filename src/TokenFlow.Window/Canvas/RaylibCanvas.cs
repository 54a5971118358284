using System.Numerics;
using System.Runtime.InteropServices;
using Raylib_cs;
using TokenFlow.Scene.Canvas;
using TokenFlow.Scene.Type;
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
    private const int MaxPieces = 64;

    private readonly IGlyphSource _letters;
    private readonly SpriteAtlas _atlas;
    private readonly List<Box> _clips = [];
    private readonly List<SceneBlend> _blends = [];
    private readonly List<CellTexture> _cells = [];
    private int _cellsUsed;
    private int _quads;
    private int _calls;

    /// <param name="letters">Where glyphs come from; stays the caller's.</param>
    public RaylibCanvas(IGlyphSource letters)
    {
        _letters = letters;
        _atlas = new SpriteAtlas(letters);
    }

    public Vector2 Size { get; private set; }

    /// <summary>How far a curve may be from its pieces, in pixels. Larger is faster.</summary>
    public float Tolerance { get; set; } = 0.25f;

    /// <summary>What the picture has taken so far.</summary>
    public DrawCount Count => new(_quads, _calls + 1);

    private SceneBlend Blend => _blends.Count > 0 ? _blends[^1] : SceneBlend.Over;

    /// <summary>Begins a picture.</summary>
    /// <param name="size">Pixels of what is drawn into.</param>
    public void Begin(Vector2 size)
    {
        Size = size;
        _clips.Clear();
        _blends.Clear();
        _cellsUsed = 0;
        _quads = 0;
        _calls = 0;
        // On screens with more pixels than points raylib scales; here a unit is a pixel.
        Rlgl.LoadIdentity();
        Rlgl.DisableBackfaceCulling();
    }

    /// <summary>Ends the picture: clips and blends left open are forgotten.</summary>
    public void End()
    {
        if (_clips.Count > 0)
        {
            Flush();
            Rlgl.DisableScissorTest();
        }

        if (_blends.Count > 0)
            Raylib.EndBlendMode();
        Rlgl.SetTexture(0);
    }

    public void Clear(Rgba colour)
    {
        if (_clips.Count > 0)
        {
            Flush();
            Rlgl.DisableScissorTest();
        }

        Raylib.ClearBackground(new Color(colour.R, colour.G, colour.B, colour.A));
        if (_clips.Count > 0)
            Scissor();
    }

    public void Lines(ReadOnlySpan<LineSegment> segments, in Stroke stroke)
    {
        if (!TryBrush(stroke, out Brush brush))
            return;
        Open();
        foreach (ref readonly LineSegment s in segments)
        {
            if (IsFinite(s.From) && IsFinite(s.To))
                Segment(s.From, s.To, brush);
        }

        Rlgl.End();
        if (!stroke.Round || stroke.Width < 1.5f)
            return;
        foreach (ref readonly LineSegment s in segments)
            Caps(s.From, s.To, stroke);
    }

    public void Polyline(ReadOnlySpan<Vector2> points, in Stroke stroke)
    {
        if (points.Length < 2 || !AllFinite(points) || !TryBrush(stroke, out Brush brush))
            return;
        Open();
        Strip(points, brush, isClosed: false);
        Rlgl.End();
        if (stroke.Round && stroke.Width >= 1.5f)
            Caps(points[0], points[^1], stroke);
    }

    public void Curves(ReadOnlySpan<Curve> curves, in Stroke stroke)
    {
        if (!TryBrush(stroke, out Brush brush))
            return;
        Open();
        foreach (ref readonly Curve curve in curves)
        {
            if (IsFinite(curve.From) && IsFinite(curve.Control) && IsFinite(curve.To))
                Bow(curve, brush);
        }

        Rlgl.End();
        if (!stroke.Round || stroke.Width < 1.5f)
            return;
        foreach (ref readonly Curve curve in curves)
            Caps(curve.From, curve.To, stroke);
    }

    public void Arc(Vector2 centre, float radius, float start, float sweep, in Stroke stroke)
    {
        if (!IsFinite(centre) || !(radius > 0) || !float.IsFinite(start + sweep) || !TryBrush(stroke, out Brush brush))
            return;
        bool isClosed = MathF.Abs(sweep) >= MathF.Tau;
        sweep = Math.Clamp(sweep, -MathF.Tau, MathF.Tau);
        // The sagitta of a piece is r (1 - cos(a / 2)), about r a^2 / 8.
        float step = MathF.Sqrt(8 * Tolerance / MathF.Max(radius, 1));
        int pieces = Math.Clamp((int)MathF.Ceiling(MathF.Abs(sweep) / step), 1, 4 * MaxPieces);
        Span<Vector2> points = stackalloc Vector2[pieces + 1];
        for (int i = 0; i <= pieces; i++)
        {
            (float sin, float cos) = MathF.SinCos(start + (sweep * i / pieces));
            points[i] = centre + (radius * new Vector2(cos, sin));
        }

        Open();
        Strip(isClosed ? points[..^1] : points, brush, isClosed);
        Rlgl.End();
        if (stroke.Round && !isClosed && stroke.Width >= 1.5f)
            Caps(points[0], points[^1], stroke);
    }

    public void Discs(ReadOnlySpan<Vector2> centres, float radius, Rgba fill)
    {
        if (!(radius > 0) || fill.A == 0 || centres.IsEmpty)
            return;
        if (radius > SpriteAtlas.LargestDisc)
        {
            foreach (ref readonly Vector2 centre in centres)
            {
                if (IsFinite(centre))
                    LargeDisc(centre, radius, fill);
            }

            return;
        }

        DiscSprite disc = _atlas.Disc(radius);
        float reach = disc.Reach * radius;
        Open();
        Tint(fill);
        foreach (ref readonly Vector2 centre in centres)
        {
            if (IsFinite(centre))
                Quad(centre - new Vector2(reach), centre + new Vector2(reach), disc.Sprite);
        }

        Rlgl.End();
    }

    public void Glow(Vector2 centre, float radius, Rgba colour)
    {
        if (!IsFinite(centre) || !(radius > 0) || colour.A == 0)
            return;
        Open();
        Tint(colour);
        Quad(centre - new Vector2(radius), centre + new Vector2(radius), _atlas.Glow);
        Rlgl.End();
    }

    public void Rectangle(in Box box, Rgba fill, float cornerRadius = 0)
    {
        if (fill.A == 0 || !(box.Width > 0) || !(box.Height > 0) || !IsFinite(new Vector2(box.Right, box.Bottom)))
            return;
        float radius = MathF.Min(MathF.Min(cornerRadius, SpriteAtlas.LargestDisc), MathF.Min(box.Width, box.Height) / 2);
        if (radius < 0.75f)
        {
            Open();
            Fill(box, fill);
            Rlgl.End();
            return;
        }

        DiscSprite disc = _atlas.Disc(radius);
        Open();
        Tint(fill);
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
                    Quad(new Vector2(x[column], y[row]), new Vector2(x[column + 1], y[row + 1]), new Sprite(new Vector2(u[column], v[row]), new Vector2(u[column + 1], v[row + 1])));
                }
            }
        }

        Rlgl.End();
    }

    public void Outline(in Box box, in Stroke stroke, float cornerRadius = 0)
    {
        if (!(box.Width > 0) || !(box.Height > 0) || !TryBrush(stroke, out Brush brush))
            return;
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

        Open();
        Strip(points, brush, isClosed: true);
        Rlgl.End();
    }

    public void Gradient(in Box box, Rgba from, Rgba to)
    {
        if (!(box.Width > 0) || !(box.Height > 0))
            return;
        Open();
        Vector2 white = _atlas.White;
        Rlgl.TexCoord2f(white.X, white.Y);
        Tint(from);
        Rlgl.Vertex2f(box.Left, box.Top);
        Rlgl.Vertex2f(box.Left, box.Bottom);
        Tint(to);
        Rlgl.Vertex2f(box.Right, box.Bottom);
        Rlgl.Vertex2f(box.Right, box.Top);
        Rlgl.End();
        _quads++;
    }

    public void Polygon(ReadOnlySpan<Vector2> points, Rgba fill)
    {
        if (points.Length < 3 || fill.A == 0 || !AllFinite(points))
            return;
        int triangles = points.Length - 2;
        int[] corners = System.Buffers.ArrayPool<int>.Shared.Rent(triangles * 3);
        int count = Triangulation.Cut(points, corners);
        Open();
        Tint(fill);
        Vector2 white = _atlas.White;
        Rlgl.TexCoord2f(white.X, white.Y);
        for (int i = 0; i < count; i += 3)
        {
            // A quad with its last corner twice is a triangle, and stays in the batch of quads.
            Vertex(points[corners[i]]);
            Vertex(points[corners[i + 1]]);
            Vertex(points[corners[i + 2]]);
            Vertex(points[corners[i + 2]]);
            _quads++;
        }

        Rlgl.End();
        System.Buffers.ArrayPool<int>.Shared.Return(corners);
    }

    public void Cells(in Box box, int columns, int rows, ReadOnlySpan<Rgba> colours)
    {
        if (columns < 0 || rows < 0 || colours.Length != (long)columns * rows)
            throw new ArgumentException($"{columns} x {rows} cells need as many colours, not {colours.Length}", nameof(colours));
        if (colours.IsEmpty || !(box.Width > 0) || !(box.Height > 0))
            return;
        Texture2D texture = CellsOf(columns, rows);
        fixed (Rgba* pixels = colours)
            Raylib.UpdateTexture(texture, pixels);
        Rlgl.SetTexture(texture.Id);
        Rlgl.Begin(DrawMode.Quads);
        Tint(new Rgba(255, 255, 255));
        Quad(new Vector2(box.Left, box.Top), new Vector2(box.Right, box.Bottom), new Sprite(Vector2.Zero, Vector2.One));
        Rlgl.End();
        _calls += 2;
    }

    public void Text(ReadOnlySpan<char> text, Vector2 at, in TextStyle style)
    {
        if (text.IsEmpty || !IsFinite(at) || !(style.Size > 0) || style.Colour.A == 0)
            return;
        GlyphLine line = _letters.Set(text, style.Weight);
        float shift = style.Anchor switch { TextAnchor.Middle => -line.Advance / 2, TextAnchor.End => -line.Advance, _ => 0 } * style.Size;
        bool isLevel = style.Angle == 0;
        (float sin, float cos) = MathF.SinCos(style.Angle);
        Vector2 along = new(cos, sin), down = new(-sin, cos);
        // Level text stands on whole rows: its stems and bars are sharp.
        if (isLevel)
            at = new Vector2(at.X, MathF.Round(at.Y));
        Vector2 start = at + (along * shift);
        foreach (PlacedGlyph placed in line.Glyphs)
        {
            GlyphSprite glyph = _atlas.Glyph(placed.Glyph, style.Size);
            if (glyph.Box.Width == 0)
                continue;
            Vector2 origin = start + (along * (placed.X * style.Size));
            if (isLevel)
                origin.X = MathF.Round(origin.X * 2) / 2;
            Vector2 left = origin + (along * (glyph.Box.Left * style.Size)), right = origin + (along * (glyph.Box.Right * style.Size));
            Vector2 top = down * (glyph.Box.Top * style.Size), bottom = down * (glyph.Box.Bottom * style.Size);
            Open();
            Tint(glyph.IsColoured ? new Rgba(255, 255, 255, style.Colour.A) : style.Colour);
            Corner(left + top, glyph.Sprite.From.X, glyph.Sprite.From.Y);
            Corner(left + bottom, glyph.Sprite.From.X, glyph.Sprite.To.Y);
            Corner(right + bottom, glyph.Sprite.To.X, glyph.Sprite.To.Y);
            Corner(right + top, glyph.Sprite.To.X, glyph.Sprite.From.Y);
            Rlgl.End();
            _quads++;
        }
    }

    public float MeasureText(ReadOnlySpan<char> text, in TextStyle style) =>
        text.IsEmpty ? 0 : _letters.Set(text, style.Weight).Advance * style.Size;

    public void PushClip(in Box box)
    {
        Flush();
        _clips.Add(_clips.Count == 0 ? box : Both(_clips[^1], box));
        Scissor();
    }

    public void PopClip()
    {
        if (_clips.Count == 0)
            throw new InvalidOperationException("There is no clip to pop.");
        Flush();
        _clips.RemoveAt(_clips.Count - 1);
        if (_clips.Count == 0)
            Rlgl.DisableScissorTest();
        else
            Scissor();
    }

    public void PushBlend(SceneBlend mode)
    {
        SceneBlend before = Blend;
        _blends.Add(mode);
        Switch(before, mode);
    }

    public void PopBlend()
    {
        if (_blends.Count == 0)
            throw new InvalidOperationException("There is no blend to pop.");
        SceneBlend before = Blend;
        _blends.RemoveAt(_blends.Count - 1);
        Switch(before, Blend);
    }

    public void Dispose()
    {
        foreach (CellTexture cells in _cells)
            Raylib.UnloadTexture(cells.Texture);
        _atlas.Dispose();
    }

    private static bool IsFinite(Vector2 v) => float.IsFinite(v.X + v.Y);

    private static bool AllFinite(ReadOnlySpan<Vector2> points)
    {
        foreach (Vector2 point in points)
        {
            if (!IsFinite(point))
                return false;
        }

        return true;
    }

    private static Box Both(in Box a, in Box b)
    {
        float left = MathF.Max(a.Left, b.Left), top = MathF.Max(a.Top, b.Top);
        return new Box(left, top, MathF.Max(MathF.Min(a.Right, b.Right) - left, 0), MathF.Max(MathF.Min(a.Bottom, b.Bottom) - top, 0));
    }

    private static void Tint(Rgba colour) => Rlgl.Color4ub(colour.R, colour.G, colour.B, colour.A);

    private static void Vertex(Vector2 at) => Rlgl.Vertex2f(at.X, at.Y);

    private static void Corner(Vector2 at, float u, float v)
    {
        Rlgl.TexCoord2f(u, v);
        Rlgl.Vertex2f(at.X, at.Y);
    }

    private void Open()
    {
        Rlgl.SetTexture(_atlas.Id);
        Rlgl.Begin(DrawMode.Quads);
    }

    private void Flush()
    {
        Rlgl.DrawRenderBatchActive();
        _calls++;
    }

    private void Switch(SceneBlend from, SceneBlend to)
    {
        if (from == to)
            return;
        _calls++;
        if (to == SceneBlend.Add)
            Raylib.BeginBlendMode(Raylib_cs.BlendMode.Additive);
        else
            Raylib.EndBlendMode();
    }

    private void Scissor()
    {
        Box clip = _clips[^1];
        int left = (int)MathF.Round(clip.Left), right = (int)MathF.Round(clip.Right);
        int top = (int)MathF.Round(clip.Top), bottom = (int)MathF.Round(clip.Bottom);
        Rlgl.EnableScissorTest();
        Rlgl.Scissor(left, (int)Size.Y - bottom, Math.Max(right - left, 0), Math.Max(bottom - top, 0));
    }

    // A hairline is a pixel wide and as much fainter: that is its coverage.
    private bool TryBrush(in Stroke stroke, out Brush brush)
    {
        brush = default;
        if (stroke.Colour.A == 0 || !(stroke.Width > 0))
            return false;
        float width = MathF.Max(stroke.Width, 1);
        brush = new Brush(_atlas.Line(width), (width + 1) / 2, stroke.Colour.Fade(MathF.Min(stroke.Width, 1)));
        return brush.Colour.A != 0;
    }

    private void Quad(Vector2 from, Vector2 to, in Sprite sprite)
    {
        Corner(from, sprite.From.X, sprite.From.Y);
        Corner(new Vector2(from.X, to.Y), sprite.From.X, sprite.To.Y);
        Corner(to, sprite.To.X, sprite.To.Y);
        Corner(new Vector2(to.X, from.Y), sprite.To.X, sprite.From.Y);
        _quads++;
    }

    private void Segment(Vector2 from, Vector2 to, in Brush brush)
    {
        Vector2 along = to - from;
        float length = along.Length();
        if (length < 1e-4f)
            return;
        Vector2 across = new Vector2(-along.Y, along.X) * (brush.Reach / length);
        Tint(brush.Colour);
        Piece(from, to, across, across, brush.Line);
    }

    // The corners of one piece of a line whose ends may be cut at a slant.
    private void Piece(Vector2 from, Vector2 to, Vector2 acrossFrom, Vector2 acrossTo, in LineSprite line)
    {
        Corner(from - acrossFrom, line.U, line.From);
        Corner(from + acrossFrom, line.U, line.To);
        Corner(to + acrossTo, line.U, line.To);
        Corner(to - acrossTo, line.U, line.From);
        _quads++;
    }

    private void Bow(in Curve curve, in Brush brush)
    {
        // A quadratic curve cut into n pieces is |P0 - 2 P1 + P2| / (4 n^2) off at most.
        float bend = (curve.From - (2 * curve.Control) + curve.To).Length();
        int pieces = Math.Clamp((int)MathF.Ceiling(MathF.Sqrt(bend / (4 * Tolerance))), 1, MaxPieces);
        Vector2 first = curve.Control - curve.From, second = curve.To - curve.Control;
        Tint(brush.Colour);
        Vector2 at = curve.From, across = Across(first, second, brush.Reach);
        for (int i = 1; i <= pieces; i++)
        {
            float t = i / (float)pieces;
            Vector2 next = curve.At(t);
            Vector2 acrossNext = Across(Vector2.Lerp(first, second, t), next - at, brush.Reach);
            Piece(at, next, across, acrossNext, brush.Line);
            at = next;
            across = acrossNext;
        }
    }

    private static Vector2 Across(Vector2 along, Vector2 otherwise, float reach)
    {
        float length = along.Length();
        if (length < 1e-4f)
        {
            along = otherwise;
            length = along.Length();
        }

        return length < 1e-4f ? Vector2.Zero : new Vector2(-along.Y, along.X) * (reach / length);
    }

    private void Strip(ReadOnlySpan<Vector2> points, in Brush brush, bool isClosed)
    {
        Tint(brush.Colour);
        int pieces = isClosed ? points.Length : points.Length - 1;
        for (int i = 0; i < pieces; i++)
        {
            Vector2 from = points[i], to = points[(i + 1) % points.Length];
            Vector2? before = i > 0 ? points[i - 1] : isClosed ? points[^1] : null;
            Vector2? after = i + 2 < points.Length ? points[i + 2] : isClosed ? points[(i + 2) % points.Length] : null;
            Vector2 across = Across(to - from, Vector2.UnitX, brush.Reach);
            Piece(from, to, Mitre(before, from, to, across, brush.Reach), Mitre(from, to, after, across, brush.Reach), brush.Line);
        }
    }

    // Neighbouring pieces share the corners on the bisector; where the turn is sharp they stay square.
    private static Vector2 Mitre(Vector2? before, Vector2 at, Vector2? after, Vector2 across, float reach)
    {
        if (before is not { } a || after is not { } b)
            return across;
        Vector2 sum = Across(at - a, Vector2.Zero, 1) + Across(b - at, Vector2.Zero, 1);
        float square = sum.LengthSquared();
        return square < 1 ? across : sum * (2 * reach / square);
    }

    private void Caps(Vector2 from, Vector2 to, in Stroke stroke)
    {
        if (IsFinite(from) && IsFinite(to))
            Discs([from, to], stroke.Width / 2, stroke.Colour);
    }

    // Slices to half a pixel inside the rim, and round them a rim that fades out over a pixel.
    private void LargeDisc(Vector2 centre, float radius, Rgba fill)
    {
        int slices = 2 * Math.Clamp((int)MathF.Ceiling(MathF.PI / MathF.Sqrt(8 * 0.1f / radius)), 12, 256);
        float inner = radius - 0.5f, outer = radius + 0.5f;
        Vector2 white = _atlas.White;
        Open();
        Rlgl.TexCoord2f(white.X, white.Y);
        Vector2 before = Vector2.UnitX, middle = default;
        for (int i = 1; i <= slices; i++)
        {
            (float sin, float cos) = MathF.SinCos(MathF.Tau * i / slices);
            var now = new Vector2(cos, sin);
            Tint(fill);
            // Two slices are one quad.
            if (i % 2 == 1)
            {
                middle = before;
            }
            else
            {
                Vertex(centre);
                Vertex(centre + (inner * middle));
                Vertex(centre + (inner * before));
                Vertex(centre + (inner * now));
                _quads++;
            }

            Vertex(centre + (inner * before));
            Vertex(centre + (inner * now));
            Tint(fill with { A = 0 });
            Vertex(centre + (outer * now));
            Vertex(centre + (outer * before));
            _quads++;
            before = now;
        }

        Rlgl.End();
    }

    // Edges between pixels are as strong as what they cover of them, so that what moves slowly moves evenly.
    private void Fill(in Box box, Rgba fill)
    {
        Vector2 white = _atlas.White;
        Rlgl.TexCoord2f(white.X, white.Y);
        Span<float> x = stackalloc float[4], y = stackalloc float[4], shareX = stackalloc float[3], shareY = stackalloc float[3];
        Cut(box.Left, box.Right, x, shareX);
        Cut(box.Top, box.Bottom, y, shareY);
        for (int row = 0; row < 3; row++)
        {
            for (int column = 0; column < 3; column++)
            {
                float share = shareX[column] * shareY[row];
                if (!(share > 0))
                    continue;
                Tint(share >= 1 ? fill : fill.Fade(share));
                Rlgl.Vertex2f(x[column], y[row]);
                Rlgl.Vertex2f(x[column], y[row + 1]);
                Rlgl.Vertex2f(x[column + 1], y[row + 1]);
                Rlgl.Vertex2f(x[column + 1], y[row]);
                _quads++;
            }
        }
    }

    // The first and last pixel that an interval touches, and what lies whole between them; each with its coverage.
    private static void Cut(float from, float to, Span<float> at, Span<float> share)
    {
        float low = MathF.Floor(from + 0.002f), high = MathF.Ceiling(to - 0.002f);
        share.Clear();
        if (high - low <= 1)
        {
            at[0] = low;
            at[1] = at[2] = at[3] = low + 1;
            share[0] = to - from;
            return;
        }

        at[0] = low;
        at[1] = low + 1;
        at[2] = high - 1;
        at[3] = high;
        share[0] = MathF.Min(low + 1 - from, 1);
        share[1] = at[2] > at[1] ? 1 : 0;
        share[2] = MathF.Min(to - at[2], 1);
    }

    private Texture2D CellsOf(int columns, int rows)
    {
        for (int i = _cellsUsed; i < _cells.Count; i++)
        {
            if (_cells[i].Columns != columns || _cells[i].Rows != rows)
                continue;
            (_cells[i], _cells[_cellsUsed]) = (_cells[_cellsUsed], _cells[i]);
            return _cells[_cellsUsed++].Texture;
        }

        // Sizes that nobody draws any more (a window being resized) do not pile up.
        const int MostUnused = 8;
        if (_cells.Count - _cellsUsed >= MostUnused)
        {
            Raylib.UnloadTexture(_cells[^1].Texture);
            _cells.RemoveAt(_cells.Count - 1);
        }

        void* pixels = NativeMemory.AllocZeroed((nuint)columns * (nuint)rows, 4);
        Texture2D texture = Raylib.LoadTextureFromImage(new Image
        {
            Data = pixels,
            Width = columns,
            Height = rows,
            Mipmaps = 1,
            Format = PixelFormat.UncompressedR8G8B8A8,
        });
        NativeMemory.Free(pixels);
        Raylib.SetTextureFilter(texture, TextureFilter.Point);
        _cells.Insert(_cellsUsed, new CellTexture(columns, rows, texture));
        _cellsUsed++;
        return texture;
    }

    private readonly record struct Brush(LineSprite Line, float Reach, Rgba Colour);

    private readonly record struct CellTexture(int Columns, int Rows, Texture2D Texture);
}
