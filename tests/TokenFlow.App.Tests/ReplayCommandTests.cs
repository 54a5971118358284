using System.Text.Json;
using System.Text.RegularExpressions;
using TokenFlow.Scenarios.Scenarios;
using TokenFlow.Session.Replays;
using TokenFlow.Session.Runs;
using TokenFlow.Simulation;

namespace TokenFlow.App.Tests;

public sealed class ReplayCommandTests
{
    private static readonly string[] Small =
        ["--size", "160x90", "--set", "layers=2", "--set", "framesPerLayer=6", "--set", "film.lead=0.1", "--set", "film.tail=0.1"];

    private const int Frames = 3 + 12 + 3;

    private TemporaryFolder _folder = null!;

    private string File => _folder.At("a.replay");

    [SetUp]
    public void Begin() => _folder = new TemporaryFolder();

    [TearDown]
    public void End() => _folder.Dispose();

    [TestCase("cut-the-hub")]
    [TestCase("bigbird")]
    public void A_recording_is_the_same_when_it_is_run_again(string scenario)
    {
        Record(scenario, "1");

        CommandRun verified = CommandRun.Of("replay", File, "--verify", "--threads", "3", "--json");

        Assert.That(verified.ExitCode, Is.Zero, verified.Error);
        JsonElement said = verified.Json.Single();
        Assert.That((said.GetProperty("frames").GetInt32(), said.GetProperty("same").GetInt32()), Is.EqualTo((Frames, Frames)));
    }

    [Test]
    public void The_same_scenario_has_the_same_replay_and_film_on_any_number_of_threads()
    {
        Record("bigbird", "1");
        byte[] replay = System.IO.File.ReadAllBytes(File), film = System.IO.File.ReadAllBytes(_folder.At("a.webp"));
        foreach (string threads in (string[])["2", "4"])
        {
            Record("bigbird", threads);
            Assert.That(System.IO.File.ReadAllBytes(File), Is.EqualTo(replay), "states, frame by frame");
            Assert.That(System.IO.File.ReadAllBytes(_folder.At("a.webp")), Is.EqualTo(film), "pictures, byte by byte");
        }
    }

    [Test]
    public void The_first_frame_that_differs_is_named()
    {
        Record("hub-in-two-hops", "2");
        string[] lines = System.IO.File.ReadAllLines(File);
        int changed = Array.FindIndex(lines, l => l.StartsWith("{\"show\":7,", StringComparison.Ordinal));
        lines[changed] = """{"show":7,"hash":"0123456789abcdef"}""";
        System.IO.File.WriteAllLines(File, lines);

        CommandRun verified = CommandRun.Of("replay", File, "--verify");

        CommandFaults.AssertFault(verified, 10);
        Assert.That(verified.Error, Does.Contain("frame 10 of the film (frame 7 of the run)").And.Contain("0123456789abcdef").And.Contain($"a.replay:{changed + 1}"));
    }

    [Test]
    public void On_another_instruction_set_a_difference_is_told_and_no_fault()
    {
        Record("hub-in-two-hops", "2");
        string text = System.IO.File.ReadAllText(File);
        text = Regex.Replace(text, "\"instructions\":\"[^\"]*\"", "\"instructions\":\"ABACUS\"");
        System.IO.File.WriteAllText(File, text);
        CommandRun same = CommandRun.Of("replay", File, "--verify");
        Assert.That((same.ExitCode, same.Error), Is.EqualTo((0, "")));

        System.IO.File.WriteAllText(File, Regex.Replace(text, "\\{\"show\":7,\"hash\":\"[0-9a-f]+\"", "{\"show\":7,\"hash\":\"1\""));
        CommandRun other = CommandRun.Of("replay", File, "--verify");
        Assert.That(other.ExitCode, Is.Zero, other.Error);
        Assert.That(other.Error, Does.Contain("ABACUS").And.Contain("tolerance"));
    }

