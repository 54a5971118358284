using System.Numerics;
using TokenFlow.Scene.Canvas;
using TokenFlow.Scene.Frames;
using TokenFlow.Scene.Tests.Canvases;
using TokenFlow.Scene.Tests.Worlds;
using TokenFlow.Scene.Theme;
using TokenFlow.Simulation.Snapshots;

namespace TokenFlow.Scene.Tests;

[TestFixture]
public sealed class FlowSceneTests
{
    private static readonly (float Width, float Height)[] Sizes =
        [(1280, 720), (1920, 1080), (960, 720), (720, 720), (720, 1280), (640, 360), (333, 97), (40, 600), (8, 8), (1, 1)];

    private static LogCanvas Draw(FrameSnapshot snapshot, float width = 1280, float height = 720, SceneNotes? notes = null, FlowScene? scene = null)
    {
        var canvas = new LogCanvas(width, height);
        (scene ?? new FlowScene(SceneTheme.Dark())).Draw(canvas, snapshot, notes);
        return canvas;
    }

    private static IEnumerable<Vector2> PointsOf(DrawCall call) =>
        call.Points.Concat(call.Curves.SelectMany(c => new[] { c.From, c.Control, c.To }));

    [TestCaseSource(typeof(WorldPlans), nameof(WorldPlans.All))]
    public void Any_world_can_be_drawn_at_any_size_and_time(object plan)
    {
        var world = new SmallWorld((WorldPlan)plan);
        foreach ((float width, float height) in Sizes)
        {
            foreach ((int done, float progress) in new[] { (0, 0f), (0, 0.5f), (((WorldPlan)plan).Layers, 0f) })
            {
                LogCanvas canvas = Draw(world.At(done, progress, mostEdges: 600), width, height);
                Assert.That(canvas.IsBalanced, Is.True);
                Assert.That(canvas.Calls.SelectMany(PointsOf).All(p => float.IsFinite(p.X) && float.IsFinite(p.Y)), $"{width} x {height}");
                Assert.That(canvas.Of("rectangle").All(c => c.Box.Width >= 0 && c.Box.Height >= 0), $"{width} x {height}");
            }
        }
    }

    [TestCaseSource(typeof(WorldPlans), nameof(WorldPlans.All))]
    public void Texts_tokens_and_panels_are_inside_the_picture(object plan)
    {
        FrameSnapshot snapshot = new SmallWorld((WorldPlan)plan).At(0, 0.5f, mostEdges: 300);
        foreach ((float width, float height) in Sizes.Where(size => size.Width >= 640 && size.Height >= 360))
        {
            LogCanvas canvas = Draw(snapshot, width, height);
            var whole = new Box(-0.5f, -0.5f, width + 1, height + 1);
            foreach (DrawCall call in canvas.Of("text"))
            {
                PlacedText text = PlacedText.Of(call, canvas);
                foreach (Vector2 corner in new[] { text.A, text.B, text.C, text.D })
                {
                    Assert.That(whole.Contains(corner), $"{width} x {height}: “{call.Text}” at {corner}");
                }
            }

            foreach (DrawCall call in canvas.Of("outline").Concat(canvas.Of("rectangle")))
            {
                Assert.That(whole.Contains(new Vector2(call.Box.Left, call.Box.Top)) && whole.Contains(new Vector2(call.Box.Right, call.Box.Bottom)), $"{width} x {height}: {call.Box}");
            }
        }
    }

    [Test]
    public void The_same_snapshot_makes_the_same_calls_on_any_thread()
    {
        FrameSnapshot snapshot = new SmallWorld(WorldPlans.OneHub).At(1, 0.4f);
        FrameSnapshot other = new SmallWorld(WorldPlans.Blocks).At(1, 0.4f, mostEdges: 500);
        var scene = new FlowScene(SceneTheme.Dark());
        string[] expected = [.. Draw(snapshot, scene: scene).Calls.Select(call => call.ToString())];
        Task<string[]>[] tasks = [.. Enumerable.Range(0, 6).Select(i => Task.Run(() =>
        {
            // Another picture between, so that a buffer that is read before it is written would show.
            _ = Draw(other, scene: scene);
            return Draw(snapshot, scene: scene).Calls.Select(call => call.ToString()).ToArray();
        }))];
        Task.WaitAll(tasks);
        foreach (Task<string[]> task in tasks)
        {
            Assert.That(task.Result, Is.EqualTo(expected));
        }
    }

