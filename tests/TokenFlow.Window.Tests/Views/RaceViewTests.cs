using System.Numerics;
using CsCheck;
using TokenFlow.Attention.Patterns;
using TokenFlow.Scenarios.Scenarios;
using TokenFlow.Session.Runs;
using TokenFlow.Simulation;
using TokenFlow.Studies.Recall;
using TokenFlow.Ui.Input;
using TokenFlow.Ui.Screens.Race;
using TokenFlow.Ui.Screens.Shell;

namespace TokenFlow.Window.Tests.Views;

public sealed class RaceViewTests
{
    private static readonly Vector2 Usual = new(1280, 720);

    [Test]
    public void Four_patterns_start_on_one_text_and_one_clock()
    {
        using ViewHand hand = Race(out RaceView race);

        Assert.That(race.Kinds, Is.EqualTo((string[])["local", "longformer", "bigbird", "full"]));
        hand.Wait(7);
        Assert.That(race.Frame, Is.EqualTo(7));
        hand.Draw("race");
    }

    [Test]
    public void Each_lane_runs_as_its_pattern_would_alone()
    {
        using ViewHand hand = Race(out RaceView race);
        hand.Press("End");
        Scenario full = ViewHand.Small("s0", 0) with { Pattern = new FullPattern(), Edits = [] };
        Sequence sequence = new SequenceBuilder(() => Stream.Null).Build(full);
        using var alone = FlowRun.Open(full, sequence, new FlowOptions(1, 0));
        alone.Seek(alone.Clock.EndFrame);

        Assert.That(race.Edges(3), Is.EqualTo(alone.Snapshot.Meters.Edges).And.EqualTo((long)sequence.Count * sequence.Count));
        Assert.That(race.ReachAfter(3, 1), Is.EqualTo(sequence.Count), "full attention reaches all at once");
        Assert.That(race.ReachAfter(0, 1), Is.EqualTo(5), "a window of two reaches two on each side");
        Assert.That(race.ReachAfter(0, 2), Is.EqualTo(3 + 1 + 4));
    }

    [Test]
    public void Time_goes_as_in_a_run()
    {
        using ViewHand hand = Race(out RaceView race);
        hand.Press("Space");
        long held = race.Frame;
        hand.Wait(5);
        Assert.That((race.Frame, race.IsPlaying), Is.EqualTo((held, false)));
        hand.Press(".");
        Assert.That(race.Frame, Is.EqualTo(6));
        hand.Press("Shift+.");
        Assert.That(race.Frame, Is.EqualTo(7));
        hand.Press(",");
        Assert.That(race.Frame, Is.EqualTo(6));
        hand.Press("Shift+,");
        Assert.That(race.Frame, Is.EqualTo(5));
        hand.Press("Home");
        Assert.That(race.Frame, Is.Zero);
        hand.Press("End");
        Assert.That(race.Frame, Is.EqualTo(24));
        hand.Press("R");
        Assert.That((race.Frame, race.IsPlaying), Is.EqualTo((1, true)));
        hand.Press("]");
        Assert.That(race.Frame, Is.EqualTo(3));
        hand.Press("Backspace");
        Assert.That(race.Frame, Is.EqualTo(4));
    }

    [Test]
    public void The_timeline_is_dragged()
    {
        using ViewHand hand = Race(out RaceView race);
        float y = 720 - 60;
        for (; y < 715 && !IsOverTimeline(y); y++)
        {
        }

        hand.Drag(new Vector2(100, y + 4), new Vector2(640, y + 4));
        Assert.That((race.Frame, race.IsPlaying), Is.EqualTo((12, false)));
        hand.Drag(new Vector2(640, y + 4), new Vector2(-50, y + 4));
        Assert.That(race.Frame, Is.Zero);

        bool IsOverTimeline(float at)
        {
            hand.MoveTo(new Vector2(20 + 28, at));
            return race.IsOverButton;
        }
    }

    [Test]
    public void Going_back_and_forth_gives_the_same_bits()
    {
        using ViewHand hand = Race(out RaceView race);
        hand.Press("Space", "Home");
        var hashes = new Dictionary<long, ulong>();
        for (int frame = 0; frame <= 24; frame++)
        {
            hashes[race.Frame] = race.State.Hash;
            hand.Press("Shift+.");
        }

        Assert.That(hashes.Values.Distinct().Count(), Is.GreaterThan(20));
        string[] keys = [",", ".", "Shift+.", "Shift+,", "Home", "End"];
        Gen.Int[0, keys.Length - 1].Array[1, 30].Sample(
            presses =>
            {
                foreach (int key in presses)
                {
                    hand.Press(keys[key]);
                }

                Assert.That(race.State.Hash, Is.EqualTo(hashes[race.Frame]));
            },
            iter: 30,
            threads: 1);
    }

    [Test]
    public void Lanes_are_chosen_changed_taken_away_and_added_by_key()
    {
        using ViewHand hand = Race(out RaceView race);
        hand.Press("3");
        Assert.That(race.Chosen, Is.EqualTo(2));
        hand.Press("P");
        Assert.That(race.Kinds[2], Is.EqualTo("memory"));
        hand.Press("Shift+P");
        Assert.That(race.Kinds[2], Is.EqualTo("bigbird"));
        hand.Press("-");
        Assert.That(race.Kinds, Is.EqualTo((string[])["local", "longformer", "full"]));
        hand.Press("-", "-");
        Assert.That(race.Kinds, Has.Count.EqualTo(2), "two at least");
        hand.Press("=", "=", "=");
        Assert.That(race.Kinds, Has.Count.EqualTo(4), "four at most");
        Assert.That(race.Kinds.Distinct().Count(), Is.EqualTo(4));
    }

