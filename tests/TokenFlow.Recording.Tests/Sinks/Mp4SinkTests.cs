using System.Diagnostics;
using TokenFlow.Base.Faults;
using TokenFlow.Recording.Films;
using TokenFlow.Recording.Films.Containers;
using TokenFlow.Recording.Films.Parts;

namespace TokenFlow.Recording.Tests.Sinks;

public sealed class Mp4SinkTests
{
    private TemporaryFolder _folder = new();

    private string Film => _folder.At("film.mp4");

    [SetUp]
    public void MakeFolder() => _folder = new TemporaryFolder();

    [TearDown]
    public void DropFolder() => _folder.Dispose();

    [Test]
    public void Without_ffmpeg_the_fault_names_the_formats_that_need_none()
    {
        FaultException fault = Assert.Throws<FaultException>(() => new Mp4Sink(Film, FilmSamples.Settings, ffmpeg: null).Dispose())!;
        Assert.That(fault.Kind, Is.EqualTo(FaultKind.MissingOnMachine));
        Assert.That(fault.Message, Does.Contain(".webp, .gif or frames/%05d.png"));
        Assert.That(_folder.Files, Is.Empty);
    }

    [Test]
    public void Ffmpeg_is_found_in_the_first_folder_that_has_it()
    {
        string name = OperatingSystem.IsWindows() ? "ffmpeg.exe" : "ffmpeg";
        File.WriteAllText(_folder.At(name), "");
        string path = string.Join(Path.PathSeparator, Path.Join(_folder.Root, "none"), _folder.Root);

        Assert.That(FfmpegProgram.Find(path), Is.EqualTo(_folder.At(name)));
        Assert.That(FfmpegProgram.Find(Path.Join(_folder.Root, "none")), Is.Null);
    }

    [Test]
    public void Odd_sizes_are_refused()
    {
        FaultException fault = Assert.Throws<FaultException>(
            () => new Mp4Sink(Film, FilmSamples.Settings with { Width = 95 }, "ffmpeg").Dispose())!;
        Assert.That(fault.Kind, Is.EqualTo(FaultKind.OutOfRange));
    }

    [Test]
    public void A_program_that_cannot_be_run_is_a_fault()
    {
        File.WriteAllText(_folder.At("ffmpeg"), "not a program");
        FaultException fault = Assert.Throws<FaultException>(
            () => new Mp4Sink(Film, FilmSamples.Settings, _folder.At("ffmpeg")).Dispose())!;
        Assert.That(fault.Kind, Is.EqualTo(FaultKind.MissingOnMachine));
    }

    [Test]
    [Platform("Linux,MacOsX", Reason = "the stand-in for ffmpeg is a shell script")]
    public void An_ffmpeg_that_dies_ends_in_its_last_line()
    {
        string ffmpeg = Script("echo first >&2; echo 'the codec is on strike' >&2; exit 3");
        FaultException fault = Assert.Throws<FaultException>(() => Record(ffmpeg))!;
        Assert.That(fault.Message, Does.Contain("the codec is on strike"));
        Assert.That(File.Exists(Film), Is.False);
    }

    [Test]
    [Platform("Linux,MacOsX", Reason = "the stand-in for ffmpeg is a shell script")]
    public void An_ffmpeg_whose_disk_is_full_says_so()
    {
        string ffmpeg = Script("head -c 100000 >/dev/null; echo 'av_interleaved_write_frame(): No space left on device' >&2; exit 1");
        FaultException fault = Assert.Throws<FaultException>(() => Record(ffmpeg))!;
        Assert.That(fault.Kind, Is.EqualTo(FaultKind.DiskFull));
    }

    [Test]
    [Platform("Linux,MacOsX", Reason = "the stand-in for ffmpeg is a shell script")]
    public void An_ffmpeg_that_talks_much_does_not_stop_the_film()
    {
        // More than a pipe holds, before it reads a byte.
        string talk = "i=0; while [ $i -lt 4000 ]; do echo 'a line of about fifty characters, again and again' >&2; i=$((i+1)); done; ";
        string ffmpeg = Script($"{talk} exec '{RealFfmpeg()}' \"$@\"");
        Record(ffmpeg);
        Assert.That(_folder.Files, Does.Contain("film.mp4"));
    }

    [Test]
    [Platform("Linux,MacOsX", Reason = "the encoder is killed by a signal")]
    public void An_ffmpeg_that_is_killed_costs_one_frame_at_most()
    {
        using Mp4Sink sink = new(FilmSamples.Settings, RealFfmpeg(), () => FilmPart.Open(Film));
        int handedOver = 0;
        FaultException fault = Assert.Throws<FaultException>(() => FilmSamples.Append(sink, FilmSamples.Frames, frames =>
        {
            handedOver = frames;
            if (frames == 12)
            {
                sink.KillEncoder();
            }
        }))!;
        sink.Dispose();

        Assert.That(fault.Message, Does.Contain("ffmpeg ended with code 137"));
        Assert.That(sink.Kept!.Frames, Is.InRange(handedOver - 1, handedOver));
        Assert.That(Probe(RealFfmpeg(), sink.Kept.Path), Does.Contain($"nb_read_frames={sink.Kept.Frames}"));
    }

