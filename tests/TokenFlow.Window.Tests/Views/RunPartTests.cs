using System.Numerics;
using CsCheck;
using TokenFlow.Scene.Canvas;
using TokenFlow.Scene.Layout;
using TokenFlow.Session.Runs;
using TokenFlow.Ui.Commands;
using TokenFlow.Ui.Screens.Run;
using TokenFlow.Ui.Screens.Shell;
using TokenFlow.Ui.Screens.Stage;

namespace TokenFlow.Window.Tests.Views;

public class RunPartTests
{
    [Test]
    public void Any_size_draws_and_takes_clicks_with_everything_open() =>
        Gen.Select(Gen.Int[1, 1600], Gen.Int[1, 1000], Gen.Int[0, 15]).Sample(
            (width, height, open) =>
            {
                using var stage = new RunStage(width, height);
                if ((open & 1) != 0)
                {
                    stage.Press("M");
                }

                if ((open & 2) != 0)
                {
                    stage.Press("H");
                }

                if ((open & 4) != 0)
                {
                    stage.Press((open & 8) != 0 ? "T" : "Ctrl+O");
                }

                stage.Session.Say(new string('x', 30) + " and a long message that must be broken into lines and cut where there is no room", isFault: true);
                stage.Next();
                stage.Click(new Vector2(width * 0.5f, height - 2));
                stage.Click(new Vector2(width * 0.1f, height * 0.3f));
                stage.Size = new Vector2(1, 1);
                stage.Next();
            },
            iter: 60);

    [Test]
    public void No_text_of_the_bar_or_side_leaves_its_part([Values(400, 900, 1280, 1920)] int width)
    {
        using var stage = new RunStage(width, width * 9 / 16);
        foreach ((string text, Box box) in stage.Canvas.Texts)
        {
            float bar = stage.Size.Y - (40 * MathF.Max(MathF.Min(width / 1280f, width * 9 / 16 / 720f), 0.75f));
            if (box.Top >= bar)
            {
                Assert.That(box.Left >= 0 && box.Right <= width && box.Bottom <= stage.Size.Y, Is.True, text);
            }
        }
    }

    [Test]
    public void A_drag_of_a_slider_is_one_step_of_undo_and_a_double_click_brings_it_home()
    {
        using var stage = new RunStage();
        Box less = stage.Part<SidePart>().Places[CommandId.ResidualDown], more = stage.Part<SidePart>().Places[CommandId.ResidualUp];
        float home = stage.Session.Simulation.Knobs.Residual;
        Vector2 from = (less.Centre + more.Centre) / 2;
        stage.Down(from);
        for (int i = 1; i <= 10; i++)
        {
            stage.MoveTo(from + new Vector2(i * 4, 0));
        }

        stage.Up();
        Assert.That(stage.Session.Simulation.Knobs.Residual, Is.GreaterThan(home + 0.1f));
        stage.Session.Editor.Undo();
        Assert.That((stage.Session.Simulation.Knobs.Residual, stage.Session.Editor.Undoable), Is.EqualTo((home, (string?)null)));

        stage.Click(from + new Vector2(30, 0));
        Assert.That(stage.Session.Simulation.Knobs.Residual, Is.Not.EqualTo(home));
        stage.Click(from + new Vector2(30, 0), isFresh: false);
        Assert.That(stage.Session.Simulation.Knobs.Residual, Is.EqualTo(home));
    }

    [Test]
    public void The_wheel_over_a_slider_turns_it_by_whole_tokens_and_back()
    {
        using var stage = new RunStage();
        Box less = stage.Part<SidePart>().Places[CommandId.WindowNarrower], more = stage.Part<SidePart>().Places[CommandId.WindowWider];
        stage.MoveTo((less.Centre + more.Centre) / 2);
        stage.Wheel(1);
        Assert.That(stage.Session.Simulation.Knobs.Pattern.Window, Is.EqualTo(3));
        stage.Wheel(-1);
        Assert.That(stage.Session.Simulation.Knobs.Pattern.Window, Is.EqualTo(2));
        stage.Session.Editor.Undo();
        Assert.That(stage.Session.Editor.Undoable, Is.Null, "turns one after the other are one step");
    }