    [Test]
    public void Every_kind_can_run()
    {
        using ViewHand hand = Race(out RaceView race);
        hand.Press("1");
        var seen = new HashSet<string>();
        for (int i = 0; i < PatternChoice.Kinds.Count; i++)
        {
            seen.Add(race.Kinds[0]);
            hand.Draw();
            hand.Press("P");
        }

        Assert.That(seen, Is.EquivalentTo(PatternChoice.Kinds));
    }

    [Test]
    public void A_click_on_a_lanes_name_opens_the_list_and_a_row_of_it_changes_the_lane()
    {
        using ViewHand hand = Race(out RaceView race);
        hand.Wait();
        byte[] before = hand.Draw();
        hand.Click(new Vector2(100, 95));
        Assert.That(hand.Draw("race-menu"), Is.Not.EqualTo(before));
        // The rows begin below the name, 24 apart; the last one is full attention.
        hand.Click(new Vector2(100, 78 + 44 + 6 + (8.5f * 24)));

        Assert.That(race.Kinds[0], Is.EqualTo("full"));
    }

    [Test]
    public void The_cross_takes_a_lane_away_and_the_button_adds_one()
    {
        using ViewHand hand = Race(out RaceView race);
        hand.Click(new Vector2(306, 95));
        Assert.That(race.Kinds, Has.Count.EqualTo(3));
        hand.Click(new Vector2(1190, 32));
        Assert.That(race.Kinds, Has.Count.EqualTo(4));
    }

    [Test]
    public void A_token_that_is_pointed_at_is_marked_in_every_lane_and_a_click_drops_dye_there()
    {
        using ViewHand hand = Race(out RaceView race);
        hand.Press("Space");
        byte[] before = hand.Draw();
        Vector2 at = race.PointOf(new ScriptTarget(ScriptTargetKind.Token, 9))!.Value;
        hand.MoveTo(at);
        Assert.That(race.Hovered, Is.EqualTo(9));
        byte[] marked = hand.Draw("race-hover");
        for (int lane = 0; lane < 4; lane++)
        {
            Assert.That(Differs(before, marked, 28 + (lane * 310), 290), Is.True, $"lane {lane + 1}");
        }

        hand.Click(at);
        hand.Press("End");

        // The other end of the text is farther from token 9 than from token 3 for a window of two.
        Assert.That(race.ReachAfter(0, 2), Is.EqualTo(9));
    }

    [Test]
    public void Of_a_long_text_the_beginning_is_raced_on()
    {
        Scenario longer = ViewHand.Small("s0", 0, string.Concat(Enumerable.Repeat(" and on and on it went", 100)));
        using var race = new RaceView(longer, ViewHand.Services(1), "dark");

        Assert.That(race.Edges(3), Is.EqualTo(256L * 256));
    }

    [Test]
    public void A_text_of_one_word_is_raced_on()
    {
        Scenario one = ViewHand.Small("s0", 0) with { Text = new TextSpec(null, "word", 0), Tracers = [] };
        using var hand = new ViewHand(new RaceView(one, ViewHand.Services(1), "dark"), Usual);
        hand.Wait(3);
        Assert.That(hand.Draw(), Is.Not.Empty);
    }

    [Test]
    public void The_keys_around_it_ask_the_window()
    {
        using ViewHand hand = Race(out RaceView race);
        hand.Press("L");
        Assert.That(race.Theme, Is.EqualTo("light"));
        hand.Draw("race-light");
        hand.Press("G");
        Assert.That(race.TakeRequest(), Is.TypeOf<ViewRequest.ShowGallery>());
        hand.Press("Esc");
        Assert.That(race.TakeRequest(), Is.TypeOf<ViewRequest.GoBack>());
        hand.Press("F11");
        Assert.That(race.TakeRequest(), Is.TypeOf<ViewRequest.FullScreen>());
    }

    [Test]
    public void Any_size_can_be_drawn()
    {
        using ViewHand hand = Race(out _);
        Gen.Select(Gen.Int[1, 1_500], Gen.Int[1, 1_000], Gen.Int[0, 1_500]).Sample(
            size =>
            {
                hand.Resize(new Vector2(size.Item1, size.Item2));
                hand.MoveTo(new Vector2(size.Item3, size.Item3 / 2f));
                hand.Draw();
            },
            iter: 30,
            threads: 1);
        hand.Resize(Vector2.One);
        Assert.That(hand.Draw(), Has.Length.EqualTo(4));
    }

    private static bool Differs(byte[] a, byte[] b, int left, int width)
    {
        for (int y = 130; y < 400; y++)
        {
            int at = ((y * 1280) + left) * 4;
            if (!a.AsSpan(at, width * 4).SequenceEqual(b.AsSpan(at, width * 4)))
            {
                return true;
            }
        }

        return false;
    }

    private static ViewHand Race(out RaceView race)
    {
        race = new RaceView(ViewHand.Small("s0", 0), ViewHand.Services(1), "dark");
        return new ViewHand(race, Usual);
    }
}
