using System.Numerics;
using TokenFlow.Scene.Canvas;
using TokenFlow.Scene.Frames;
using TokenFlow.Scene.Layout;
using TokenFlow.Scene.Places;
using TokenFlow.Scene.Tests.Canvases;
using TokenFlow.Scene.Tests.Worlds;
using TokenFlow.Scene.Theme;
using TokenFlow.Simulation.Hubs;
using TokenFlow.Simulation.Snapshots;
using TokenFlow.Studies.Recall;

namespace TokenFlow.Scene.Tests;

/// <summary>Whole pictures with limits and facts, whatever their numbers.</summary>
[TestFixture]
public sealed class CapacitySceneTests
{
    private static readonly (float Width, float Height)[] Sizes = [(1280, 720), (640, 360), (3840, 2160), (720, 1280), (333, 97), (1, 1)];

    private static readonly FrameSnapshot[] Worlds =
    [
        new SmallWorld(new WorldPlan { Tokens = 192, Layers = 2 }).At(1, 0.5f, 200),
        new SmallWorld(new WorldPlan { Tokens = 12, Window = 1, Hubs = [0], Layers = 2 }).At(1, 0.5f, 200),
        new SmallWorld(new WorldPlan { Tokens = 256, Hubs = [.. Enumerable.Range(0, 64)], Cut = [7], Layers = 2 }).At(1, 0.5f, 200),
        new SmallWorld(new WorldPlan { Tokens = 600, Hubs = [.. Enumerable.Range(0, 16).Select(i => 18 + (i * 37))], Layers = 2 }).At(1, 0.5f, 200),
        new SmallWorld(new WorldPlan { Tokens = 2300, Window = 2, Hubs = [0, 900], Layers = 2 }).At(1, 0.5f, 200),
        new SmallWorld(new WorldPlan { Tokens = 300, Hubs = [.. Enumerable.Range(100, 80)], Layers = 2 }).At(2, 0, 200),
    ];

    private static LogCanvas Draw(FrameSnapshot snapshot, float width, float height, SceneOptions? options = null)
    {
        var canvas = new LogCanvas(width, height);
        new FlowScene(SceneTheme.Dark(), options).Draw(canvas, snapshot);
        return canvas;
    }

    [Test]
    public void Any_numbers_of_hubs_facts_and_readers_can_be_drawn()
    {
        Gen<CapacityPlan> plans = Gen.Select(Gen.Int[-1, 300], Gen.Int[0, 256], Gen.Float[0, 3], Gen.Float[0, 1], Gen.Double[0, 1], Gen.Bool, Gen.Int[0, 7])
            .Select((facts, readers, demand, sent, recall, curve, limits) => new CapacityPlan
            {
                Facts = facts,
                Readers = readers,
                Demand = demand,
                Sent = sent,
                Recall = recall,
                HasCurve = curve,
                Limits = new HubLimits((limits & 1) > 0 ? 4 : null, (limits & 2) > 0 ? 3 : null, (limits & 4) > 0 ? 0.25 : null),
            });
        Gen.Select(plans, Gen.Int[0, Worlds.Length - 1], Gen.Int[0, Sizes.Length - 1]).Sample((plan, world, size) =>
        {
            (float width, float height) = Sizes[size];
            LogCanvas canvas = Draw(CapacityWorld.Fill(Worlds[world], plan), width, height);
            Assert.That(canvas.IsBalanced);
            Assert.That(canvas.Calls.SelectMany(c => c.Points.Concat(c.Curves.SelectMany(q => new[] { q.From, q.Control, q.To }))).All(Finite.Is));
            Assert.That(canvas.Of("rectangle").All(c => c.Box.Width >= 0 && c.Box.Height >= 0));
        }, iter: 150, threads: 1);
    }

    [Test]
    public void What_flows_are_not_numbers_is_drawn_too()
    {
        FrameSnapshot snapshot = CapacityWorld.At(WorldPlans.OneHub, new CapacityPlan { Demand = float.NaN, Sent = float.NaN, Refused = double.NaN }, 1, 0.5f, 100);
        Assert.That(Draw(snapshot, 1280, 720).Calls.SelectMany(c => c.Points).All(Finite.Is));
    }