    [Test]
    public void A_film_of_a_recordings_replay_is_the_recording()
    {
        Record("cut-the-hub", "2");

        CommandRun again = CommandRun.Of("replay", File, "--record", _folder.At("again.webp"), "--size", "160x90");

        Assert.That(again.ExitCode, Is.Zero, again.Error);
        Assert.That(System.IO.File.ReadAllBytes(_folder.At("again.webp")), Is.EqualTo(System.IO.File.ReadAllBytes(_folder.At("a.webp"))));
    }

    [Test]
    public void A_replay_that_was_cut_off_is_told_and_run_as_far_as_it_goes()
    {
        Record("hub-in-two-hops", "2");
        byte[] whole = System.IO.File.ReadAllBytes(File);
        System.IO.File.WriteAllBytes(File, whole[..^20]);

        CommandRun verified = CommandRun.Of("replay", File, "--verify");

        Assert.That(verified.ExitCode, Is.Zero, verified.Error);
        Assert.That(verified.Error, Does.Contain("cut off"));
    }

    [Test]
    public void What_a_user_does_is_written_and_runs_again()
    {
        var shown = new List<ulong>();
        using (var replay = new SessionReplay(File, "0.1.0"))
        using (FlowSession session = new(
            ScenarioReader.Parse("a.json", """{"name": "a", "text": {"inline": "one two three four five six seven eight"}, "tokenizer": "words", "headDim": 4, "layers": 3, "framesPerLayer": 5, "pattern": {"kind": "longformer", "window": 1, "globals": [2]}, "edits": [{"at": 0.1, "do": "cut-hub", "token": 2}]}"""u8, [], "."),
            new SessionServices { Flow = _ => new FlowOptions(1, 60), Log = replay }))
        {
            void Ticks(int count)
            {
                for (int i = 0; i < count; i++)
                {
                    session.Tick();
                    shown.Add(session.Snapshot.StateHash);
                }
            }

            Ticks(3);
            session.TogglePlay();
            Ticks(4);
            session.Editor.ToggleHub(5);
            Ticks(2);
            session.Editor.Undo();
            session.Editor.DropDye(3);
            Ticks(3);
            session.View = session.View with { Theme = "light" };
            session.SeekFrame(1);
            Ticks(2);
            session.Editor.SetText("another text, and a longer one than before", "typed");
            Ticks(3);
            session.Editor.Redo();
            session.Editor.SetSeed(9);
            Ticks(5);
        }

        CommandRun verified = CommandRun.Of("replay", File, "--verify", "--json");
        CommandRun film = CommandRun.Of("replay", File, "--record", _folder.At("a.gif"), "--size", "160x90", "--json");

        Assert.That(verified.ExitCode, Is.Zero, verified.Error);
        Assert.That(verified.Json.Single().GetProperty("same").GetInt32(), Is.EqualTo(shown.Count));
        Assert.That(film.ExitCode, Is.Zero, film.Error);
        Assert.That(film.Json.Single().GetProperty("frames").GetInt32(), Is.EqualTo(shown.Count));
        Assert.That(System.IO.File.ReadAllText(File), Does.Contain("\"do\":\"make-hub\"").And.Contain("\"keep\":1").And.Contain("\"do\":\"drop-dye\""));
    }

    [Test]
    public void A_replay_that_asks_for_what_is_not_there_is_named_by_its_line()
    {
        Record("hub-in-two-hops", "1");
        System.IO.File.AppendAllText(File, "{\"frame\":3,\"do\":\"make-hub\",\"token\":60000}\n");

        CommandRun verified = CommandRun.Of("replay", File, "--verify");

        CommandFaults.AssertFault(verified, 6);
        Assert.That(verified.Error, Does.Contain($"a.replay:{System.IO.File.ReadAllLines(File).Length}").And.Contain("60000"));
    }

    private void Record(string scenario, string threads)
    {
        CommandRun run = CommandRun.Of(["record", scenario, .. Small, "--out", _folder.At("a.webp"), "--replay", File, "--threads", threads]);
        Assert.That(run.ExitCode, Is.Zero, run.Error);
    }
}
