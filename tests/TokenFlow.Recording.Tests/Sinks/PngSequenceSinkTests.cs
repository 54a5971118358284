using SkiaSharp;
using TokenFlow.Attention.Faults;
using TokenFlow.Recording.Films;
using TokenFlow.Recording.Sinks;

namespace TokenFlow.Recording.Tests.Sinks;

public sealed class PngSequenceSinkTests
{
    [Test]
    public void Frames_are_numbered_from_nought_and_exact()
    {
        using TemporaryFolder folder = new();
        using (IFrameSink sink = FilmPath.OpenSink(folder.File("new/deep/%05d.png"), FilmSamples.Settings))
            FilmSamples.Record(sink, frames: 3);

        string frames = folder.File("new/deep");
        Assert.That(
            Directory.GetFiles(frames).Select(Path.GetFileName).Order(StringComparer.Ordinal),
            Is.EqualTo(new[] { "00000.png", "00001.png", "00002.png" }));
        using SKCodec codec = SKCodec.Create(Path.Join(frames, "00002.png"));
        Assert.That(FilmSamples.Decode(codec, 0), Is.EqualTo(FilmSamples.Pixels(2)));
    }

    [Test]
    public void A_full_disk_leaves_whole_frames_only()
    {
        using TemporaryFolder folder = new();
        FaultException fault = Assert.Throws<FaultException>(() =>
        {
            using PngSequenceSink sink = new(
                folder.File("%03d.png"),
                path => path.Contains("002", StringComparison.Ordinal) ? new FailingStream(9) : File.Create(path));
            FilmSamples.Record(sink);
        })!;

        Assert.That(fault.Kind, Is.EqualTo(FaultKind.DiskFull));
        Assert.That(folder.Names, Is.EqualTo(new[] { "000.png", "001.png" }));
    }

    [TestCase("frames/%05d.png", 12, "frames/00012.png")]
    [TestCase("%d.png", 12, "12.png")]
    [TestCase("a-%03d-b.png", 1234, "a-1234-b.png")]
    public void A_pattern_takes_the_frames_number(string pattern, int frame, string path) =>
        Assert.That(NumberedPath.Parse(pattern).Of(frame), Is.EqualTo(path));

    [TestCase("frame.png")]
    [TestCase("%s.png")]
    [TestCase("%05d-%05d.png")]
    [TestCase("%05d/frame.png")]
    [TestCase("%00d.png")]
    [TestCase("%5d.png")]
    [TestCase("100%.png")]
    public void A_pattern_that_numbers_nothing_is_refused(string pattern)
    {
        FaultException fault = Assert.Throws<FaultException>(() => FilmPath.FormatOf(pattern))!;
        Assert.That(fault.Kind, Is.EqualTo(FaultKind.Usage));
        Assert.That(fault.Message, Does.Contain("%05d"));
    }
}