    [Test]
    public void Texts_never_overlap([Values(0, 1, 16, 64, 256)] int facts, [Values(0, 1, 8, 40, 200)] int readers, [Values(0, 2, 3, 4)] int world)
    {
        FrameSnapshot snapshot = CapacityWorld.Fill(Worlds[world], new CapacityPlan { Facts = facts, Readers = readers });
        foreach ((float width, float height) in new[] { (1280f, 720f), (1920f, 1080f), (960f, 720f) })
        {
            LogCanvas canvas = Draw(snapshot, width, height);
            PlacedText[] texts = [.. canvas.Of("text").Where(call => call.Text.Length > 0).Select(call => PlacedText.Of(call, canvas))];
            for (int a = 0; a < texts.Length; a++)
            {
                for (int b = a + 1; b < texts.Length; b++)
                {
                    Assert.That(texts[a].Overlaps(texts[b]), Is.False, $"{width} x {height}: “{texts[a].Text}” and “{texts[b].Text}”");
                }
            }

            var whole = new Box(-0.5f, -0.5f, width + 1, height + 1);
            foreach (PlacedText text in texts)
            {
                Assert.That(new[] { text.A, text.B, text.C, text.D }.All(whole.Contains), $"{width} x {height}: “{text.Text}”");
            }
        }
    }

    [Test]
    public void Readers_count_what_they_read()
    {
        FrameSnapshot snapshot = CapacityWorld.At(WorldPlans.OneHub, new CapacityPlan(), 2, 0, 200);
        RecallSnapshot recall = snapshot.Recall!;
        string[] expected = [.. Enumerable.Range(0, 8).Select(r => $"{recall.Reads.Skip(r * 16).Take(16).Count(x => x)} of 16").Order()];
        string[] shown = [.. Draw(snapshot, 1280, 720).Of("text").Select(call => call.Text).Where(text => text.EndsWith(" of 16", StringComparison.Ordinal)).Order()];
        Assert.That(shown, Is.EqualTo(expected));
    }

    [Test]
    public void Facts_run_to_the_hub_first_and_from_it_only_to_those_who_read_them()
    {
        SceneTheme theme = SceneTheme.Dark();
        Rgba[] colours = theme.Facts.Of(12).ToArray();
        // A packet is a disc in a fact's colour, somewhere between a hub and the arc; tails and threads are no discs.
        HashSet<Rgba> Packets(double recall, int done, float progress)
        {
            FrameSnapshot snapshot = CapacityWorld.At(WorldPlans.OneHub, new CapacityPlan { Facts = 12, Recall = recall, Sent = 1, Limits = HubLimits.None }, done, progress, 200);
            LogCanvas all = Draw(snapshot, 1280, 720);
            ScenePlaces places = new ScenePlaces().Read(new FlowScene(theme).Plan(all, snapshot));
            HashSet<Vector2> tokens = [.. Enumerable.Range(0, snapshot.Tokens.Length).Select(places.TokenAt)];
            return [.. all.Of("discs").Where(call => call.Points.Any(p => !tokens.Contains(p))).Select(call => call.Fill).Where(colours.Contains)];
        }

        Assert.That(Packets(0, 0, 0.4f), Has.Count.EqualTo(12), "all are taken up in the first layer");
        Assert.That(Packets(1, 0, 0), Is.Empty, "nothing travels while a layer rests");

        int Beads(double recall)
        {
            LogCanvas canvas = Draw(CapacityWorld.At(WorldPlans.OneHub, new CapacityPlan { Facts = 12, Recall = recall, Sent = 1, Limits = HubLimits.None }, 1, 0.45f, 200), 1280, 720);
            return canvas.Of("discs").Where(call => colours.Contains(call.Fill)).Sum(call => call.Points.Length);
        }

        Assert.That(Beads(0), Is.EqualTo(12), "nobody reads: only what hubs take up");
        Assert.That(Beads(0.5), Is.GreaterThan(12).And.LessThan(Beads(1)));
    }

