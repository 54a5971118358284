namespace Raylib_cs;

/// <summary>A picture in ordinary memory.</summary>
public unsafe struct Image
{
    /// <summary>Its pixels, row by row.</summary>
    public void* Data;

    public int Width;
    public int Height;

    /// <summary>Number of ever smaller copies, 1 for none.</summary>
    public int Mipmaps;

    public PixelFormat Format;
}