    [Test]
    public void A_drag_along_rank_is_one_step_of_undo_and_its_far_end_is_no_limit()
    {
        using var stage = new RunStage(1280, 1200);
        Box less = stage.Part<SidePart>().Places[CommandId.RankLower], more = stage.Part<SidePart>().Places[CommandId.RankHigher];
        int all = stage.Session.Document.Scenario.HeadDim;
        stage.Down(new Vector2(more.Left - 8, more.Centre.Y));
        for (int i = 1; i <= 10; i++)
        {
            stage.MoveTo(Vector2.Lerp(more.Centre, less.Centre, i / 10f));
        }

        Assert.That(stage.Session.Simulation.Knobs.Capacity.Common.Rank, Is.EqualTo(1));
        stage.MoveTo(more.Centre);
        Assert.That(stage.Session.Simulation.Knobs.Capacity.Common.Rank, Is.Null);
        stage.MoveTo((less.Centre + more.Centre) / 2);
        stage.Up();
        Assert.That(stage.Session.Simulation.Knobs.Capacity.Common.Rank, Is.InRange(2, all - 1));
        stage.Session.Editor.Undo();
        Assert.That((stage.Session.Simulation.Knobs.Capacity.IsNone, stage.Session.Editor.Undoable), Is.EqualTo((true, (string?)null)));
    }

    [Test]
    public void A_kind_is_chosen_from_the_list()
    {
        using var stage = new RunStage();
        Box back = stage.Part<SidePart>().Places[CommandId.PatternBack];
        var field = new Vector2(back.Right + 40, back.Centre.Y);
        stage.Click(field);
        stage.Next(0);
        Box line = stage.Canvas.Texts.Single(t => t.Text == "star").Box;
        stage.Click(line.Centre);
        Assert.That(stage.Session.Simulation.Knobs.Pattern.Kind, Is.EqualTo("star"));

        stage.Click(field);
        stage.Press("Esc");
        stage.Next(0);
        Assert.That(stage.Canvas.Texts.Any(t => t.Text == "bigbird"), Is.False, "Esc closes the list");
    }

    [Test]
    public void A_hub_of_the_list_is_cut_and_healed()
    {
        using var stage = new RunStage();
        Box hub = stage.Canvas.Texts.Single(t => t.Text == "9" && t.Box.Right < 100).Box;
        stage.Click(hub.Centre);
        Assert.That(stage.Session.Snapshot.Hubs[0].IsCut, Is.True);
        stage.Click(hub.Centre);
        Assert.That(stage.Session.Snapshot.Hubs[0].IsCut, Is.False);
    }

    [Test]
    public void Dragging_the_timeline_goes_to_the_frame_under_the_mouse_and_play_goes_on_afterwards()
    {
        using var stage = new RunStage();
        stage.Session.TogglePlay();
        Box timeline = TimelinePart.TimelineOf(ContextOf(stage));
        for (long frame = 0; frame <= stage.Session.EndFrame - 1; frame++)
        {
            var at = new Vector2(timeline.Left + (timeline.Width * frame / stage.Session.EndFrame), timeline.Centre.Y);
            if (frame == 0)
            {
                stage.Down(at + new Vector2(0.5f, 0));
            }
            else
            {
                stage.MoveTo(at);
            }

            stage.Next();
            Assert.That((stage.Session.Frame, stage.Session.IsPlaying), Is.EqualTo((frame, false)));
        }

        stage.Up();
        Assert.That(stage.Session.IsPlaying, Is.True);
        stage.Click(new Vector2(timeline.Right - 0.5f, timeline.Centre.Y));
        Assert.That((stage.Session.Frame, stage.Session.IsPlaying), Is.EqualTo((stage.Session.EndFrame, false)));
    }

    [Test]
    public void The_light_cone_is_scrubbed_by_its_rows()
    {
        using var stage = new RunStage();
        Box cone = TimelinePart.ConeOf(ContextOf(stage));
        int rows = stage.Session.Simulation.Clock.Layers + 1;
        Assert.That(cone.Height, Is.GreaterThan(50));
        stage.Down(new Vector2(cone.Centre.X, cone.Top + (cone.Height * 1.5f / rows)));
        Assert.That(stage.Session.Frame, Is.EqualTo(4), "half of the first layer");
        stage.MoveTo(new Vector2(cone.Centre.X, cone.Bottom + 50));
        Assert.That(stage.Session.Frame, Is.EqualTo(stage.Session.EndFrame));
        stage.MoveTo(new Vector2(cone.Centre.X, cone.Top));
        stage.Up();
        Assert.That(stage.Session.Frame, Is.Zero);
    }

