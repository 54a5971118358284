using System.Numerics;
using System.Text;
using TokenFlow.Base.Faults;
using TokenFlow.Ui.Input;

namespace TokenFlow.Window.Tests.Input;

public class ActionPlayerTests
{
    [Test]
    public void Keys_come_with_what_is_held_and_what_they_write()
    {
        InputFrame[] frames = Play("""{"actions": [{"frame": 1, "key": "Ctrl+Z"}, {"frame": 2, "key": "shift+a"}, {"frame": 2, "key": "Space"}]}""", 3);

        Assert.That(frames[0].Keys, Is.Empty);
        Assert.That(frames[1].Has(new KeyChord(Key.Z, Modifiers.Ctrl)) && frames[1].Held == Modifiers.Ctrl && frames[1].Text.Length == 0, Is.True);
        Assert.That(frames[2].Text, Is.EqualTo("A "));
    }

    [Test]
    public void A_click_goes_down_in_one_frame_and_up_in_the_next_and_a_second_waits_for_it()
    {
        InputFrame[] frames = Play("""{"actions": [{"frame": 0, "clickToken": 17, "with": "Ctrl"}, {"frame": 0, "click": [5, 6], "button": "right"}]}""", 5);

        Assert.That(frames[0].Mouse, Is.EqualTo(new Vector2(17, 0)));
        Assert.That(frames[0].Pressed.Has(MouseButton.Left) && frames[0].Held == Modifiers.Ctrl && !frames[0].Clicked.Any, Is.True);
        Assert.That(frames[1].Clicked.Has(MouseButton.Left) && frames[1].Held == Modifiers.Ctrl, Is.True);
        Assert.That(frames[2].Pressed.Has(MouseButton.Right) && frames[2].Mouse == new Vector2(5, 6), Is.True);
        Assert.That(frames[3].Clicked.Has(MouseButton.Right) && !frames[3].Down.Any, Is.True);
        Assert.That(frames[4], Is.EqualTo(frames[4] with { Pressed = default, Released = default, Clicked = default }));
    }

    [Test]
    public void A_drag_runs_from_its_first_point_to_its_last_and_is_no_click()
    {
        InputFrame[] frames = Play("""{"actions": [{"frame": 0, "drag": [[0, 0], [100, 0], [100, 50]], "frames": 4}]}""", 6);

        Assert.That(frames.Take(5).Select(f => f.Mouse), Is.EqualTo((Vector2[])[new(0, 0), new(50, 0), new(100, 0), new(100, 25), new(100, 50)]));
        Assert.That(frames[0].Pressed.Has(MouseButton.Left) && frames[3].Down.Has(MouseButton.Left) && frames[4].Released.Has(MouseButton.Left), Is.True);
        Assert.That(frames.Any(f => f.Clicked.Any), Is.False);
    }

    [Test]
    public void What_is_not_in_the_picture_cannot_be_clicked()
    {
        var player = new ActionPlayer(Parse("""{"actions": [{"frame": 0, "clickEdge": [20, 17]}]}"""), _ => null);

        Assert.That(() => player.Play(0, new InputCollector()), Throws.TypeOf<FaultException>().With.Message.Contains("edge 20 <- 17 is not in the picture"));
    }

    [TestCase("""{"actions": [{"key": "Space"}]}""", "field actions.0.frame: the field is missing")]
    [TestCase("""{"actions": [{"frame": 0, "key": "Spade"}]}""", "'Spade' is no key")]
    [TestCase("""{"actions": [{"frame": 0, "key": "Space", "type": "x"}]}""", "key and type are two actions")]
    [TestCase("""{"actions": [{"frame": 0, "click": [1]}]}""", "field actions.0.click: is not a point")]
    [TestCase("""{"actions": [{"frame": 0, "click": [1, 1e9]}]}""", "is not a point")]
    [TestCase("""{"actions": [{"frame": 0, "click": [1, 1], "with": "Hyper"}]}""", "'Hyper' cannot be held")]
    [TestCase("""{"actions": [{"frame": -1, "key": "A"}]}""", "-1 is out of range")]
    [TestCase("""{"actions": [{"frame": 0, "kee": "A"}]}""", "nothing is done")]
    [TestCase("""{"actions": [{"frame": 0, "key": "A", "butten": "left"}]}""", "is not a known field")]
    [TestCase("""{"actions": [{"frame": 0, "resize": [0, 5]}]}""", "is out of range")]
    [TestCase("""{"actions": [{"frame": 0, "screenshot": "x.jpg"}]}""", "not the name of a PNG")]
    [TestCase("""{"steps": []}""", "field actions: the field is missing")]
    [TestCase("""[]""", "not a JSON object")]
    public void A_bad_script_is_refused_with_its_place(string json, string told) =>
        Assert.That(() => Parse(json), Throws.TypeOf<FaultException>().With.Message.Contains(told).And.Message.StartsWith("a.json:1"));

    [Test]
    public void Two_quick_presses_at_one_place_are_a_double_click_and_a_third_is_not()
    {
        var collector = new InputCollector();
        bool[] doubles = [.. ((double[])[0, 0.2, 0.4, 1.2, 1.9]).Select(seconds =>
        {
            collector.ButtonDown(MouseButton.Left);
            collector.ButtonUp(MouseButton.Left);
            return collector.Next(seconds).IsDoubleClick;
        })];

        Assert.That(doubles, Is.EqualTo((bool[])[false, true, false, false, false]));
    }

    private static ActionScript Parse(string json) => ActionScript.Parse("a.json", Encoding.UTF8.GetBytes(json), "/tmp");

    private static InputFrame[] Play(string json, int frames)
    {
        var player = new ActionPlayer(Parse(json), target => new Vector2(target.Token, target.Key));
        var collector = new InputCollector();
        var played = new InputFrame[frames];
        for (int i = 0; i < frames; i++)
        {
            player.Play(i, collector);
            InputFrame frame = collector.Next(i);
            played[i] = frame with { Keys = [.. frame.Keys], Dropped = [.. frame.Dropped] };
        }

        Assert.That(player.IsDone, Is.True);
        return played;
    }
}
