using System.Text;
using SkiaSharp;
using TokenFlow.Recording.Films.Parts;
using TokenFlow.Recording.Type;
using TokenFlow.Scenarios.Cameras;
using TokenFlow.Scenarios.Scenarios;
using TokenFlow.Session.Films;
using TokenFlow.Session.Runs;
using TokenFlow.Simulation;

namespace TokenFlow.App.Tests.Sessions;

public sealed class SessionRecorderTests
{
    private static readonly FilmSettings Small = new() { Width = 160, Height = 90, Lossless = true };
    private readonly FontBook _fonts = new();
    private TemporaryFolder _folder = null!;

    [SetUp]
    public void Begin() => _folder = new TemporaryFolder();

    [TearDown]
    public void End() => _folder.Dispose();

    [OneTimeTearDown]
    public void LetGo() => _fonts.Dispose();

    [Test]
    public void Each_tick_is_a_frame_of_the_film_and_none_is_lost()
    {
        using SessionRecorder recorder = Recorder(threads: 3);
        var counting = new CountingRecorder(recorder);
        using FlowSession session = Open(counting);
        session.Keeping.ToggleFilm();
        session.TogglePlay();
        // Where there is no room the session's clock waits, and so does this loop.
        while (counting.Frames < 60)
        {
            session.Tick();
        }

        session.Keeping.ToggleFilm();
        string said = Finish(recorder);

        Assert.That(_folder.Files, Is.EqualTo((string[])["a-b-1.webp"]));
        using SKCodec codec = SKCodec.Create(_folder.At("a-b-1.webp"));
        Assert.That(said, Does.Contain("a-b-1.webp, 60 frames"));
        Assert.That(codec.FrameInfo.Sum(f => f.Duration), Is.EqualTo(2_000).Within(1), "60 frames at 30 a second, equal ones joined");
        Assert.That(codec.FrameCount, Is.GreaterThan(20));
    }

    [TestCase(1)]
    [TestCase(4)]
    public void The_film_is_the_same_for_any_number_of_threads(int threads)
    {
        byte[] once = Film(1, "x"), again = Film(threads, "y");

        Assert.That(again, Is.EqualTo(once));

        byte[] Film(int count, string folder)
        {
            string path = Directory.CreateDirectory(_folder.At(folder)).FullName;
            using var recorder = new SessionRecorder(new FreeName(path), _fonts, Small, null, count);
            using FlowSession session = Open(recorder);
            session.Keeping.ToggleFilm();
            session.TogglePlay();
            for (int tick = 0; tick < 12; tick++)
            {
                session.Tick();
            }

            recorder.Finish(TextWriter.Null, CancellationToken.None);
            return File.ReadAllBytes(Path.Combine(path, "a-b-1.webp"));
        }
    }

    [Test]
    public void A_film_that_goes_on_when_the_window_closes_is_finished()
    {
        using SessionRecorder recorder = Recorder();
        using (FlowSession session = Open(recorder))
        {
            session.Keeping.ToggleFilm();
            session.Tick();
            session.Tick();
        }

        Assert.That(Finish(recorder), Does.Contain("2 frames"));
        Assert.That(_folder.Files, Is.EqualTo((string[])["a-b-1.webp"]));
    }

    [Test]
    public void Names_are_numbered_and_never_written_over()
    {
        _folder.Write("a-b-1.webp", "mine");
        using SessionRecorder recorder = Recorder();
        using FlowSession session = Open(recorder);
        for (int film = 0; film < 2; film++)
        {
            session.Keeping.ToggleFilm();
            session.Tick();
            session.Keeping.ToggleFilm();
        }

        session.Keeping.Still();
        Finish(recorder);

        Assert.That(_folder.Files, Is.EquivalentTo((string[])["a-b-1.webp", "a-b-2.webp", "a-b-3.webp", "a-b-1.png"]));
        Assert.That(File.ReadAllText(_folder.At("a-b-1.webp")), Is.EqualTo("mine"));
    }

    [Test]
    public void A_film_that_an_earlier_session_left_keeps_its_name()
    {
        _folder.Write("a-b-1.part.webp", "begun");
        using SessionRecorder recorder = Recorder();
        using FlowSession session = Open(recorder);
        session.Keeping.ToggleFilm();
        session.Tick();
        Finish(recorder);

        Assert.That(_folder.Files, Is.EquivalentTo((string[])["a-b-1.part.webp", "a-b-2.webp"]));
    }

    [Test]
    public void A_still_is_large_and_in_the_sessions_theme()
    {
        using SessionRecorder recorder = Recorder();
        using FlowSession session = Open(recorder);
        session.View = session.View with { Theme = "light" };
        session.Keeping.Still();
        Finish(recorder);

        using SKBitmap still = SKBitmap.Decode(_folder.At("a-b-1.png"));
        Assert.That((still.Width, still.Height), Is.EqualTo(SessionRecorder.StillSize));
        Assert.That(still.GetPixel(1, 1).Red, Is.GreaterThan(200));
    }

