using SkiaSharp;
using TokenFlow.Base.Faults;
using TokenFlow.Recording.Films;
using TokenFlow.Recording.Films.Containers;
using TokenFlow.Recording.Films.Parts;
using TokenFlow.Recording.Type;
using TokenFlow.Scene.Canvas;

namespace TokenFlow.Recording.Tests.Sinks;

public sealed class PngSequenceSinkTests
{
    [Test]
    public void Frames_are_numbered_from_nought_and_exact()
    {
        using TemporaryFolder folder = new();
        using (IFrameSink sink = FilmPath.OpenSink(folder.At("new/deep/%05d.png"), FilmSamples.Settings))
        {
            FilmSamples.Record(sink, frames: 3);
        }

        string frames = folder.At("new/deep");
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
        int opened = 0;
        FaultException fault = Assert.Throws<FaultException>(() =>
        {
            using PngSequenceSink sink = new(
                folder.At("%03d.png"),
                FilmSamples.Settings,
                () => FilmPart.Open(folder.At("%03d.png")),
                path => ++opened == 3 ? new FailingStream(9) : File.Create(path));
            FilmSamples.Record(sink);
        })!;

        Assert.That(fault.Kind, Is.EqualTo(FaultKind.DiskFull));
        Assert.That(folder.Files, Is.EqualTo(new[] { "000.png", "001.png", "part.png.json" }));
    }

    [Test]
    public void A_sequence_goes_on_after_its_last_whole_picture()
    {
        using TemporaryFolder folder = new();
        string pattern = folder.At("%03d.png");
        using (IFrameSink sink = FilmPath.OpenSink(pattern, FilmSamples.Settings, null, FilmSamples.Identity))
        {
            FilmSamples.Append(sink, 8);
        }

        using (FileStream broken = File.OpenWrite(folder.At("005.png")))
        {
            broken.SetLength(broken.Length / 2);
        }

        using (IFrameSink sink = FilmPath.OpenSink(pattern, FilmSamples.Settings, null, FilmSamples.Identity, resume: true))
        {
            Assert.That(sink.FirstFrame, Is.EqualTo(5));
            FilmSamples.RecordRest(sink);
        }

        Assert.That(folder.Files, Is.EqualTo(Enumerable.Range(0, FilmSamples.Frames).Select(k => $"{k:000}.png")));
        foreach (int frame in Enumerable.Range(0, FilmSamples.Frames))
        {
            using SKCodec codec = SKCodec.Create(folder.At($"{frame:000}.png"));
            Assert.That(FilmSamples.Decode(codec, 0), Is.EqualTo(FilmSamples.Pixels(frame)));
        }
    }

    [Test]
    public void A_transparent_film_keeps_what_is_not_drawn_on_see_through()
    {
        using TemporaryFolder folder = new();
        FilmSettings settings = FilmSamples.Settings with { Transparent = true };
        foreach (string name in (string[])["%03d.png", "film.webp"])
        {
            using IFrameSink sink = FilmPath.OpenSink(folder.At(name), settings);
            using FontBook fonts = new(SystemFontFiles.None());
            new FilmRecorder(fonts).Record(
                settings, FilmSamples.Size, 6, Enumerable.Range(0, 6), (canvas, k) => canvas.Discs([FilmSamples.DiscAt(k)], 6, new Rgba(255, 182, 72, 128)), sink, 2);
        }

        using SKCodec film = SKCodec.Create(folder.At("film.webp"));
        foreach (int frame in Enumerable.Range(0, 6))
        {
            using SKCodec picture = SKCodec.Create(folder.At($"{frame:000}.png"));
            byte[] pixels = FilmSamples.Decode(picture, 0);
            int disc = ((32 * 96) + (int)FilmSamples.DiscAt(frame).X) * 4;
            Assert.That(pixels[3], Is.Zero, "the corner");
            Assert.That(pixels[disc + 3], Is.EqualTo(128).Within(1), "the disc");
            Assert.That(FilmSamples.Decode(film, frame), Is.EqualTo(pixels).Within(1), "where the disc was before it is see-through again");
        }
    }

    [TestCase("film.mp4")]
    [TestCase("film.gif")]
    public void Formats_without_transparency_say_so(string name)
    {
        using TemporaryFolder folder = new();
        FaultException fault = Assert.Throws<FaultException>(
            () => FilmPath.OpenSink(folder.At(name), FilmSamples.Settings with { Transparent = true }, "/bin/sh").Dispose())!;
        Assert.That((fault.Kind, folder.Files.Count), Is.EqualTo((FaultKind.Usage, 0)));
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
        FaultException fault = Assert.Throws<FaultException>(() => FilmFormats.Of(pattern))!;
        Assert.That(fault.Kind, Is.EqualTo(FaultKind.Usage));
        Assert.That(fault.Message, Does.Contain("%05d"));
    }
}
