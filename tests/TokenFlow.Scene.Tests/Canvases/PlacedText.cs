using System.Numerics;
using TokenFlow.Scene.Canvas;

namespace TokenFlow.Scene.Tests.Canvases;

/// <summary>The corners of a drawn text's body (from the baseline to the height of its capitals), turned as it is.</summary>
internal readonly record struct PlacedText(string Text, Vector2 A, Vector2 B, Vector2 C, Vector2 D)
{
    public static PlacedText Of(DrawCall call, ICanvas canvas)
    {
        TextStyle style = call.Style;
        float width = canvas.MeasureText(call.Text, style);
        float start = style.Anchor switch { TextAnchor.Start => 0, TextAnchor.Middle => -width / 2, _ => -width };
        (float sin, float cos) = MathF.SinCos(style.Angle);
        var along = new Vector2(cos, sin);
        var up = new Vector2(sin, -cos);
        Vector2 left = call.Points[0] + (along * start), right = left + (along * width);
        Vector2 rise = up * style.Size * 0.7f;
        return new PlacedText(call.Text, left, right, right + rise, left + rise);
    }

    /// <summary>Whether two bodies overlap, by separating axes.</summary>
    public bool Overlaps(PlacedText other)
    {
        Vector2[] mine = [A, B, C, D], theirs = [other.A, other.B, other.C, other.D];
        foreach (Vector2 axis in new[] { B - A, D - A, other.B - other.A, other.D - other.A })
        {
            if (axis.LengthSquared() < 1e-9f)
            {
                continue;
            }

            if (mine.Max(p => Vector2.Dot(p, axis)) <= theirs.Min(p => Vector2.Dot(p, axis)) || theirs.Max(p => Vector2.Dot(p, axis)) <= mine.Min(p => Vector2.Dot(p, axis)))
            {
                return false;
            }
        }

        return true;
    }
}