    [Test]
    public void Nothing_moves_while_a_layer_rests()
    {
        var world = new SmallWorld(new WorldPlan { Hubs = [96], FramesPerLayer = 30 });
        static string[] Arc(LogCanvas canvas) => [.. canvas.Of("discs").Concat(canvas.Of("curves")).Where(c => PointsOf(c).All(p => p.X < 810 && p.Y < 650)).Select(c => c.ToString())];
        Assert.That(Arc(Draw(world.At(2, 0.9f))), Is.EqualTo(Arc(Draw(world.At(2, 0.97f)))));
        Assert.That(Arc(Draw(world.At(2, 0.4f))), Is.Not.EqualTo(Arc(Draw(world.At(2, 0.45f)))));
    }

    [Test]
    public void Notes_go_before_what_the_snapshot_says()
    {
        FrameSnapshot snapshot = new SmallWorld(WorldPlans.OneHub).At(1);
        string[] plain = [.. Draw(snapshot).Of("text").Select(c => c.Text)];
        Assert.That(plain, Does.Contain("One hub, two hops").And.Contains("hub"));
        Assert.That(plain.Any(t => t.StartsWith("layer 2 of 6: what token 4", StringComparison.Ordinal)));

        var notes = new SceneNotes { Title = "Another", Caption = "Look at the sun.", Legend = false, Hash = true };
        string[] noted = [.. Draw(snapshot, notes: notes).Of("text").Select(c => c.Text)];
        Assert.That(noted, Does.Contain("Another").And.Contains("Look at the sun.").And.Not.Contains("One hub, two hops").And.Not.Contains("none"));
        Assert.That(noted.Any(t => t.Contains("state 0000000000000000", StringComparison.Ordinal)));
    }

    [Test]
    public void A_cut_hub_is_grey_and_says_so()
    {
        FrameSnapshot snapshot = new SmallWorld(WorldPlans.ThreeHubs).At(1);
        LogCanvas canvas = Draw(snapshot);
        SceneTheme theme = SceneTheme.Dark();
        Assert.That(canvas.Of("discs").Count(c => c.Fill == theme.Cut), Is.EqualTo(1));
        Assert.That(canvas.Of("text").Any(c => c.Text == "cut" && c.Style.Colour == theme.Cut));
    }

    [TestCase(0, 1, 3, 5, 7)]
    [TestCase(10, 11, 30, 31)]
    [TestCase(5, 25, 45, 65, 85, 105, 125, 145, 165)]
    public void Names_beside_suns_never_cover_each_other(params int[] hubs)
    {
        FrameSnapshot snapshot = new SmallWorld(new WorldPlan { Hubs = hubs, Origin = 60 }).At(1);
        Rgba plate = SceneTheme.Dark().Background.Fade(0.72f);
        Box[] plates = [.. Draw(snapshot).Of("rectangle").Where(call => call.Fill == plate).Select(call => call.Box)];
        Assert.That(plates, Is.Not.Empty);
        for (int a = 0; a < plates.Length; a++)
        {
            for (int b = a + 1; b < plates.Length; b++)
            {
                Assert.That(plates[a].Left < plates[b].Right && plates[b].Left < plates[a].Right && plates[a].Top < plates[b].Bottom && plates[b].Top < plates[a].Bottom, Is.False);
            }
        }
    }

    [Test]
    public void Without_panels_the_arc_has_their_room()
    {
        FrameSnapshot snapshot = new SmallWorld(WorldPlans.Local).At(1);
        LogCanvas canvas = Draw(snapshot, scene: new FlowScene(SceneTheme.Dark(), new SceneOptions { Panels = false }));
        Assert.That(canvas.Of("text").Any(c => c.Text == "Light cone"), Is.False);
    }
}
