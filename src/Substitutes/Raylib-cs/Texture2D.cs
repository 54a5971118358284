namespace Raylib_cs;

/// <summary>A picture on the graphics card.</summary>
public struct Texture2D
{
    public uint Id;
    public int Width;
    public int Height;
    public int Mipmaps;
    public PixelFormat Format;
}
