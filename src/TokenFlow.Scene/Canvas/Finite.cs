using System.Numerics;

namespace TokenFlow.Scene.Canvas;

/// <summary>Whether points can be drawn: canvases pass over what is infinite or no number.</summary>
public static class Finite
{
    /// <summary>Whether a point is finite.</summary>
    public static bool Is(Vector2 point) => float.IsFinite(point.X + point.Y);

    /// <summary>Whether all points are finite.</summary>
    public static bool Are(ReadOnlySpan<Vector2> points)
    {
        foreach (Vector2 point in points)
        {
            if (!Is(point))
            {
                return false;
            }
        }

        return true;
    }
}
