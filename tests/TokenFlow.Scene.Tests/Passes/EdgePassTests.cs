using System.Numerics;
using TokenFlow.Attention.Patterns;
using TokenFlow.Scene.Canvas;
using TokenFlow.Scene.Frames;
using TokenFlow.Scene.Tests.Canvases;
using TokenFlow.Scene.Tests.Worlds;
using TokenFlow.Scene.Theme;
using TokenFlow.Simulation.Snapshots;

namespace TokenFlow.Scene.Tests.Passes;

[TestFixture]
public sealed class EdgePassTests
{
    private static LogCanvas Draw(FrameSnapshot snapshot, SceneOptions? options = null)
    {
        var canvas = new LogCanvas(1280, 720);
        new FlowScene(SceneTheme.Dark(), options).Draw(canvas, snapshot);
        return canvas;
    }

    private static FrameSnapshot With(params EdgeSnapshot[] edges)
    {
        FrameSnapshot snapshot = new SmallWorld(new WorldPlan { Tokens = 40, Window = 2, Hubs = [20] }).At(1);
        snapshot.EdgeBuffer = edges;
        snapshot.EdgeCount = edges.Length;
        return snapshot;
    }

    // The legend's own samples of the ways are curves too.
    private static DrawCall[] CurvesOf(LogCanvas canvas) =>
        [.. canvas.Of("curves").Where(call => call.Curves.All(c => c.From.Y < 650))];

    [TestCase(EdgeWay.Window, 3, 5)]
    [TestCase(EdgeWay.Random, 3, 30)]
    [TestCase(EdgeWay.Hub, 3, 20)]
    public void The_heavier_an_edge_the_wider_and_brighter_its_line(EdgeWay way, int query, int key)
    {
        (float Width, int Opacity) last = (0, 0);
        var seen = new HashSet<(float, int)>();
        foreach (float weight in new[] { 0.002f, 0.01f, 0.05f, 0.2f, 0.9f })
        {
            DrawCall[] curves = CurvesOf(Draw(With(new EdgeSnapshot(query, key, weight, 0, way, 0))));
            Assert.That(curves, Has.Length.EqualTo(1));
            (float Width, int Opacity) now = (curves[0].Stroke.Width, curves[0].Stroke.Colour.A);
            Assert.That(now.Width >= last.Width && now.Opacity >= last.Opacity);
            seen.Add(now);
            last = now;
        }

        Assert.That(seen, Has.Count.GreaterThan(2));
    }

    [Test]
    public void Windows_bow_outwards_and_hubs_and_chords_go_inwards()
    {
        Vector2 centre = Draw(With()).Of("discs").First().Points[0];
        float Middle(EdgeSnapshot edge)
        {
            Curve curve = CurvesOf(Draw(With(edge)))[0].Curves[0];
            return Vector2.Distance(curve.At(0.5f), centre) - ((Vector2.Distance(curve.From, centre) + Vector2.Distance(curve.To, centre)) / 2);
        }

        Assert.That(Middle(new EdgeSnapshot(3, 5, 0.2f, 0, EdgeWay.Window, 0)), Is.GreaterThan(0));
        Assert.That(Middle(new EdgeSnapshot(3, 30, 0.2f, 0, EdgeWay.Random, 0)), Is.LessThan(-30));
    }

    [Test]
    public void What_goes_to_the_hub_and_what_comes_from_it_turn_opposite_ways()
    {
        Curve gathered = CurvesOf(Draw(With(new EdgeSnapshot(20, 3, 0.2f, 0, EdgeWay.Hub, 0))))[0].Curves[0];
        Curve sent = CurvesOf(Draw(With(new EdgeSnapshot(3, 20, 0.2f, 0, EdgeWay.Hub, 0))))[0].Curves[0];
        Vector2 chord = gathered.To - gathered.From;
        float Side(Curve curve) => (chord.X * (curve.At(0.5f) - gathered.From).Y) - (chord.Y * (curve.At(0.5f) - gathered.From).X);
        Assert.That(Side(gathered) * Side(sent), Is.LessThan(0));
    }