    [TestCase(1280, 720)]
    [TestCase(900, 500)]
    public void What_is_dragged_is_where_it_is_drawn_beside_a_recall_task_too(int width, int height)
    {
        using var stage = new RunStage(width, height, """
            {"tokens": 96, "pattern": {"kind": "longformer", "window": 2, "globals": [0]}, "headDim": 16, "weights": "uniform",
             "layers": 2, "framesPerLayer": 8, "facts": 4, "recall": {"vocabulary": 64, "readers": 4}}
            """);
        RunContext run = ContextOf(stage);
        run.DrawPicture(stage.Canvas);
        SceneLayout drawn = run.Drawer.Planned.Layout, hit = run.Layout.Scene;
        Assert.That(SceneLayout.Has(drawn.Recall), Is.True);
        Assert.That((hit.Scale, hit.Timeline, hit.Cone, hit.Ways, hit.Reach, hit.Recall), Is.EqualTo((drawn.Scale, drawn.Timeline, drawn.Cone, drawn.Ways, drawn.Reach, drawn.Recall)));
        Box cone = TimelinePart.ConeOf(run);
        stage.Down(new Vector2(cone.Centre.X, cone.Bottom - 1));
        Assert.That(stage.Session.Frame, Is.EqualTo(stage.Session.EndFrame));
        stage.MoveTo(new Vector2(cone.Centre.X, cone.Top + (cone.Height / 2)));
        Assert.That(stage.Session.Frame, Is.EqualTo(4));
        stage.Up();
    }

    [Test]
    public void The_help_shows_every_line_and_leaves_by_key_click_and_button([Values(1280, 900)] int width)
    {
        using var stage = new RunStage(width, width == 900 ? 600 : 720);
        foreach (Action leave in (Action[])[() => stage.Press("H"), () => stage.Press("Esc"), () => stage.Click(new Vector2(200, 200)),
            () => stage.Click(stage.Part<BarPart>().Places[CommandId.ToggleHelp].Centre)])
        {
            stage.Press("H");
            Assert.That(stage.Session.View.Help, Is.True);
            foreach (HelpLine line in HelpLine.Of(RunCommands.Table()))
            {
                Assert.That(stage.Canvas.Texts.Any(t => line.Title == t.Text), Is.True, line.Title);
            }

            ulong hash = stage.Session.Snapshot.StateHash;
            leave();
            Assert.That((stage.Session.View.Help, stage.Session.Snapshot.StateHash), Is.EqualTo((false, hash)));
        }
    }

    [Test]
    public void A_typed_text_is_put_in_force_and_can_be_undone()
    {
        using var stage = new RunStage();
        string? before = stage.Session.Document.Sequence.Text;
        stage.Press("T");
        Assert.That(stage.Part<TextPart>().Editor.Text, Is.EqualTo(before));
        stage.Type("Ein Fuchs, 狐, 👩‍👩‍👧");
        stage.Press("Enter");
        stage.Type(".hp");
        Assert.That(stage.Session.IsPlaying || stage.Session.View.Help, Is.False, "letters are text while the box is open");
        stage.Press("Ctrl+Enter");
        Assert.That((stage.Part<TextPart>().IsOpen, stage.Session.Document.Sequence.Text), Is.EqualTo((false, "Ein Fuchs, 狐, 👩‍👩‍👧\n.hp")));
        stage.Press("Ctrl+Z");
        Assert.That(stage.Session.Document.Sequence.Text, Is.EqualTo(before));
    }

    [Test]
    public void What_is_refused_stays_in_the_box_and_Esc_leaves_all_as_it_was()
    {
        using var stage = new RunStage();
        SessionDocument document = stage.Session.Document;
        stage.Press("T");
        stage.Press("Backspace");
        stage.Press("Ctrl+Enter");
        Assert.That((stage.Part<TextPart>().IsOpen, stage.Session.Message.IsFault), Is.EqualTo((true, true)));
        stage.Press("Esc");
        Assert.That((stage.Part<TextPart>().IsOpen, stage.Session.Document), Is.EqualTo((false, document)));
        stage.Press("Ctrl+O");
        stage.Type("/no/such/file.txt");
        stage.Press("Enter");
        Assert.That((stage.Part<TextPart>().IsOpen, stage.Session.Message.IsFault), Is.EqualTo((true, true)));
    }

