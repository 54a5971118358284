using System.Numerics;

namespace TokenFlow.Scene.Canvas;

/// <summary>A quadratic Bézier curve: the least that can bow, and the same on every canvas.</summary>
public readonly record struct Curve(Vector2 From, Vector2 Control, Vector2 To)
{
    /// <summary>The point at parameter <paramref name="t"/> in [0, 1].</summary>
    public Vector2 At(float t)
    {
        float s = 1 - t;
        return (From * (s * s)) + (Control * (2 * s * t)) + (To * (t * t));
    }

    /// <summary>The part between two parameters: its control point is the curve's polar form at both.</summary>
    public Curve Part(float from, float to)
    {
        Vector2 control = (From * ((1 - from) * (1 - to))) + (Control * (((1 - from) * to) + (from * (1 - to)))) + (To * (from * to));
        return new Curve(At(from), control, At(to));
    }
}
