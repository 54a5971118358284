using System.Numerics;
using TokenFlow.Scene.Canvas;
using TokenFlow.Scene.Layout;
using TokenFlow.Scene.Places;
using TokenFlow.Scene.Tests.Canvases;
using TokenFlow.Scene.Tests.Worlds;
using TokenFlow.Scene.Theme;
using TokenFlow.Simulation.Hubs;
using TokenFlow.Simulation.Snapshots;

namespace TokenFlow.Scene.Tests.Passes;

[TestFixture]
public sealed class VesselPassTests
{
    private static readonly SceneTheme Theme = SceneTheme.Dark();
    private static readonly CapacityPlan NoTask = new() { Facts = -1 };

    private static LogCanvas Draw(CapacityPlan plan, int done = 2, float progress = 0, WorldPlan? world = null)
    {
        var canvas = new LogCanvas(1280, 720);
        new FlowScene(Theme).Draw(canvas, CapacityWorld.At(world ?? WorldPlans.OneHub, plan, done, progress, 300));
        return canvas;
    }

    private static HubSpot Sun(CapacityPlan plan) =>
        new ScenePlaces().Read(new FlowScene(Theme).Plan(new LogCanvas(1280, 720), CapacityWorld.At(WorldPlans.OneHub, plan, 2, 0, 300))).Hubs[0];

    // Drops are the only small discs of the hub's colour on the stage; the light round packets is fainter.
    private static Vector2[] DropsOf(LogCanvas canvas) =>
        [.. canvas.Of("discs").Where(call => call.Fill with { A = 255 } == Theme.Hub && call.Fill.A > 90 && call.Radius < 3).SelectMany(call => call.Points)
            .Where(p => p.X < 800 && p.Y < 650)];

    [Test]
    public void What_it_holds_rises_with_demand_until_it_glows()
    {
        float last = float.PositiveInfinity;
        HubSpot sun = Sun(NoTask);
        foreach (float demand in new[] { 0.1f, 0.3f, 0.5f, 0.8f, 0.97f })
        {
            DrawCall pool = Draw(NoTask with { Demand = demand, Sent = 1 }).Of("polygon").Single(call => call.Points.Length > 10 && Vector2.Distance(call.Points[0], sun.At) < sun.Radius);
            float level = pool.Points[0].Y;
            Assert.That(level, Is.LessThan(last), $"{demand}");
            Assert.That(pool.Points[^1].Y, Is.EqualTo(level).Within(0.01f), "level");
            Assert.That(pool.Points.All(p => Vector2.Distance(p, sun.At) < sun.Radius), "inside the glass");
            last = level;
        }

        int glows = Draw(NoTask with { Demand = 0.97f }).Of("glow").Count(call => call.Fill with { A = 255 } == Theme.SunCore && call.Points[0] == sun.At);
        Assert.That(glows, Is.Zero);
        LogCanvas hot = Draw(NoTask with { Demand = 1.4f });
        Assert.That(hot.Of("glow").Any(call => call.Fill with { A = 255 } == Theme.SunCore && call.Points[0] == sun.At));
        Assert.That(hot.Of("discs").Any(call => call.Fill == Theme.SunCore && call.Points[0] == sun.At && call.Radius > 0.8f * sun.Radius));
    }

    [Test]
    public void The_more_it_refuses_the_more_drips_away()
    {
        int last = -1;
        foreach (float sent in new[] { 1f, 0.8f, 0.5f, 0.2f, 0f })
        {
            int drops = DropsOf(Draw(NoTask with { Sent = sent })).Length;
            Assert.That(drops, Is.GreaterThan(last), $"{sent}");
            Assert.That(drops == 0, Is.EqualTo(sent == 1));
            last = drops;
        }
    }

    [Test]
    public void Drops_fall_while_the_layer_runs_and_hang_where_they_were_when_it_rests()
    {
        WorldPlan world = WorldPlans.OneHub with { FramesPerLayer = 30 };
        Vector2[] At(float progress) => DropsOf(Draw(NoTask, 2, progress, world));
        Assert.That(At(0.4f), Is.Not.EqualTo(At(0.42f)));
        Assert.That(At(0.9f), Is.EqualTo(At(0.97f)));
        // Where one layer ends the next begins, but for rounding of whole turns.
        Vector2[] end = [.. At(0.97f).OrderBy(p => p.X).ThenBy(p => p.Y)], begin = [.. At(0).OrderBy(p => p.X).ThenBy(p => p.Y)];
        Assert.That(end, Has.Length.EqualTo(begin.Length));
        for (int i = 0; i < end.Length; i++)
        {
            Assert.That(Vector2.Distance(end[i], begin[i]), Is.LessThan(0.05f));
        }
    }

    [Test]
    public void A_drop_never_rises()
    {
        WorldPlan world = WorldPlans.OneHub with { FramesPerLayer = 30 };
        CapacityPlan plan = NoTask with { Sent = 0.95f };
        float last = float.NegativeInfinity;
        int returns = 0;
        for (float progress = 0.16f; progress < 0.6f; progress += 0.01f)
        {
            float y = DropsOf(Draw(plan, 2, progress, world)).Single().Y;
            returns += y < last ? 1 : 0;
            last = y;
        }

        // Two turns of the cycle bring it back to the rim twice.
        Assert.That(returns, Is.LessThanOrEqualTo(2));
    }

    [Test]
    public void A_hub_without_limits_looks_as_it_does_where_nobody_speaks_of_capacity()
    {
        FrameSnapshot plain = new SmallWorld(WorldPlans.OneHub).At(2, 0.4f, 300);
        var canvas = new LogCanvas(1280, 720);
        new FlowScene(Theme).Draw(canvas, plain);
        LogCanvas free = Draw(NoTask with { Limits = HubLimits.None, Demand = 0 }, 2, 0.4f);
        Assert.That(free.Calls.Select(call => call.ToString()), Is.EqualTo(canvas.Calls.Select(call => call.ToString())));
        Assert.That(free.Of("text").Any(call => call.Text.EndsWith("of reading", StringComparison.Ordinal)));
    }

    [TestCase(null, 8, null, "rank 8 · 60 % refused")]
    [TestCase(null, 1, 24d, "rank 1, 24 bits · 60 % refused")]
    [TestCase(48, null, null, "48 slots · 90 % refused")]
    [TestCase(1, null, 0.5, "1 slot, 0.5 bits · 99.7 % refused")]
    public void Beside_it_stands_what_it_can_carry(int? slots, int? rank, double? bits, string words)
    {
        LogCanvas canvas = Draw(NoTask with { Limits = new(slots, rank, bits) });
        Assert.That(canvas.Of("text").Select(call => call.Text), Does.Contain(words));
    }

    [Test]
    public void What_drips_has_the_colours_of_what_is_lost()
    {
        LogCanvas canvas = Draw(new CapacityPlan { Facts = 12, Recall = 0, Demand = 2 });
        HubSpot sun = Sun(new CapacityPlan { Facts = 12 });
        Rgba[] colours = Theme.Facts.Of(12).ToArray();
        Rgba[] drops = [.. canvas.Of("discs").Where(call => call.Radius < 3 && call.Points.Any(p => MathF.Abs(p.X - sun.At.X) < sun.Radius + 4 && p.Y - sun.At.Y < 100 && p.Y > sun.At.Y - 40)).Select(call => call.Fill with { A = 255 })];
        Assert.That(drops.Intersect(colours).Count(), Is.GreaterThan(3));
    }
}