    [Test]
    public void Without_a_death_no_frame_is_lost()
    {
        using (Mp4Sink sink = new(Film, FilmSamples.Settings, RealFfmpeg()))
        {
            FilmSamples.Append(sink, 7);
        }

        Assert.That(_folder.Files, Is.EqualTo(new[] { "film.part.mp4", "film.part.mp4.json" }));
        Assert.That(Probe(RealFfmpeg(), FilmPart.PathOf(Film)), Does.Contain("nb_read_frames=7"));
    }

    [TestCase(0)]
    [TestCase(0.5)]
    [TestCase(0.97)]
    [TestCase(1)]
    public void A_film_cut_off_anywhere_goes_on_to_its_length(double kept)
    {
        string ffmpeg = RealFfmpeg();
        using (IFrameSink sink = Begin(ffmpeg, resume: false))
        {
            FilmSamples.Append(sink, 20);
        }

        using (FileStream part = File.OpenWrite(FilmPart.PathOf(Film)))
        {
            part.SetLength((long)(part.Length * kept));
        }

        using (IFrameSink sink = Begin(ffmpeg, resume: true))
        {
            Assert.That(sink.FirstFrame, kept == 1 ? Is.EqualTo(20) : Is.LessThan(20));
            FilmSamples.RecordRest(sink);
        }

        string facts = Probe(ffmpeg, Film);
        Assert.That(_folder.Files, Is.EqualTo(new[] { "film.mp4" }));
        Assert.That(facts, Does.Contain($"nb_read_frames={FilmSamples.Frames}").And.Contain("duration=1.000000"));
    }

    [Test]
    public void Bytes_that_are_no_film_are_begun_anew()
    {
        using (IFrameSink sink = Begin(RealFfmpeg(), resume: false))
        {
            FilmSamples.Append(sink, 2);
        }

        File.WriteAllBytes(FilmPart.PathOf(Film), [.. Enumerable.Range(0, 5000).Select(i => (byte)(i * 37))]);

        using IFrameSink again = Begin(RealFfmpeg(), resume: true);

        Assert.That(again.FirstFrame, Is.Zero);
    }

    [Test]
    public void The_film_has_its_frames_and_its_length()
    {
        string ffmpeg = RealFfmpeg();
        Record(ffmpeg);
        string facts = Probe(ffmpeg, Film);

        Assert.That(_folder.Files, Is.EqualTo(new[] { "film.mp4" }));
        Assert.That(facts, Does.Contain("codec_name=h264").And.Contain("pix_fmt=yuv420p"));
        Assert.That(facts, Does.Contain("width=96").And.Contain("height=64").And.Contain("r_frame_rate=30/1"));
        Assert.That(facts, Does.Contain($"nb_read_frames={FilmSamples.Frames}").And.Contain("duration=1.000000"));
    }

    [Test]
    public void The_film_is_the_same_for_any_number_of_threads()
    {
        string ffmpeg = RealFfmpeg();
        byte[][] films = [.. new[] { 1, 2, 4 }.Select(threads =>
        {
            Record(ffmpeg, threads);
            return File.ReadAllBytes(Film);
        })];

        Assert.That(films[1], Is.EqualTo(films[0]));
        Assert.That(films[2], Is.EqualTo(films[0]));
    }

    private static string RealFfmpeg()
    {
        string? ffmpeg = FfmpegProgram.Find();
        if (ffmpeg is null)
        {
            Assert.Ignore("Not tried: there is no ffmpeg on this machine's PATH.");
        }

        return ffmpeg!;
    }

    private static string Probe(string ffmpeg, string film)
    {
        string ffprobe = Path.Join(Path.GetDirectoryName(ffmpeg), Path.GetFileName(ffmpeg).Replace("ffmpeg", "ffprobe", StringComparison.Ordinal));
        if (!File.Exists(ffprobe))
        {
            Assert.Ignore("Not tried: there is no ffprobe beside ffmpeg.");
        }

        using Process process = Process.Start(new ProcessStartInfo(ffprobe, ["-v", "error", "-count_frames", "-show_streams", film])
        {
            RedirectStandardOutput = true,
        })!;
        string facts = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return facts;
    }

    private IFrameSink Begin(string ffmpeg, bool resume) => FilmPath.OpenSink(Film, FilmSamples.Settings, ffmpeg, FilmSamples.Identity, resume);

    private void Record(string ffmpeg, int threads = 2)
    {
        using Mp4Sink sink = new(Film, FilmSamples.Settings, ffmpeg);
        FilmSamples.Record(sink, threads: threads);
    }

    private string Script(string body)
    {
        string path = _folder.At("stand-in");
        File.WriteAllText(path, "#!/bin/sh\n" + body + "\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        return path;
    }
}
