namespace Raylib_cs;

/// <summary>What consecutive vertices make.</summary>
public enum DrawMode
{
    Lines = 0x0001,
    Triangles = 0x0004,
    Quads = 0x0007,
}