    [Test]
    public void An_encoder_that_dies_is_a_line_and_leaves_nothing()
    {
        string ffmpeg = _folder.Write("ffmpeg", "#!/bin/sh\nhead -c 1000 >/dev/null\necho 'it hurts' >&2\nexit 3\n");
        if (!OperatingSystem.IsLinux())
        {
            Assert.Ignore("Not tried: the encoder of this test is a shell script.");
        }
        else
        {
            File.SetUnixFileMode(ffmpeg, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        using var recorder = new SessionRecorder(new FreeName(_folder.Root), _fonts, Small, ffmpeg, 1);
        using FlowSession session = Open(recorder);
        session.Keeping.ToggleFilm();
        for (int tick = 0; tick < 10 && recorder.IsFilming; tick++)
        {
            session.Tick();
        }

        string said = Finish(recorder);

        Assert.That(said, Does.Contain("no film").And.Contain("it hurts"));
        Assert.That(_folder.Files, Is.EqualTo((string[])["ffmpeg"]));
        Assert.That(recorder.IsFilming, Is.False);
        session.Tick();
    }

    [Test]
    public void An_encoder_that_does_not_start_gives_way_to_webp()
    {
        using var recorder = new SessionRecorder(new FreeName(_folder.Root), _fonts, Small, _folder.At("no-such-program"), 1);
        using FlowSession session = Open(recorder);
        session.Keeping.ToggleFilm();
        session.Tick();
        Finish(recorder);

        Assert.That(_folder.Files, Is.EqualTo((string[])["a-b-1.webp"]));
    }

    [Test]
    public void A_folder_that_is_gone_is_a_message_and_the_session_goes_on()
    {
        using var recorder = new SessionRecorder(new FreeName(_folder.At("gone")), _fonts, Small, null, 1);
        using FlowSession session = Open(recorder);
        session.Keeping.ToggleFilm();
        Assert.That((session.Message.IsFault, recorder.IsFilming), Is.EqualTo((true, false)));
        session.Keeping.Still();
        Assert.That(Finish(recorder), Does.Contain("no still"));
        session.Tick();
    }

    [Test]
    public void A_film_of_nothing_is_told_and_not_written()
    {
        using SessionRecorder recorder = Recorder();
        using FlowSession session = Open(recorder);
        session.Keeping.ToggleFilm();
        session.Keeping.ToggleFilm();

        Assert.That(Finish(recorder), Does.Contain("no film"));
        Assert.That(_folder.Files, Is.Empty);
    }

    [Test]
    public void What_is_given_up_is_kept_as_far_as_it_came()
    {
        using (SessionRecorder recorder = Recorder())
        {
            using FlowSession session = Open(recorder);
            session.Keeping.ToggleFilm();
            for (int tick = 0; tick < 8; tick++)
            {
                session.Tick();
            }
        }

        Assert.That(_folder.Files, Is.SubsetOf((string[])["a-b-1.part.webp", "a-b-1.part.webp.json"]), "there may not be a frame yet");
    }

    [Test]
    public void A_saved_session_opens_on_the_command_line_to_the_same_bits()
    {
        var files = new SessionFiles(new FreeName(_folder.Root));
        using FlowSession session = Open(recorder: null, files);
        session.SeekFrame(9);
        session.Editor.ToggleHub(4);
        session.StepFrame(1);
        session.Editor.DropDye(12);
        session.StepFrame(1);
        session.View = session.View with { Theme = "light", Camera = new Camera(0.4f, 0.6f, 2) };
        Assert.That(session.Keeping.Save(), Is.True, session.Message.Text);
        Assert.That(session.Keeping.Save(), Is.True, session.Message.Text);
        Assert.That(_folder.Files, Is.EquivalentTo((string[])["a-b-1.tokenflow.json", "a-b-2.tokenflow.json"]));

        CommandRun still = CommandRun.Of("still", _folder.At("a-b-1.tokenflow.json"), "--out", _folder.At("x.png"), "--size", "160x90", "--json");
        CommandRun film = CommandRun.Of("record", _folder.At("a-b-1.tokenflow.json"), "--out", _folder.At("x.webp"), "--size", "160x90", "--json");
        using FlowSession opened = new(ScenarioReader.FromFile(_folder.At("a-b-2.tokenflow.json"), []));

        Assert.That(still.ExitCode, Is.Zero, still.Error);
        Assert.That(film.ExitCode, Is.Zero, film.Error);
        Assert.That(still.Json[0].GetProperty("hash").GetString(), Is.EqualTo($"{session.Snapshot.StateHash:x16}"));
        Assert.That(opened.Snapshot.StateHash, Is.EqualTo(session.Snapshot.StateHash));
        Assert.That(opened.View, Is.EqualTo(session.View));
    }

    [Test]
    public void A_saved_session_that_cannot_be_written_is_a_message()
    {
        var files = new SessionFiles(new FreeName(_folder.At("gone")));
        using FlowSession session = Open(recorder: null, files);

        Assert.That(session.Keeping.Save(), Is.False);
        Assert.That((session.Message.IsFault, _folder.Files.Count), Is.EqualTo((true, 0)));
    }

    [TestCase("hub in two hops", "hub-in-two-hops-1.png")]
    [TestCase("../../etc/passwd", "etc-passwd-1.png")]
    [TestCase("", "session-1.png")]
    [TestCase("...", "session-1.png")]
    [TestCase("日本 text", "日本-text-1.png")]
    public void Names_of_scenarios_become_names_of_files(string name, string file) =>
        Assert.That(new FreeName("").Take(name, ".png"), Is.EqualTo(file));

    private static string Finish(SessionRecorder recorder)
    {
        var said = new StringWriter();
        recorder.Finish(said, CancellationToken.None);
        return said.ToString();
    }

    private static FlowSession Open(ISessionRecorder? recorder, ISessionFiles? files = null) => new(
        ScenarioReader.Parse(
            "a.json",
            Encoding.UTF8.GetBytes("""
                {"name": "a/b", "tokens": 20, "headDim": 4, "layers": 3, "framesPerLayer": 10, "pattern": {"kind": "longformer", "window": 2, "globals": [9]}, "tracers": [{"token": 3}]}
                """),
            [],
            "."),
        new SessionServices { Flow = _ => new FlowOptions(1, 60), Recorder = recorder, Files = files });

    private SessionRecorder Recorder(int threads = 1) => new(new FreeName(_folder.Root), _fonts, Small, null, threads);
}
