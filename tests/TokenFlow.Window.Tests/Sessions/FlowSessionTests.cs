using System.Text;
using CsCheck;
using TokenFlow.Scenarios.Scenarios;
using TokenFlow.Session.Runs;
using TokenFlow.Simulation;
using TokenFlow.Simulation.Edits;
using TokenFlow.Ui.Commands;

namespace TokenFlow.Window.Tests.Sessions;

public class FlowSessionTests
{
    private const string Json = """
        {"text": {"inline": "the keeper lit the lamp and the light went over the water to the ships that came home late"},
         "tokenizer": "words", "pattern": {"kind": "longformer", "window": 2, "globals": [9]}, "heads": 2, "headDim": 4,
         "weights": "content", "layers": 3, "framesPerLayer": 8, "edits": [{"at": 0.3, "do": "cut-hub", "token": 9}]}
        """;

    // What decides runs alone: no clicks on other windows' affairs, and no file dialogs.
    private static readonly CommandId[] Changing =
    [
        .. Enum.GetValues<CommandId>().Where(c => c is not (CommandId.Save or CommandId.ToggleFilm or CommandId.Still)),
    ];

    [Test]
    public void Speed_is_exact_in_eighths()
    {
        using FlowSession session = Open();
        session.TogglePlay();
        session.Slower();
        session.Slower();
        session.Slower();
        Assert.That(Enumerable.Range(0, 16).Select(_ => session.Tick()), Is.EqualTo((int[])[0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 1]));
        session.NormalSpeed();
        Assert.That((int[])[session.Tick(), session.Tick()], Is.EqualTo((int[])[1, 1]));
        session.Faster();
        session.Faster();
        session.Faster();
        Assert.That(session.Tick(), Is.EqualTo(8));
        Assert.That(session.Speed, Is.EqualTo(8));
    }

    [Test]
    public void Play_stops_at_the_end_and_starts_over_from_there()
    {
        using FlowSession session = Open();
        session.End();
        session.StepFrame(-1);
        session.TogglePlay();
        Assert.That(session.Tick(), Is.EqualTo(1));
        Assert.That((session.IsPlaying, session.Frame, session.Tick()), Is.EqualTo((false, session.EndFrame, 0)));
        session.TogglePlay();
        Assert.That((session.IsPlaying, session.Frame), Is.EqualTo((true, 0L)));
    }

    [Test]
    public void A_scenario_is_built_once()
    {
        int built = 0;
        Scenario scenario = ScenarioReader.Parse("test.json", Encoding.UTF8.GetBytes(Json), [], ".");
        using var session = new FlowSession(scenario, new SessionServices { Flow = _ => new FlowOptions(1, ++built) });
        Assert.That((built, session.Document.Edits.Count), Is.EqualTo((1, 1)));
        session.Editor.Open(scenario);
        Assert.That((built, session.Document.Edits.Count), Is.EqualTo((2, 1)));
    }

    [Test]
    public void Scrubbing_brings_the_same_bits()
    {
        using FlowSession session = Open();
        session.SeekFrame(5);
        session.Editor.DropDye(3);
        ulong[] hashes = new ulong[session.EndFrame + 1];
        for (int f = 0; f < hashes.Length; f++)
        {
            session.SeekFrame(f);
            hashes[f] = session.Snapshot.StateHash;
        }

        foreach (int f in Gen.Int[0, hashes.Length - 1].Array[200].Single())
        {
            session.SeekFrame(f);
            Assert.That(session.Snapshot.StateHash, Is.EqualTo(hashes[f]), $"frame {f}");
        }
    }

    [Test]
    public void Undo_and_redo_go_through_every_kind_of_change()
    {
        using FlowSession session = Open();
        session.SeekFrame(6);
        (string Name, Func<bool> Make)[] changes =
        [
            ("make hub", () => session.Editor.ToggleHub(4)),
            ("unmake hub", () => session.Editor.ToggleHub(4)),
            ("heal hub", () => session.Editor.ToggleCutHub(9)),
            ("dye", () => session.Editor.DropDye(2)),
            ("window", () => session.Editor.Do(new SetWindowEdit(3))),
            ("residual", () => session.Editor.Do(new SetResidualEdit(0.2f))),
            ("temperature", () => session.Editor.Do(new SetTemperatureEdit(2))),
            ("pattern", () => session.Editor.SetPattern("bigbird")),
            ("memory", () => session.Editor.SetPattern("memory")),
            ("full", () => session.Editor.SetPattern("full")),
            ("seed", () => session.Editor.SetSeed(7)),
            ("weights", () => session.Editor.SetWeights(WeightKind.Random)),
            ("heads", () => session.Editor.SetHeads(3)),
            ("layers", () => session.Editor.SetLayers(4)),
            ("tokenizer", () => session.Editor.SetTokenizer("chars")),
            ("text", () => session.Editor.SetText("漢字 und 👩‍👩‍👧 ein e\u0301 anderer Text", "typed text")),
        ];
        var states = new List<(ulong Hash, int Layers)> { At6(session) };
        foreach ((string name, Func<bool> make) in changes)
        {
            Assert.That(make(), Is.True, $"{name}: {session.Message.Text}");
            states.Add(At6(session));
            Assert.That(states[^1], Is.Not.EqualTo(states[^2]), name);
        }

        for (int i = changes.Length - 1; i >= 0; i--)
        {
            Assert.That(session.Editor.Undo(), Is.True);
            Assert.That(At6(session), Is.EqualTo(states[i]), $"undo {changes[i].Name}");
        }

        Assert.That(session.Editor.Undo() || !session.Message.IsFault, Is.False);
        for (int i = 0; i < changes.Length; i++)
        {
            Assert.That(session.Editor.Redo(), Is.True);
            Assert.That(At6(session), Is.EqualTo(states[i + 1]), $"redo {changes[i].Name}");
        }
    }

