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

/// <summary>How PNGs are compressed here.</summary>
internal static class PngEncoding
{
    // Trying all filters at level 6 takes three to fifteen times as long for a tenth less on pictures of this kind.
    private static readonly SKPngEncoderOptions Options = new(SKPngEncoderFilterFlags.Sub | SKPngEncoderFilterFlags.Up, 4);

    public static byte[] Encode(SKPixmap pixels)
    {
        using SKData data = pixels.Encode(Options)
            ?? throw new InvalidOperationException($"Skia cannot encode a PNG of {pixels.Width} x {pixels.Height} pixels.");
        return data.ToArray();
    }
}
