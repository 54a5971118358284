namespace Raylib_cs;

/// <summary>Bytes of a pixel, as far as used here.</summary>
public enum PixelFormat
{
    UncompressedGrayscale = 1,
    UncompressedGrayAlpha = 2,
    UncompressedR8G8B8 = 4,
    UncompressedR8G8B8A8 = 7,
}
