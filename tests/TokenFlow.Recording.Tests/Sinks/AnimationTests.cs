using CsCheck;
using SkiaSharp;
using TokenFlow.Base.Faults;
using TokenFlow.Recording.Films;
using TokenFlow.Recording.Films.Containers;
using TokenFlow.Recording.Films.Frames;
using TokenFlow.Recording.Films.Parts;

namespace TokenFlow.Recording.Tests.Sinks;

/// <summary>What GIF and WebP have in common.</summary>
[TestFixture("gif")]
[TestFixture("webp")]
public sealed class AnimationTests(string extension)
{
    private TemporaryFolder _folder = new();

    private string Film => _folder.At("film." + extension);

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
        {
            FilmSamples.Record(sink, frames: 1);
        }

        using SKCodec codec = SKCodec.Create(Film);
        Assert.That((codec.Info.Width, codec.Info.Height), Is.EqualTo((96, 64)));
    }

    [TestCase(0, 0)]
    [TestCase(0.6, 2)]
    public void A_full_disk_ends_in_its_fault_and_keeps_the_frames_so_far(double share, int least)
    {
        Record(FilmSamples.Settings, threads: 1);
        int room = 5 + (int)(share * new FileInfo(Film).Length);
        File.Delete(Film);
        IFrameSink? sink = null;
        FaultException fault = Assert.Throws<FaultException>(() =>
        {
            using (sink = extension == "gif"
                ? new GifSink(FilmSamples.Settings, () => FilmPart.Open(Film), path => new SmallDisk(path, room))
                : new WebpSink(FilmSamples.Settings, () => FilmPart.Open(Film), path => new SmallDisk(path, room)))
            {
                FilmSamples.Record(sink);
            }
        })!;

        Assert.That(fault.Kind, Is.EqualTo(FaultKind.DiskFull));
        if (least == 0)
        {
            Assert.That(_folder.Files, Is.Empty);
            return;
        }

        FilmKept kept = sink!.Kept!;
        Assert.That(kept.Frames, Is.InRange(least, FilmSamples.Frames - 1));
        Assert.That(Shown(kept.Path), Is.EqualTo(kept.Frames));
        Assert.That(File.Exists(Film), Is.False);
    }

    [Test]
    public void A_film_without_frames_leaves_no_file()
    {
        using (IFrameSink sink = FilmPath.OpenSink(Film, FilmSamples.Settings))
        {
            Assert.That(_folder.Files, Is.EqualTo(new[] { $"film.part.{extension}", $"film.part.{extension}.json" }));
        }

        Assert.That(_folder.Files, Is.Empty);
    }

    [Test]
    public void The_unfinished_film_plays_after_every_frame()
    {
        string part = FilmPart.PathOf(Film);
        using IFrameSink sink = FilmPath.OpenSink(Film, FilmSamples.Settings);

        FilmSamples.Append(sink, FilmSamples.Frames, frames => Assert.That(Shown(part), Is.EqualTo(frames)));
    }

    [Test]
    public void A_film_cut_off_anywhere_goes_on_to_the_same_bytes()
    {
        Record(FilmSamples.Settings);
        byte[] whole = File.ReadAllBytes(Film);
        File.Delete(Film);
        Gen.Select(Gen.Int[1, FilmSamples.Frames], Gen.Int[0, whole.Length], Gen.Int[1, 3]).Sample(
            (frames, length, threads) =>
            {
                using (IFrameSink sink = Begin(resume: false))
                {
                    FilmSamples.Append(sink, frames);
                }

                using (FileStream part = File.OpenWrite(FilmPart.PathOf(Film)))
                {
                    part.SetLength(Math.Min(length, part.Length));
                }

                using (IFrameSink sink = Begin(resume: true))
                {
                    FilmSamples.RecordRest(sink, threads: threads);
                }

                bool same = File.ReadAllBytes(Film).AsSpan().SequenceEqual(whole);
                Assert.That(_folder.Files, Is.EqualTo(new[] { $"film.{extension}" }));
                File.Delete(Film);
                return same;
            },
            iter: 40,
            threads: 1);
    }

    [Test]
    public void Another_film_is_not_gone_on_with()
    {
        using (IFrameSink sink = Begin(resume: false))
        {
            FilmSamples.Append(sink, 3);
        }

        FilmIdentity other = new(FilmSamples.Frames, [KeyValuePair.Create("the film", "a square")]);

        FaultException fault = Assert.Throws<FaultException>(() => FilmPath.OpenSink(Film, FilmSamples.Settings, null, other, resume: true).Dispose())!;

        Assert.That(fault.Message, Does.Contain("the film was a disc and is a square now"));
        Assert.That(Shown(FilmPart.PathOf(Film)), Is.EqualTo(3), "what lies there stays");
    }

    [Test]
    public void What_lies_there_is_kept_when_another_recording_begins()
    {
        string? told = null;
        using (IFrameSink sink = Begin(resume: false))
        {
            FilmSamples.Append(sink, 3);
        }

        using (IFrameSink sink = FilmPath.OpenSink(Film, FilmSamples.Settings, null, FilmSamples.Identity, tell: line => told = line))
        {
            FilmSamples.Record(sink);
        }

        Assert.That(told, Does.Contain($"film.part-1.{extension}").And.Contain("--resume"));
        Assert.That(_folder.Files, Is.EquivalentTo(new[] { $"film.{extension}", $"film.part-1.{extension}" }));
        Assert.That(Shown(_folder.At($"film.part-1.{extension}")), Is.EqualTo(3));
    }

    [Test]
    public void Two_recordings_of_one_film_at_once_are_refused()
    {
        using IFrameSink sink = Begin(resume: false);
        FilmSamples.Append(sink, 3);

        FaultException fault = Assert.Throws<FaultException>(() => Begin(resume: false).Dispose())!;

        Assert.That(fault.Message, Does.Contain("another recording is writing this film"));
        FilmSamples.Append(sink, 0);
        Assert.That(Shown(FilmPart.PathOf(Film)), Is.EqualTo(3));
    }

    // Frames of the film that a viewer shows, by their durations.
    private static int Shown(string film)
    {
        using SKCodec codec = SKCodec.Create(film);
        return (int)Math.Round(codec.FrameInfo.Sum(f => f.Duration) * FilmSamples.Settings.FramesPerSecond / 1000.0);
    }

    private IFrameSink Begin(bool resume) => FilmPath.OpenSink(Film, FilmSamples.Settings, null, FilmSamples.Identity, resume);

    private void Record(FilmSettings settings, int threads = 2)
    {
        using IFrameSink sink = FilmPath.OpenSink(Film, settings);
        FilmSamples.Record(sink, settings, threads);
    }
}
