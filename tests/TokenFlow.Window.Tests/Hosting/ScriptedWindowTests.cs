using System.Numerics;
using System.Text;
using TokenFlow.Base.Numerics;
using TokenFlow.Scenarios.Scenarios;
using TokenFlow.Scene.Canvas;
using TokenFlow.Session.Runs;
using TokenFlow.Ui.Commands;
using TokenFlow.Ui.Hosting;
using TokenFlow.Ui.Input;
using TokenFlow.Ui.Screens;
using TokenFlow.Ui.Screens.Run;
using TokenFlow.Ui.Screens.Shell;

namespace TokenFlow.Window.Tests.Hosting;

/// <summary>Sessions in a real window, driven by scripts as anybody can.</summary>
public sealed class ScriptedWindowTests : WindowFixture
{
    private const string Small = """
        { "text": { "inline": "The keeper trimmed the lamp and wrote the hour in the book while the rain went on and on over the harbour." },
          "tokenizer": "words", "layers": 4, "framesPerLayer": 10,
          "pattern": { "kind": "longformer", "window": 2, "globals": [5] }, "tracers": [ { "token": 0 } ] }
        """;

    [Test]
    public void Two_hundred_sizes_down_to_one_pixel_are_drawn()
    {
        var random = new SeededRandom(7);
        var script = new StringBuilder("{ \"actions\": [ { \"frame\": 0, \"key\": \"Space\" }, { \"frame\": 1, \"key\": \"M\" }");
        for (int i = 0; i < 200; i++)
        {
            int width = i % 20 == 0 ? 1 : 1 + (int)(random.NextUnit() * 1900), height = i % 30 == 0 ? 1 : 1 + (int)(random.NextUnit() * 1100);
            script.Append(System.Globalization.CultureInfo.InvariantCulture, $", {{ \"frame\": {2 + i}, \"resize\": [{width}, {height}] }}");
        }

        Result result = Run(script.Append("] }").ToString(), frames: 203);

        Assert.That(result.Drawn, Is.EqualTo(203));
        Host.Resize(new Vector2(1280, 720));
    }

    // So that every command has something to do: a token and an edge pointed at, a hub, something to undo and to do again,
    // another speed, a closer look. Tall enough for the whole side panel.
    private const string Ready = """
        { "frame": 0, "resize": [1280, 1100] }, { "frame": 1, "key": "." }, { "frame": 2, "key": "D" }, { "frame": 3, "key": "E" }, { "frame": 4, "key": "U" },
        { "frame": 5, "key": "U" }, { "frame": 6, "key": "Ctrl+Z" }, { "frame": 7, "key": "]" }, { "frame": 8, "key": "Ctrl+=" }, { "frame": 9, "key": "Right" }
        """;

    // A head is on already. Full screen would leave the window of the tests behind; that it is asked for is tested without one.
    private static IEnumerable<CommandId> Commands => RunCommands.Table().All.Select(c => c.Id).Except([CommandId.MeanOfHeads, CommandId.FullScreen]);

    private Result? _ready;

    [TestCaseSource(nameof(Commands))]
    public void Every_key_and_every_button_of_the_help_has_its_effect(CommandId command)
    {
        Result without = _ready ??= Run($$"""{ "actions": [ {{Ready}} ] }""", frames: 16);
        string chord = System.Text.Json.JsonSerializer.Serialize(RunCommands.Table()[command].Chords[0].ToString());
        Result keyed = Run($$"""{ "actions": [ {{Ready}}, { "frame": 12, "key": {{chord}} } ] }""", frames: 16);
        Assert.That(keyed.IsLike(without), Is.False, $"{chord} has done something");

        if (!without.Places.TryGetValue(command, out Box place))
        {
            return;
        }

        Result clicked = Run(FormattableString.Invariant($$"""{ "actions": [ {{Ready}}, { "frame": 11, "click": [{{place.Centre.X}}, {{place.Centre.Y}}] } ] }"""), frames: 16);
        Assert.That(clicked.Hash, Is.EqualTo(keyed.Hash), "the click does to the run what the key does");
        Assert.That(clicked.IsLike(without), Is.False, "the click has done something");
    }