    [Test]
    public void A_drag_is_one_step_of_undo_and_one_edit_a_frame()
    {
        using FlowSession session = Open();
        ulong before = session.Snapshot.StateHash;
        int edits = session.Document.Edits.Count;
        for (int i = 0; i < 20; i++)
        {
            session.Editor.Do(new SetResidualEdit(i / 20f), gesture: 1);
        }

        Assert.That(session.Document.Edits, Has.Count.EqualTo(edits + 1));
        session.Editor.Undo();
        Assert.That((session.Snapshot.StateHash, session.Document.Edits.Count, session.Editor.Undoable), Is.EqualTo((before, edits, (string?)null)));
    }

    [Test]
    public void What_cannot_be_is_told_in_one_line_and_changes_nothing()
    {
        using FlowSession session = Open();
        string binary = Path.Combine(TestContext.CurrentContext.WorkDirectory, "picture.bin");
        File.WriteAllBytes(binary, [0x89, 0x50, 0x4e, 0x47, 0, 1, 2, 0xff]);
        string zeros = Path.Combine(TestContext.CurrentContext.WorkDirectory, "zeros.txt");
        File.WriteAllBytes(zeros, "ab\0cd"u8.ToArray());
        SessionDocument document = session.Document;
        ulong hash = session.Snapshot.StateHash;
        Func<bool>[] mistakes =
        [
            () => session.Editor.ToggleHub(-1), () => session.Editor.ToggleHub(9999), () => session.Editor.ToggleCutHub(3), () => session.Editor.ToggleCutEdge(0, 9999),
            () => session.Editor.DropDye(int.MaxValue), () => session.Lock(-5), () => session.Editor.Do(new SetWindowEdit(-1)),
            () => session.Editor.Do(new SetResidualEdit(float.NaN)), () => session.Editor.Do(new SetTemperatureEdit(0)), () => session.Editor.SetHeads(0),
            () => session.Editor.SetLayers(1_000), () => session.Editor.SetSeed(ulong.MaxValue), () => session.Editor.SetTokenizer("nobody"),
            () => session.Editor.SetText(" \n ", "pasted text"), () => session.Editor.SetText("half \ud800", "pasted text"), () => session.Editor.SetText("a\0b", "pasted text"),
            () => session.Editor.SetText(new string('x', 5 << 20), "pasted text"), () => session.Editor.OpenFile(binary), () => session.Editor.OpenFile(zeros),
            () => session.Editor.OpenFile("/no/such/file"), () => session.Editor.OpenFile(Path.GetTempPath()), () => session.Editor.OpenFile("nothing.json"),
            session.Editor.Undo, session.Editor.Redo, session.Keeping.ToggleFilm, session.Keeping.Still, () => session.Keeping.Save(),
        ];
        foreach (Func<bool> mistake in mistakes)
        {
            long told = session.Message.Number;
            Assert.That(mistake(), Is.False);
            Assert.That((session.Message.Number, session.Message.IsFault), Is.EqualTo((told + 1, true)));
            Assert.That(session.Message.Text, Does.Not.Contain('\n').And.Not.Empty);
            Assert.That((session.Document, session.Snapshot.StateHash), Is.EqualTo((document, hash)));
        }
    }

    [Test]
    public void A_shorter_text_keeps_what_fits_and_tells_what_does_not()
    {
        using FlowSession session = Open();
        Assert.That(session.Editor.SetText("one two three", "short.txt"), Is.True, session.Message.Text);
        Assert.That(session.Message.Text, Is.EqualTo("text: short.txt; 1 global tokens beyond the end left out; 1 edit that does not fit left out"));
        Assert.That((session.Document.Sequence.Count < 9, session.Simulation.Knobs.Pattern.Window), Is.EqualTo((true, 2)));
    }

    [Test]
    public void No_command_throws_and_every_state_saved_opens_to_the_same_bits() =>
        Gen.Int[0, Changing.Length - 1].Select(i => Changing[i]).Array[1, 30].Sample(
            commands =>
            {
                using FlowSession session = Open();
                foreach (CommandId command in commands)
                {
                    SessionCommands.TryRun(session, command);
                    session.Tick();
                }

                using var file = new MemoryStream();
                session.Keeping.WriteTo(file);
                using var again = new FlowSession(ScenarioReader.Parse("saved.json", file.ToArray(), [], "."), Services);
                Assert.That(
                    (again.Snapshot.StateHash, again.Frame, again.View, again.Speed),
                    Is.EqualTo((session.Snapshot.StateHash, session.Frame, session.View with { Help = false }, session.Speed)));
                using var second = new MemoryStream();
                again.Keeping.WriteTo(second);
                Assert.That(second.ToArray(), Is.EqualTo(file.ToArray()));
            },
            iter: 60);

    private static SessionServices Services { get; } = new() { Flow = _ => new FlowOptions(1, 32) };

    private static FlowSession Open() => new(ScenarioReader.Parse("test.json", Encoding.UTF8.GetBytes(Json), [], "."), Services);

    // More layers to come do not show in a frame's hash.
    private static (ulong Hash, int Layers) At6(FlowSession session)
    {
        session.SeekFrame(6);
        return (session.Snapshot.StateHash, session.Snapshot.Subject.Layers);
    }
}
