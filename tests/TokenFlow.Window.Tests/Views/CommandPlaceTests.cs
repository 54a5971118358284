using TokenFlow.Scene.Canvas;
using TokenFlow.Simulation.Edits;
using TokenFlow.Ui.Commands;
using TokenFlow.Ui.Screens.Run;
using TokenFlow.Ui.Screens.Shell;

namespace TokenFlow.Window.Tests.Views;

/// <summary>Whatever the command table says can be clicked: what the click does is what the key does.</summary>
public class CommandPlaceTests
{
    // Tall enough for all of the side panel.
    private const float Tall = 1100;

    private static IEnumerable<CommandId> Clickable =>
        RunCommands.Table().All.Where(c => c.Place.Kind is PlaceKind.Button or PlaceKind.Control || c.Id == CommandId.OpenFile).Select(c => c.Id);

    [TestCaseSource(nameof(Clickable))]
    public void A_click_does_what_the_key_does(CommandId command)
    {
        using RunStage keyed = Prepared(), clicked = Prepared();
        string before = StateOf(keyed);
        Assert.That(StateOf(clicked), Is.EqualTo(before), "two stages start alike");
        Assert.That(PlaceOf(clicked, command), Is.Not.Null, "it can be clicked");

        keyed.Press(RunCommands.Table()[command].Chords[0]);
        clicked.Click(PlaceOf(clicked, command)!.Value.Centre);

        string after = StateOf(keyed);
        Assert.That(StateOf(clicked), Is.EqualTo(after));
        // The float64 check says its result elsewhere, and a head is on already; all else shows.
        if (command is not (CommandId.SelfCheck or CommandId.Head5))
        {
            Assert.That(after, Is.Not.EqualTo(before), "it does something");
        }
    }

    [Test]
    public void What_finds_no_room_in_the_bar_is_behind_its_last_button([Values(150, 260, 400, 640, 900)] int width)
    {
        using var stage = new RunStage(width, 300);
        BarPart bar = stage.Part<BarPart>();
        var reached = new HashSet<CommandId>(bar.Places.Keys);
        if (bar.More.Width > 0)
        {
            stage.Click(bar.More.Centre);
            stage.Next();
            reached.UnionWith(bar.Places.Keys);
            var window = new Box(0, 0, width, 300);
            foreach (Box box in bar.Places.Values)
            {
                Assert.That(window.Contains(new(box.Left, box.Top)) && box.Right <= window.Right + 0.5f, Is.True, $"{box} is outside");
            }
        }

        IEnumerable<CommandId> buttons = RunCommands.Table().All.Where(c => c.Place.Kind == PlaceKind.Button).Select(c => c.Id);
        Assert.That(buttons.Except(reached), Is.Empty);
    }

    [Test]
    public void A_line_of_the_list_behind_the_bar_does_its_command()
    {
        using var stage = new RunStage(300, 300);
        BarPart bar = stage.Part<BarPart>();
        stage.Click(bar.More.Centre);
        stage.Next();
        stage.Click(bar.Places[CommandId.Save].Centre);
        Assert.That(stage.Files.Saved, Is.EqualTo(1));
        stage.Next();
        Assert.That(bar.Places.Keys, Does.Not.Contain(CommandId.Save), "the list has closed");
    }

    [Test]
    public void No_two_commands_share_a_place()
    {
        using RunStage stage = Prepared();
        foreach (IReadOnlyDictionary<CommandId, Box> places in (IReadOnlyDictionary<CommandId, Box>[])[stage.Part<BarPart>().Places, stage.Part<SidePart>().Places])
        {
            (CommandId Id, Box Box)[] all = [.. places.Select(p => (p.Key, p.Value))];
            for (int i = 0; i < all.Length; i++)
            {
                for (int j = i + 1; j < all.Length; j++)
                {
                    Assert.That(Overlap(all[i].Box, all[j].Box), Is.False, $"{all[i].Id} and {all[j].Id}");
                }
            }
        }
    }

    [Test]
    public void Controls_that_do_not_fit_scroll_into_sight()
    {
        using var stage = new RunStage(900, 260);
        SidePart side = stage.Part<SidePart>();
        Assert.That(side.Overflow, Is.GreaterThan(0));
        var reached = new HashSet<CommandId>();
        for (int i = 0; i < 60; i++)
        {
            reached.UnionWith(side.Places.Keys);
            stage.MoveTo(new(4, 120));
            stage.Wheel(-0.5f);
        }

        IEnumerable<CommandId> controls = RunCommands.Table().All.Where(c => c.Place.Kind == PlaceKind.Control).Select(c => c.Id);
        Assert.That(controls.Except(reached), Is.Empty);
    }

    private static bool Overlap(in Box a, in Box b) =>
        a.Left < b.Right - 0.01f && b.Left < a.Right - 0.01f && a.Top < b.Bottom - 0.01f && b.Top < a.Bottom - 0.01f;

    // In the middle of things, so that every command has something to do.
    private static RunStage Prepared()
    {
        var stage = new RunStage(1280, Tall);
        stage.Session.SeekFrame(11);
        stage.Session.Slower();
        stage.Session.Slower();
        stage.Session.Editor.Do(new SetResidualEdit(0.4f));
        stage.Session.Editor.Do(new SetWindowEdit(3));
        stage.Session.Editor.Undo();
        stage.Session.Editor.SetSeed(5);
        stage.Session.Editor.Do(new SetTemperatureEdit(2));
        stage.Session.Editor.Undo();
        stage.Session.View = stage.Session.View with { Head = 4 };
        stage.Next(0);
        return stage;
    }

    private static Box? PlaceOf(RunStage stage, CommandId command) =>
        stage.Part<BarPart>().Places.TryGetValue(command, out Box inBar) ? inBar
            : stage.Part<SidePart>().Places.TryGetValue(command, out Box inSide) ? inSide : null;

    private static string StateOf(RunStage stage)
    {
        var session = stage.Session;
        ViewRequest? request = stage.View.TakeRequest();
        return string.Join(
            " | ", session.Snapshot.StateHash, session.Frame, session.IsPlaying, session.Speed, session.View, session.Document.Scenario.Layers, session.Document.Scenario.Heads,
            session.Document.Scenario.Seed, session.Document.Scenario.Tokenizer, session.Document.Scenario.Weights, session.Editor.Undoable, session.Editor.Redoable,
            session.Message, stage.Recorder.IsFilming, stage.Recorder.Stills, stage.Files.Saved, stage.Part<TextPart>().IsOpen, stage.Part<TextPart>().Editor.Text, request?.GetType().Name);
    }
}
