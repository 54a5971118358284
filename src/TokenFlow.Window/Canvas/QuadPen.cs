using System.Numerics;
using Raylib_cs;
using TokenFlow.Scene.Canvas;

namespace TokenFlow.Window.Canvas;

/// <summary>Shapes as quads out of the atlas. One unit is a pixel.</summary>
/// <param name="atlas">The texture that holds all there is to draw with.</param>
internal sealed class QuadPen(SpriteAtlas atlas)
{
    private const int MaxPieces = 64;

    /// <summary>How far a curve may be from its pieces, in pixels. Larger is faster.</summary>
    public float Tolerance { get; set; } = 0.25f;

    /// <summary>Quads drawn since this was set to 0.</summary>
    public int Quads { get; set; }

    /// <summary>Ends the quads.</summary>
    public static void Close() => Rlgl.End();

    /// <summary>Begins quads out of the atlas.</summary>
    public void Open()
    {
        Rlgl.SetTexture(atlas.Id);
        Rlgl.Begin(DrawMode.Quads);
    }

    /// <summary>The colour of the next corners.</summary>
    public static void Tint(Rgba colour) => Rlgl.Color4ub(colour.R, colour.G, colour.B, colour.A);

    /// <summary>A corner where the texture is as before.</summary>
    public static void Vertex(Vector2 at) => Rlgl.Vertex2f(at.X, at.Y);

    /// <summary>A corner and its place in the texture.</summary>
    public static void Corner(Vector2 at, float u, float v)
    {
        Rlgl.TexCoord2f(u, v);
        Rlgl.Vertex2f(at.X, at.Y);
    }

    // A hairline is a pixel wide and as much fainter: that is its coverage.
    /// <summary>What a stroke is drawn with; false where it shows nothing.</summary>
    public bool TryBrush(in Stroke stroke, out Brush brush)
    {
        brush = default;
        if (stroke.Colour.A == 0 || !(stroke.Width > 0))
        {
            return false;
        }

        float width = MathF.Max(stroke.Width, 1);
        brush = new Brush(atlas.Line(width), (width + 1) / 2, stroke.Colour.Fade(MathF.Min(stroke.Width, 1)));
        return brush.Colour.A != 0;
    }

    /// <summary>An upright rectangle of the atlas.</summary>
    public void Quad(Vector2 from, Vector2 to, in Sprite sprite)
    {
        Corner(from, sprite.From.X, sprite.From.Y);
        Corner(new Vector2(from.X, to.Y), sprite.From.X, sprite.To.Y);
        Corner(to, sprite.To.X, sprite.To.Y);
        Corner(new Vector2(to.X, from.Y), sprite.To.X, sprite.From.Y);
        Quads++;
    }

    /// <summary>A straight line.</summary>
    public void Segment(Vector2 from, Vector2 to, in Brush brush)
    {
        Vector2 along = to - from;
        float length = along.Length();
        if (length < 1e-4f)
        {
            return;
        }

        Vector2 across = new Vector2(-along.Y, along.X) * (brush.Reach / length);
        Tint(brush.Colour);
        Piece(from, to, across, across, brush.Line);
    }

    /// <summary>A curve, in as many pieces as its bend needs.</summary>
    public void Bow(in Curve curve, in Brush brush)
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

    /// <summary>A line through points, its pieces sharing their corners.</summary>
    public void Strip(ReadOnlySpan<Vector2> points, in Brush brush, bool isClosed)
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

    // Slices to half a pixel inside the rim, and round them a rim that fades out over a pixel.
    /// <summary>A disc too large for a sprite.</summary>
    public void LargeDisc(Vector2 centre, float radius, Rgba fill)
    {
        int slices = 2 * Math.Clamp((int)MathF.Ceiling(MathF.PI / MathF.Sqrt(8 * 0.1f / radius)), 12, 256);
        float inner = radius - 0.5f, outer = radius + 0.5f;
        Vector2 white = atlas.White;
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
                Quads++;
            }

            Vertex(centre + (inner * before));
            Vertex(centre + (inner * now));
            Tint(fill with { A = 0 });
            Vertex(centre + (outer * now));
            Vertex(centre + (outer * before));
            Quads++;
            before = now;
        }

        Close();
    }

    // Edges between pixels are as strong as what they cover of them, so that what moves slowly moves evenly.
    /// <summary>A rectangle, its edges as strong as what they cover of their pixels.</summary>
    public void Fill(in Box box, Rgba fill)
    {
        Vector2 white = atlas.White;
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
                {
                    continue;
                }

                Tint(share >= 1 ? fill : fill.Fade(share));
                Rlgl.Vertex2f(x[column], y[row]);
                Rlgl.Vertex2f(x[column], y[row + 1]);
                Rlgl.Vertex2f(x[column + 1], y[row + 1]);
                Rlgl.Vertex2f(x[column + 1], y[row]);
                Quads++;
            }
        }
    }

    // The corners of one piece of a line whose ends may be cut at a slant.
    private void Piece(Vector2 from, Vector2 to, Vector2 acrossFrom, Vector2 acrossTo, in LineSprite line)
    {
        Corner(from - acrossFrom, line.U, line.From);
        Corner(from + acrossFrom, line.U, line.To);
        Corner(to + acrossTo, line.U, line.To);
        Corner(to - acrossTo, line.U, line.From);
        Quads++;
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

    // Neighbouring pieces share the corners on the bisector; where the turn is sharp they stay square.
    private static Vector2 Mitre(Vector2? before, Vector2 at, Vector2? after, Vector2 across, float reach)
    {
        if (before is not { } a || after is not { } b)
        {
            return across;
        }

        Vector2 sum = Across(at - a, Vector2.Zero, 1) + Across(b - at, Vector2.Zero, 1);
        float square = sum.LengthSquared();
        return square < 1 ? across : sum * (2 * reach / square);
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
}

/// <summary>What a line is drawn with.</summary>
/// <param name="Line">Its profile.</param>
/// <param name="Reach">From its middle to the profile's edge, in pixels.</param>
/// <param name="Colour">Its colour; a hairline is a pixel wide and as much fainter.</param>
internal readonly record struct Brush(LineSprite Line, float Reach, Rgba Colour);
