using NUnit.Framework;
using SkiaSharp;

namespace TokenFlow.TestSupport;

/// <summary>
/// The pictures in a test project's References folder, copied beside its assembly. To draw them anew, set
/// TOKENFLOW_REFERENCES=write, run the tests, and look at what changed before committing it.
/// </summary>
/// <param name="project">The test project's name, which is its folder's under tests.</param>
public sealed class ReferencePictures(string project)
{
    private const string Folder = "References";

    private readonly bool _write = Environment.GetEnvironmentVariable("TOKENFLOW_REFERENCES") == "write";

    /// <summary>
    /// Fails unless the picture is its reference within the tolerance; then the picture and its difference from the
    /// reference stand in the folder that the message names.
    /// </summary>
    /// <param name="name">Of the reference, without its ending.</param>
    /// <param name="pixels">[height][width] of four bytes: red, green, blue, alpha, premultiplied.</param>
    /// <param name="width">In pixels.</param>
    /// <param name="height">In pixels.</param>
    /// <param name="tolerance">How far off it may be.</param>
    public void Match(string name, ReadOnlySpan<byte> pixels, int width, int height, ImageTolerance tolerance)
    {
        if (_write)
        {
            string source = Path.Join(SourceFolder(), name + ".png");
            Directory.CreateDirectory(Path.GetDirectoryName(source)!);
            File.WriteAllBytes(source, Encode(pixels, width, height));
            return;
        }

        string reference = Path.Join(TestContext.CurrentContext.TestDirectory, Folder, name + ".png");
        if (!File.Exists(reference))
        {
            Assert.Fail($"There is no reference {name}.png; the picture is {Keep(name, "actual", Encode(pixels, width, height))}");
        }

        using SKBitmap bitmap = Decode(reference);
        ReadOnlySpan<byte> expected = bitmap.GetPixelSpan();
        if (bitmap.Width != width || bitmap.Height != height)
        {
            Assert.Fail(
                $"{name} is {width} x {height}, its reference {bitmap.Width} x {bitmap.Height}: "
                + Keep(name, "actual", Encode(pixels, width, height)));
        }

        ImageDifference difference = ImageComparer.Compare(pixels, expected, tolerance);
        if (difference.Within(tolerance))
        {
            return;
        }

        string actual = Keep(name, "actual", Encode(pixels, width, height));
        byte[] off = ImageComparer.Picture(pixels, expected);
        Assert.Fail($"{name}: {difference}: {actual} and {Keep(name, "difference", Encode(off, width, height))}");
    }

    private static SKBitmap Decode(string path)
    {
        using SKCodec codec = SKCodec.Create(path) ?? throw new InvalidDataException($"{path} is no picture.");
        SKImageInfo info = new(codec.Info.Width, codec.Info.Height, SKColorType.Rgba8888, SKAlphaType.Premul);
        return SKBitmap.Decode(codec, info);
    }

    private static byte[] Encode(ReadOnlySpan<byte> pixels, int width, int height)
    {
        using SKImage image = SKImage.FromPixelCopy(new SKImageInfo(width, height, SKColorType.Rgba8888, SKAlphaType.Premul), pixels);
        using SKData data = image.Encode(SKEncodedImageFormat.Png, 100);
        return data.ToArray();
    }

    private static string Keep(string name, string what, byte[] png)
    {
        string path = Path.Join(TestContext.CurrentContext.WorkDirectory, "Differences", $"{name}.{what}.png");
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, png);
        return path;
    }

    private string SourceFolder() => Checkout.At("tests", project, Folder);
}
