using SkiaSharp;
using TokenFlow.Base.Faults;
using TokenFlow.Recording.Pictures;

namespace TokenFlow.Recording.Tests.Pictures;

public sealed class PngWriterTests
{
    private TemporaryFolder _folder = null!;

    [SetUp]
    public void Begin() => _folder = new TemporaryFolder();

    [TearDown]
    public void End() => _folder.Dispose();

    [Test]
    public void Pixels_come_back_as_they_were_written()
    {
        byte[] rgba = [255, 0, 0, 255, 0, 255, 0, 255, 0, 0, 255, 255, 9, 8, 7, 255, 1, 2, 3, 255, 250, 251, 252, 255];
        string path = _folder.At("x.png");
        PngWriter.Write(path, 3, 2, rgba);

        using SKBitmap read = SKBitmap.Decode(path, new SKImageInfo(3, 2, SKColorType.Rgba8888, SKAlphaType.Unpremul));
        Assert.That(read.GetPixelSpan().ToArray(), Is.EqualTo(rgba));
    }

    [Test]
    public void A_folder_that_is_not_there_is_one_line()
    {
        Assert.That(() => PngWriter.Write(_folder.At("none/x.png"), 1, 1, new byte[4]), Throws.TypeOf<FaultException>().With.Property("Kind").EqualTo(FaultKind.OutputUnwritable));
    }

    [Test]
    public void Pixels_that_are_not_so_many_are_refused() =>
        Assert.That(() => PngWriter.Write(_folder.At("x.png"), 2, 2, new byte[4]), Throws.ArgumentException);
}
