using System.Numerics;
using TokenFlow.Scene.Canvas;
using TokenFlow.Scene.Frames;
using TokenFlow.Scene.Layout;
using TokenFlow.Scene.Places;
using TokenFlow.Scene.Tests.Canvases;
using TokenFlow.Scene.Tests.Worlds;
using TokenFlow.Scene.Theme;
using TokenFlow.Simulation.Snapshots;

namespace TokenFlow.Scene.Tests.Layout;

public class ScenePlacesTests
{
    private static readonly Vector2[] Sizes = [new(1280, 720), new(900, 600), new(576, 680), new(1920, 1080)];

    [Test]
    public void Edges_are_those_that_the_picture_draws([ValueSource(nameof(Sizes))] Vector2 size)
    {
        (ScenePlaces places, LogCanvas canvas, _) = Open(size, ink: 12_000);
        var drawn = canvas.Of("curves").SelectMany(c => c.Curves).ToHashSet();
        Assert.That(places.Edges.Length, Is.GreaterThan(50));
        foreach (PlacedEdge edge in places.Edges)
        {
            Assert.That(drawn, Does.Contain(edge.Curve), $"{edge.Query} reads {edge.Key}");
        }
    }

    [Test]
    public void Tokens_and_suns_are_where_they_are_drawn([ValueSource(nameof(Sizes))] Vector2 size)
    {
        (ScenePlaces places, LogCanvas canvas, FrameSnapshot snapshot) = Open(size);
        var discs = canvas.Of("discs").SelectMany(c => c.Points).ToHashSet();
        for (int i = 0; i < snapshot.Tokens.Length; i++)
        {
            Assert.That(discs, Does.Contain(places.TokenAt(i)), $"token {i}");
        }

        foreach (HubSpot hub in places.Hubs)
        {
            Assert.That(discs, Does.Contain(hub.At), $"hub {hub.Token}");
        }
    }

    [Test]
    public void The_edge_found_is_the_nearest_of_all()
    {
        (ScenePlaces places, _, _) = Open(new Vector2(1280, 720));
        PlacedEdge[] edges = places.Edges.ToArray();
        Gen.Float[0, 1].Select(Gen.Float[0, 1]).Sample((x, y) =>
        {
            var point = new Vector2(40 + (x * 700), 80 + (y * 540));
            float nearest = edges.Min(e => Away(e.Curve, point));
            float found = places.NearestEdge(point, 12) is { } edge ? Away(edge.Curve, point) : float.PositiveInfinity;
            return nearest > 12.05f ? float.IsInfinity(found) : nearest > 11.95f || found <= nearest + 0.05f;
        }, iter: 200);
    }

    [Test]
    public void Looking_for_an_edge_measures_few_curves()
    {
        (ScenePlaces places, _, _) = Open(new Vector2(1280, 720));
        const int Searches = 300;
        for (int round = 0; round < Searches; round++)
        {
            places.NearestEdge(new Vector2(100 + round, 300), 5);
        }

        // A curve is measured where its box is near; most boxes are not.
        Assert.That(places.CurvesMeasured, Is.Positive.And.LessThan(Searches * places.Edges.Length / 2));
    }

    [Test]
    public void A_frame_is_planned_again_and_pointed_at_without_allocating()
    {
        var world = new SmallWorld(new WorldPlan { Hubs = [96], RandomLinks = 3 });
        FrameSnapshot[] snapshots = [world.At(2, 0.3f), world.At(2, 0.4f)];
        var canvas = new LogCanvas(1280, 720);
        var scene = new FlowScene(SceneTheme.Dark());
        PlannedFrame plan = scene.Plan(canvas, snapshots[0]);
        var places = new ScenePlaces();
        long before = 0;
        for (int k = 0; k < 8; k++)
        {
            before = GC.GetAllocatedBytesForCurrentThread();
            places.Read(scene.Plan(canvas, snapshots[k % 2], null, plan));
        }

        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.Zero);
    }

    [Test]
    public void What_is_planned_again_is_drawn_as_if_it_were_planned_for_the_first_time()
    {
        var scene = new FlowScene(SceneTheme.Dark());
        var plan = new PlannedFrame();
        foreach ((float width, float height, int tokens, float progress) in ((float, float, int, float)[])[(1280, 720, 192, 0.3f), (1280, 720, 192, 0.6f), (1280, 720, 40, 0.6f), (640, 900, 40, 0.6f), (1280, 720, 2300, 0.1f)])
        {
            FrameSnapshot snapshot = new SmallWorld(new WorldPlan { Tokens = tokens, Hubs = [20], RandomLinks = 3 }).At(2, progress);
            LogCanvas again = new(width, height), first = new(width, height);
            scene.Draw(scene.Plan(again, snapshot, null, plan), again);
            new FlowScene(SceneTheme.Dark()).Draw(first, snapshot);
            Assert.That(again.Calls.Select(c => c.ToString()), Is.EqualTo(first.Calls.Select(c => c.ToString())));
        }
    }

    [Test]
    public void The_light_cone_has_a_row_for_the_start_and_one_a_layer()
    {
        (ScenePlaces places, _, FrameSnapshot snapshot) = Open(new Vector2(1280, 720));
        Box cone = places.Scaled(places.Layout.Cone);
        var layers = new SortedSet<int>();
        var tokens = new SortedSet<int>();
        for (float y = cone.Top; y < cone.Bottom; y++)
        {
            for (float x = cone.Left; x < cone.Right; x += 0.5f)
            {
                if (places.ConeAt(new Vector2(x, y)) is not { } cell)
                {
                    continue;
                }

                Assert.That(cell.Box.Inset(-0.01f).Contains(new Vector2(x, y)), Is.True);
                layers.Add(cell.Layer);
                tokens.Add(cell.First);
            }
        }

        Assert.That(layers, Is.EqualTo(Enumerable.Range(0, snapshot.Subject.Layers + 1)));
        Assert.That(tokens, Is.EqualTo(Enumerable.Range(0, snapshot.Tokens.Length)));
    }

    [Test]
    public void A_picture_without_room_has_nothing_to_find([Values(0, 1, 8)] int side)
    {
        var scene = new FlowScene(SceneTheme.Dark());
        ScenePlaces places = new ScenePlaces().Read(scene.Plan(new LogCanvas(side, side), Snapshot()));
        Assert.That((places.NearestToken(Vector2.One, 5), places.HubAt(Vector2.One), places.NearestEdge(Vector2.One, 5), places.ConeAt(Vector2.One)),
            Is.EqualTo((-1, -1, (PlacedEdge?)null, (ConeCell?)null)));
    }

    private static float Away(in Curve curve, Vector2 point)
    {
        float least = float.PositiveInfinity;
        for (int i = 0; i <= 2_000; i++)
        {
            least = MathF.Min(least, Vector2.Distance(curve.At(i / 2_000f), point));
        }

        return least;
    }

    private static FrameSnapshot Snapshot() => new SmallWorld(new WorldPlan { Hubs = [96], RandomLinks = 3 }).At(2, 0.3f);

    private static (ScenePlaces Places, LogCanvas Canvas, FrameSnapshot Snapshot) Open(Vector2 size, float ink = 150_000)
    {
        FrameSnapshot snapshot = Snapshot();
        var canvas = new LogCanvas(size.X, size.Y);
        var scene = new FlowScene(SceneTheme.Dark(), new SceneOptions { EdgeInk = ink });
        scene.Draw(canvas, snapshot);
        return (new ScenePlaces().Read(scene.Plan(canvas, snapshot)), canvas, snapshot);
    }
}
