using System.Numerics;

namespace TokenFlow.Scene.Canvas;

/// <summary>An axis-aligned rectangle in canvas units; y grows downwards.</summary>
public readonly record struct Box(float Left, float Top, float Width, float Height)
{
    public float Right => Left + Width;

    public float Bottom => Top + Height;

    public Vector2 Centre => new(Left + (Width / 2), Top + (Height / 2));

    /// <summary>The box with <paramref name="margin"/> taken off every side.</summary>
    public Box Inset(float margin) => new(Left + margin, Top + margin, Width - (2 * margin), Height - (2 * margin));

    public bool Contains(Vector2 point) => point.X >= Left && point.X < Right && point.Y >= Top && point.Y < Bottom;
}
