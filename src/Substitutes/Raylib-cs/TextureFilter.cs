namespace Raylib_cs;

/// <summary>How a texture is read between its pixels.</summary>
public enum TextureFilter
{
    Point = 0,
    Bilinear = 1,
    Trilinear = 2,
}
