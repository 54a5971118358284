namespace Raylib_cs;

/// <summary>A colour of four bytes, not premultiplied.</summary>
public record struct Color
{
    public byte R;
    public byte G;
    public byte B;
    public byte A;

    /// <summary>Leaves what it tints as it is.</summary>
    public static readonly Color White = new(255, 255, 255, 255);

    /// <summary>Opaque black.</summary>
    public static readonly Color Black = new(0, 0, 0, 255);

    /// <summary>Wholly transparent.</summary>
    public static readonly Color Blank = new(0, 0, 0, 0);

    public Color(byte r, byte g, byte b, byte a) => (R, G, B, A) = (r, g, b, a);

    /// <summary>An opaque colour.</summary>
    public Color(byte r, byte g, byte b) : this(r, g, b, 255)
    {
    }
}