    [Test]
    public void Pasting_outside_the_box_is_the_text()
    {
        using var stage = new RunStage();
        stage.Paste("a pasted text of six words");
        Assert.That((stage.Session.Document.Sequence.Text, stage.Part<TextPart>().IsOpen), Is.EqualTo(("a pasted text of six words", false)));
    }

    [Test]
    public void A_message_shows_for_four_seconds_and_a_new_one_begins_anew()
    {
        using var stage = new RunStage();
        stage.Session.Say("something", isFault: false);
        stage.Next(1);
        Assert.That(Shows("something"), Is.True);
        stage.Next(100);
        stage.Session.Say("another", isFault: false);
        stage.Next(1);
        stage.Next(100);
        Assert.That((Shows("something"), Shows("another")), Is.EqualTo((false, true)));
        stage.Next(25);
        stage.Next();
        Assert.That(Shows("another"), Is.False);

        bool Shows(string text) => stage.Canvas.Texts.Any(t => t.Text == text);
    }

    [Test]
    public void A_tip_comes_where_the_mouse_rests_and_says_what_would_be_undone()
    {
        using var stage = new RunStage();
        stage.Press("W");
        stage.MoveTo(stage.Part<BarPart>().Places[CommandId.Undo].Centre);
        Assert.That(Shows("Undo: window 3"), Is.False, "not at once");
        stage.Next(10);
        stage.Next();
        Assert.That((Shows("Undo: window 3"), Shows("Ctrl+Z")), Is.EqualTo((true, true)));
        stage.MoveTo(stage.Part<SidePart>().Places[CommandId.WindowWider].Centre);
        stage.Next(10);
        stage.Next();
        Assert.That((Shows("Wider window"), Shows("Undo: window 3")), Is.EqualTo((true, false)));

        bool Shows(string text) => stage.Canvas.Texts.Any(t => t.Text == text);
    }

    [Test]
    public void A_film_shows_its_own_time_and_moves_nothing_in_the_bar()
    {
        using var stage = new RunStage();
        Dictionary<CommandId, Box> before = new(stage.Part<BarPart>().Places);
        stage.Click(before[CommandId.ToggleFilm].Centre);
        for (int i = 0; i < 65; i++)
        {
            stage.Next();
        }

        Assert.That(stage.Canvas.Texts.Any(t => t.Text == "0:02"), Is.True);
        Assert.That(stage.Part<BarPart>().Places, Is.EqualTo(before));
        stage.Click(before[CommandId.ToggleFilm].Centre);
        Assert.That(stage.Canvas.Texts.Any(t => t.Text == "0:02"), Is.False);
    }

    [Test]
    public void Every_parameter_of_every_kind_can_be_turned_and_undone()
    {
        using var stage = new RunStage(1280, 1100);
        foreach (string kind in PatternChoice.Kinds)
        {
            stage.Session.Editor.SetPattern(kind);
            stage.Next(0);
            foreach ((string name, Box box) in stage.Canvas.Texts.Where(t => t.Text is "Block" or "Random blocks" or "Sinks" or "Memory tokens" or "Dilation" or "Seed" or "Layers" or "Heads").ToArray())
            {
                SessionDocument before = stage.Session.Document;
                stage.Click(new Vector2(211, box.Centre.Y));
                Assert.That(stage.Session.Document, Is.Not.SameAs(before), $"{name} of {kind}: {stage.Session.Message.Text}");
                Assert.That(stage.Session.Message.IsFault, Is.False, $"{name} of {kind}: {stage.Session.Message.Text}");
                stage.Session.Editor.Undo();
                Assert.That(stage.Session.Document, Is.SameAs(before), $"{name} of {kind}");
                stage.Next(0);
            }
        }
    }

    [Test]
    public void A_drag_that_began_in_the_picture_presses_no_button()
    {
        using var stage = new RunStage();
        stage.Down(new Vector2(600, 300));
        stage.MoveTo(stage.Part<BarPart>().Places[CommandId.TogglePlay].Centre);
        stage.Up();
        Assert.That(stage.Session.IsPlaying, Is.False);
    }

    private static RunContext ContextOf(RunStage stage)
    {
        var run = new RunContext
        {
            Session = stage.Session,
            Commands = RunCommands.Table(),
            Services = new WindowServices { Session = new SessionServices(), ScenarioNames = () => [], Load = _ => throw new NotSupportedException() },
            Run = _ => { },
        };
        run.Dress(stage.Size);
        return run;
    }
}
