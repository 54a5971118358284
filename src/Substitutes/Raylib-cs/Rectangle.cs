using System.Numerics;

namespace Raylib_cs;

/// <summary>A rectangle by its top left corner and its size.</summary>
public record struct Rectangle
{
    public float X;
    public float Y;
    public float Width;
    public float Height;

    public Rectangle(float x, float y, float width, float height) => (X, Y, Width, Height) = (x, y, width, height);

    public Rectangle(Vector2 position, Vector2 size) : this(position.X, position.Y, size.X, size.Y)
    {
    }
}