    [Test]
    public void A_hub_with_slots_takes_up_only_what_it_reads()
    {
        FrameSnapshot snapshot = CapacityWorld.At(WorldPlans.OneHub, new CapacityPlan { Facts = 12, Limits = new HubLimits(4, null, null), Sent = 1 }, 0, 0.4f, 0);
        int[] read = [.. snapshot.Facts[..3].ToArray().Select(f => f.Token)];
        snapshot.EdgeBuffer = [.. read.Select(token => new EdgeSnapshot(96, token, 0.25f, 0, TokenFlow.Attention.Patterns.EdgeWay.Hub, 0))];
        snapshot.EdgeCount = 3;
        Rgba[] colours = SceneTheme.Dark().Facts.Of(12).ToArray();
        LogCanvas canvas = Draw(snapshot, 1280, 720);
        Assert.That(canvas.Of("discs").Where(call => colours.Contains(call.Fill)).Sum(call => call.Points.Length), Is.EqualTo(3));
    }

    [Test]
    public void Thumbnails_have_vessels_and_no_words()
    {
        FrameSnapshot snapshot = CapacityWorld.At(WorldPlans.OneHub, new CapacityPlan(), 2, 0, 200);
        LogCanvas canvas = Draw(snapshot, 240, 160, new SceneOptions { ArcOnly = true, Labels = false, TokenTexts = false, Panels = false });
        Assert.That(canvas.Of("text"), Is.Empty);
        Assert.That(canvas.Of("discs").Any(call => call.Fill == SceneTheme.Dark().SunCore && call.Points.Length == 1));
    }

    [TestCase(1)]
    [TestCase(4)]
    [TestCase(12)]
    [TestCase(13)]
    [TestCase(37)]
    [TestCase(64)]
    public void Vessels_stay_apart_and_inside_the_arc(int count)
    {
        var arc = new ArcLayout(new Box(0, 0, 780, 560), 1000, 0);
        foreach (int[] positions in new[] { Enumerable.Range(0, count).ToArray(), [.. Enumerable.Range(0, count).Select(i => i * 1000 / count)] })
        {
            var layout = new HubLayout();
            layout.Place(arc, [.. positions.Select(p => new HubSnapshot(p, 0, 0, false) { Limits = new HubLimits(null, 2, null) })]);
            Assert.That(layout.Groups, Has.Count.EqualTo(count));
            Assert.That(layout.Spots.Select(spot => spot.Token), Is.EqualTo(positions));
            Assert.That(layout.Groups.All(group => group.Radius is >= 8 and <= 38), "large enough to read");
            for (int a = 0; a < count; a++)
            {
                Assert.That(((layout.Groups[a].At - arc.Curve.Centre) / arc.Curve.Radii).Length(), Is.LessThan(0.75f));
                for (int b = a + 1; b < count; b++)
                {
                    Assert.That(Vector2.Distance(layout.Groups[a].At, layout.Groups[b].At), Is.GreaterThan(layout.Groups[a].Radius + layout.Groups[b].Radius + 2));
                }
            }
        }
    }

    [Test]
    public void Pointing_finds_vessels_and_readers_strips_where_they_are_drawn([Values(192, 2300)] int tokens)
    {
        FrameSnapshot snapshot = CapacityWorld.At(new WorldPlan { Tokens = tokens, Window = 3, Hubs = [96], Layers = 2 }, new CapacityPlan(), 1, 0.4f, 200);
        var canvas = new LogCanvas(1280, 720);
        var scene = new FlowScene(SceneTheme.Dark());
        ScenePlaces places = new ScenePlaces().Read(scene.Plan(canvas, snapshot));
        HubSpot sun = places.Hubs[0];
        Assert.That(places.HubAt(sun.At + new Vector2(sun.Radius - 0.5f, 0)), Is.EqualTo(96));
        Assert.That(places.HubAt(sun.At + new Vector2(sun.Radius + 1, 0)), Is.EqualTo(-1));
        Assert.That(places.Readers, Has.Count.EqualTo(8));
        foreach (ReaderStrip strip in places.Readers)
        {
            Assert.That(places.NearestToken(strip.Foot + (strip.Outwards * 20), 3), Is.EqualTo(strip.Token));
        }

        // Without the task the same tokens stand elsewhere.
        Vector2 before = places.TokenAt(50);
        snapshot.ReadingList.Clear();
        snapshot.Frame++;
        Assert.That(places.Read(scene.Plan(canvas, snapshot)).TokenAt(50), Is.Not.EqualTo(before));
        Assert.That(places.Readers, Is.Empty);
    }
}
