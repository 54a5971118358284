using NUnit.Framework;
using SkiaSharp;
using TokenFlow.Recording.Pictures;

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
    public void Match(string name, RasterPicture picture, ImageTolerance tolerance)
    {
        ArgumentNullException.ThrowIfNull(picture);
        if (_write)
        {
            string source = Path.Join(SourceFolder(), name + ".png");
            Directory.CreateDirectory(Path.GetDirectoryName(source)!);
            File.WriteAllBytes(source, picture.EncodePng());
            return;
        }

        string reference = Path.Join(TestContext.CurrentContext.TestDirectory, Folder, name + ".png");
        if (!File.Exists(reference))
        {
            Assert.Fail($"There is no reference {name}.png; the picture is {Keep(name, "actual", picture.EncodePng())}");
        }

        using SKBitmap bitmap = Decode(reference);
        ReadOnlySpan<byte> expected = bitmap.GetPixelSpan();
        if (bitmap.Width != picture.Width || bitmap.Height != picture.Height)
        {
            Assert.Fail(
                $"{name} is {picture.Width} x {picture.Height}, its reference {bitmap.Width} x {bitmap.Height}: "
                + Keep(name, "actual", picture.EncodePng()));
        }

        ImageDifference difference = ImageComparer.Compare(picture.Pixels, expected, tolerance);
        if (difference.Within(tolerance))
        {
            return;
        }

        string actual = Keep(name, "actual", picture.EncodePng());
        byte[] off = ImageComparer.Picture(picture.Pixels, expected);
        Assert.Fail($"{name}: {difference}: {actual} and {Keep(name, "difference", Encode(off, picture.Width, picture.Height))}");
    }

    private static SKBitmap Decode(string path)
    {
        using SKCodec codec = SKCodec.Create(path) ?? throw new InvalidDataException($"{path} is no picture.");
        SKImageInfo info = new(codec.Info.Width, codec.Info.Height, SKColorType.Rgba8888, SKAlphaType.Premul);
        return SKBitmap.Decode(codec, info);
    }

    private static byte[] Encode(byte[] pixels, int width, int height)
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

    private string SourceFolder()
    {
        DirectoryInfo? folder = new(TestContext.CurrentContext.TestDirectory);
        while (folder is not null && !File.Exists(Path.Join(folder.FullName, "TokenFlow.sln")))
        {
            folder = folder.Parent;
        }

        return Path.Join(folder?.FullName ?? throw new InvalidOperationException("The tests run outside the source tree."), "tests", project, Folder);
    }
}
