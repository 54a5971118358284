using System.Numerics;

namespace TokenFlow.Window.Canvas;

/// <summary>Cuts simple polygons into triangles, ear by ear (Meisters 1975). O(n^2), for outlines of a few hundred points.</summary>
internal static class Triangulation
{
    /// <summary>Writes the corners of the triangles.</summary>
    /// <param name="points">The outline, either way round, without crossings. Where it crosses itself some triangles are left out.</param>
    /// <param name="corners">At least 3 (n - 2) long.</param>
    /// <returns>How many corners were written, three a triangle.</returns>
    public static int Cut(ReadOnlySpan<Vector2> points, Span<int> corners)
    {
        int left = points.Length;
        Span<int> ring = left <= 512 ? stackalloc int[left] : new int[left];
        for (int i = 0; i < left; i++)
        {
            ring[i] = i;
        }

        float turn = MathF.Sign(Area(points));
        int written = 0, at = 0, failures = 0;
        while (left > 3 && failures < left)
        {
            int a = ring[(at + left - 1) % left], b = ring[at % left], c = ring[(at + 1) % left];
            if (IsEar(points, ring[..left], a, b, c, turn))
            {
                corners[written++] = a;
                corners[written++] = b;
                corners[written++] = c;
                int removed = at % left;
                ring[(removed + 1)..left].CopyTo(ring[removed..]);
                left--;
                at = removed == 0 ? 0 : removed - 1;
                failures = 0;
            }
            else
            {
                at = (at + 1) % left;
                failures++;
            }
        }

        if (left == 3)
        {
            corners[written++] = ring[0];
            corners[written++] = ring[1];
            corners[written++] = ring[2];
        }

        return written;
    }

    private static float Area(ReadOnlySpan<Vector2> points)
    {
        float area = 0;
        for (int i = 0; i < points.Length; i++)
        {
            area += Cross(points[i], points[(i + 1) % points.Length]);
        }

        return area;
    }

    private static float Cross(Vector2 a, Vector2 b) => (a.X * b.Y) - (a.Y * b.X);

    private static bool IsEar(ReadOnlySpan<Vector2> points, ReadOnlySpan<int> ring, int a, int b, int c, float turn)
    {
        Vector2 p = points[a], q = points[b], r = points[c];
        float bend = Cross(q - p, r - q) * turn;
        if (bend <= 0)
        {
            // A corner that does not turn holds no area and can always go.
            return bend == 0;
        }

        foreach (int i in ring)
        {
            Vector2 s = points[i];
            if (i != a && i != b && i != c && s != p && s != q && s != r
                && Cross(q - p, s - p) * turn >= 0 && Cross(r - q, s - q) * turn >= 0 && Cross(p - r, s - r) * turn >= 0)
            {
                return false;
            }
        }

        return true;
    }
}