    [Test]
    public void The_same_script_gives_the_same_state_and_the_same_picture()
    {
        const string Script = """
            { "actions": [ { "frame": 0, "resize": [1280, 720] }, { "frame": 2, "key": "Space" }, { "frame": 9, "clickToken": 12 }, { "frame": 14, "click": [640, 300], "button": "right" },
              { "frame": 18, "clickToken": 3, "with": "Ctrl" }, { "frame": 24, "clickHub": 5 }, { "frame": 30, "key": "Ctrl+Z" }, { "frame": 34, "key": "W" } ] }
            """;
        Result first = Run(Script, frames: 45), second = Run(Script, frames: 45);

        Assert.That(second.Hash, Is.EqualTo(first.Hash));
        Assert.That(second.Picture.Rgba, Is.EqualTo(first.Picture.Rgba));
        Assert.That(first.Hash, Is.Not.EqualTo(Run("""{ "actions": [ { "frame": 2, "key": "Space" } ] }""", frames: 45).Hash), "the clicks have done something");
    }

    [Test]
    public void A_text_dropped_in_becomes_the_run()
    {
        using var folder = new UserFile("Every keeper kept a book, and in every book the weather was the same.", "notes.txt");
        Result result = Run($$"""{ "actions": [ { "frame": 3, "drop": {{System.Text.Json.JsonSerializer.Serialize(folder.Path)}} } ] }""", frames: 8);

        Assert.That(result.Pieces, Does.Contain("Every").Or.Contain("every"));
        Assert.That(string.Join(" ", result.Pieces), Does.Contain("weather"));
    }

    [Test]
    public void Something_that_is_no_text_dropped_in_changes_nothing()
    {
        using var folder = new UserFile("\0\u0001", "noise.bin");
        string[] before = Run("""{ "actions": [] }""", frames: 2).Pieces;
        Result result = Run($$"""{ "actions": [ { "frame": 3, "drop": {{System.Text.Json.JsonSerializer.Serialize(folder.Path)}} } ] }""", frames: 8);

        Assert.That(result.Pieces, Is.EqualTo(before));
        Assert.That(result.Message.IsFault, Is.True);
    }

    private Result Run(string script, long frames)
    {
        Scenario scenario = ScenarioReader.Parse("small.json", Encoding.UTF8.GetBytes(Small), [], ".");
        var services = new WindowServices { Session = new SessionServices(), ScenarioNames = () => [], Load = _ => scenario };
        using var view = new RunView(scenario, services);
        using var app = new WindowApp(view, services, _ => new RunView(scenario, services), (_, _) => new RunView(scenario, services));
        Pixels? picture = null;
        var settings = new LoopSettings
        {
            Frames = frames,
            Script = ActionScript.Parse("script.json", Encoding.UTF8.GetBytes(script), TestContext.CurrentContext.WorkDirectory),
            Screenshot = "last",
            WritePicture = (_, pixels) => picture = pixels,
        };
        long drawn = new WindowLoop(Host, app, settings).Run(default);
        return new Result(drawn, view.Session.Snapshot.StateHash, [.. view.Session.Simulation.Subject.Pieces], view.Session.Message, picture!, PlacesOf(view));
    }

    private static Dictionary<CommandId, Box> PlacesOf(RunView view) =>
        new(view.Parts.OfType<BarPart>().Single().Places.Concat(view.Parts.OfType<SidePart>().Single().Places).DistinctBy(p => p.Key));

    private sealed record Result(long Drawn, ulong Hash, string[] Pieces, SessionMessage Message, Pixels Picture, Dictionary<CommandId, Box> Places)
    {
        /// <summary>Whether run, picture and length are the same.</summary>
        public bool IsLike(Result other) => Drawn == other.Drawn && Hash == other.Hash && Picture.Rgba.AsSpan().SequenceEqual(other.Picture.Rgba);
    }
}
