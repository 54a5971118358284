using SkiaSharp;
using TokenFlow.Base.Faults;
using TokenFlow.Base.Files;

namespace TokenFlow.Recording.Pictures;

/// <summary>Writes pixels that somebody else has drawn as PNG files.</summary>
public static class PngWriter
{
    /// <summary>Writes a picture. The file appears under its name only when it is whole.</summary>
    /// <param name="path">Where to.</param>
    /// <param name="width">Pixels across.</param>
    /// <param name="height">Pixels down.</param>
    /// <param name="rgba">[height][width][4]: red, green, blue, alpha, not premultiplied.</param>
    /// <exception cref="FaultException">OutOfRange (pixels), OutputUnwritable, DiskFull.</exception>
    public static unsafe void Write(string path, int width, int height, ReadOnlySpan<byte> rgba)
    {
        PictureWriter.CheckPixels(width, height);
        if (rgba.Length != width * height * 4)
        {
            throw new ArgumentException($"{width} x {height} pixels are not {rgba.Length} bytes", nameof(rgba));
        }

        byte[] png;
        fixed (byte* pixels = rgba)
        {
            using SKPixmap map = new(new SKImageInfo(width, height, SKColorType.Rgba8888, SKAlphaType.Unpremul), (nint)pixels, width * 4);
            png = PngEncoding.Encode(map);
        }

        using OutputFile file = new(path);
        file.Guarded(() => file.Stream.Write(png));
        file.Commit();
    }
}
