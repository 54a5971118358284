using SkiaSharp;
using TokenFlow.Attention.Faults;
using TokenFlow.Recording.Films;
using TokenFlow.Recording.Sinks;
using TokenFlow.TestSupport;

namespace TokenFlow.Recording.Tests.Sinks;

/// <summary>What GIF and WebP have in common.</summary>
[TestFixture("gif")]
[TestFixture("webp")]
public sealed class AnimationTests(string extension)
{
    private TemporaryFolder _folder = new();

    private string Film => _folder.File("film." + extension);

    [SetUp]
    public void MakeFolder() => _folder = new TemporaryFolder();

    [TearDown]
    public void DropFolder() => _folder.Dispose();

    [Test]
    public void Frames_that_repeat_lengthen_the_one_before()
    {
        Record(FilmSamples.Settings);
        using SKCodec codec = SKCodec.Create(Film);

        // Frames 9 to 19 show the disc at rest.
        Assert.That(codec.FrameCount, Is.EqualTo(FilmSamples.Frames - 10));
        Assert.That(codec.FrameInfo[9].Duration, Is.EqualTo(11 * 1000 / 30).Within(10));
    }

    [TestCase(30)]
    [TestCase(24)]
    [TestCase(7)]
    public void Durations_add_up_to_the_films_length(int framesPerSecond)
    {
        Record(FilmSamples.Settings with { FramesPerSecond = framesPerSecond });
        using SKCodec codec = SKCodec.Create(Film);

        double exact = 1000.0 * FilmSamples.Frames / framesPerSecond;
        Assert.That(codec.FrameInfo.Sum(f => f.Duration), Is.EqualTo(exact).Within(extension == "gif" ? 10 : 1));
    }

    [Test]
    public void Every_frame_shows_the_picture_drawn()
    {
        Record(FilmSamples.Settings);
        using SKCodec codec = SKCodec.Create(Film);
        foreach ((int stored, int drawn) in ((int, int)[])[(0, 0), (4, 4), (9, 15), (19, 29)])
        {
            // 255 colours a frame: no channel may be far off.
            ImageDifference difference = ImageComparer.Compare(
                FilmSamples.Decode(codec, stored), FilmSamples.Pixels(drawn), new ImageTolerance(16, 0.02));
            Assert.That(difference.Within(new ImageTolerance(16, 0.02)), Is.True, $"frame {drawn}: {difference}");
        }
    }

    [Test]
    public void Only_what_changed_is_stored()
    {
        Record(FilmSamples.Settings);
        using SKCodec codec = SKCodec.Create(Film);

        Assert.That(codec.FrameInfo[0].FrameRect, Is.EqualTo(new SKRectI(0, 0, 96, 64)));
        Assert.That(codec.FrameInfo[3].FrameRect.Width, Is.LessThan(24));
        Assert.That(codec.FrameInfo[3].FrameRect.Height, Is.LessThan(16));
    }

    [TestCase(true, -1)]
    [TestCase(false, 0)]
    public void The_film_starts_again_where_asked_to(bool loop, int repetitions)
    {
        Record(FilmSamples.Settings with { Loop = loop });
        using SKCodec codec = SKCodec.Create(Film);

        // Skia knows the repetitions of a GIF only when it has read its frames.
        Assert.That(codec.FrameCount, Is.GreaterThan(1));
        Assert.That(codec.RepetitionCount, Is.EqualTo(repetitions));
    }

    [Test]
    public void The_film_is_the_same_for_any_number_of_threads()
    {
        byte[][] films = [.. new[] { 1, 2, 4 }.Select(threads =>
        {
            Record(FilmSamples.Settings, threads);
            return File.ReadAllBytes(Film);
        })];

        Assert.That(films[1], Is.EqualTo(films[0]));
        Assert.That(films[2], Is.EqualTo(films[0]));
    }

    [Test]
    public void A_film_of_one_frame_is_a_film()
    {
        using (IFrameSink sink = FilmPath.OpenSink(Film, FilmSamples.Settings))
            FilmSamples.Record(sink, frames: 1);

        using SKCodec codec = SKCodec.Create(Film);
        Assert.That((codec.Info.Width, codec.Info.Height), Is.EqualTo((96, 64)));
    }

    [TestCase(5)]
    [TestCase(2000)]
    public void A_full_disk_ends_in_its_fault_and_leaves_no_file(int room)
    {
        FaultException fault = Assert.Throws<FaultException>(() =>
        {
            using IFrameSink sink = extension == "gif"
                ? new GifSink(Film, FilmSamples.Settings, _ => new FailingStream(room))
                : new WebpSink(Film, FilmSamples.Settings, _ => new FailingStream(room));
            FilmSamples.Record(sink);
        })!;

        Assert.That(fault.Kind, Is.EqualTo(FaultKind.DiskFull));
        Assert.That(_folder.Names, Is.Empty);
    }

    [Test]
    public void A_film_given_up_leaves_no_file()
    {
        using (IFrameSink sink = FilmPath.OpenSink(Film, FilmSamples.Settings))
            Assert.That(_folder.Names, Has.Length.EqualTo(1).And.None.EqualTo("film." + extension));

        Assert.That(_folder.Names, Is.Empty);
    }

    private void Record(FilmSettings settings, int threads = 2)
    {
        using IFrameSink sink = FilmPath.OpenSink(Film, settings);
        FilmSamples.Record(sink, settings, threads);
    }
}