    [Test]
    public void A_line_is_lit_only_where_its_edge_carries_dye()
    {
        SceneTheme theme = SceneTheme.Dark();
        Stroke rests = CurvesOf(Draw(With(new EdgeSnapshot(3, 20, 0.2f, 0, EdgeWay.Hub, 0))))[0].Stroke;
        DrawCall[] lit = CurvesOf(Draw(With(new EdgeSnapshot(3, 20, 0.2f, 0.1f, EdgeWay.Hub, 0))));
        Assert.That(lit[^1].Stroke.Colour.A, Is.GreaterThan(1.5 * rests.Colour.A));
        Assert.That(rests.Colour with { A = 255 }, Is.EqualTo(theme.Hub));
    }

    [Test]
    public void Packets_travel_on_edges_that_carry_dye_and_on_no_others()
    {
        FrameSnapshot none = With(new EdgeSnapshot(3, 20, 0.2f, 0, EdgeWay.Hub, 0), new EdgeSnapshot(8, 9, 0.2f, 0, EdgeWay.Window, 0));
        FrameSnapshot one = With(new EdgeSnapshot(3, 20, 0.2f, 0.01f, EdgeWay.Hub, 0), new EdgeSnapshot(8, 9, 0.2f, 0, EdgeWay.Window, 0));
        // What carries most is drawn last.
        Curve path = CurvesOf(Draw(one))[^1].Curves.Single();
        foreach (float progress in new[] { 0.2f, 0.35f, 0.5f })
        {
            none.Progress = one.Progress = progress;
            HashSet<string> without = [.. Draw(none).Of("discs").Select(call => call.ToString())];
            DrawCall[] packets = [.. Draw(one).Of("discs").Where(call => !without.Contains(call.ToString()))];
            Assert.That(packets, Is.Not.Empty, $"{progress}");
            foreach (DrawCall packet in packets)
            {
                Assert.That(Enumerable.Range(0, 1001).Min(t => Vector2.Distance(path.At(t / 1000f), packet.Points.Single())), Is.LessThan(1));
            }
        }
    }

    [Test]
    public void Packets_run_from_key_to_query()
    {
        FrameSnapshot snapshot = With(new EdgeSnapshot(3, 20, 0.2f, 0.01f, EdgeWay.Hub, 0));
        Vector2 At(float progress)
        {
            snapshot.Progress = 0;
            HashSet<string> rest = [.. Draw(snapshot).Of("discs").Select(call => call.ToString())];
            snapshot.Progress = progress;
            return Draw(snapshot).Of("discs").Last(call => !rest.Contains(call.ToString()) && call.Points.Length == 1 && call.Radius < 4).Points[0];
        }

        Curve path = CurvesOf(Draw(snapshot))[0].Curves[0];
        Assert.That(Vector2.Distance(At(0.5f), path.To), Is.LessThan(Vector2.Distance(At(0.2f), path.To)));
    }

    [Test]
    public void Where_ink_runs_short_lines_stay_on_all_sides()
    {
        FrameSnapshot snapshot = new SmallWorld(WorldPlans.OneHub).At(2);
        LogCanvas canvas = Draw(snapshot, new SceneOptions { EdgeInk = 30_000 });
        // A hub's lines have one end at its sun; the other one says where they are.
        Vector2 sun = canvas.Of("discs").First().Points[0];
        Vector2[] ends = [.. CurvesOf(canvas).SelectMany(call => call.Curves).Select(c => Vector2.Distance(c.From, sun) > Vector2.Distance(c.To, sun) ? c.From : c.To)];
        foreach (int side in new[] { -1, 1 })
        {
            Assert.That(ends.Count(p => (p.X - sun.X) * side > 0), Is.GreaterThan(ends.Length / 6));
            Assert.That(ends.Count(p => (p.Y - sun.Y) * side > 0), Is.GreaterThan(ends.Length / 6));
        }

        Assert.That(ends.Length, Is.LessThan(snapshot.Edges.Length));
    }
}
