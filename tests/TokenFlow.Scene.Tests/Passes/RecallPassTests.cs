using System.Numerics;
using TokenFlow.Scene.Canvas;
using TokenFlow.Scene.Layout;
using TokenFlow.Scene.Tests.Canvases;
using TokenFlow.Scene.Tests.Worlds;
using TokenFlow.Scene.Theme;
using TokenFlow.Simulation.Snapshots;
using TokenFlow.Studies.Recall;

namespace TokenFlow.Scene.Tests.Passes;

[TestFixture]
public sealed class RecallPassTests
{
    private static readonly SceneTheme Theme = SceneTheme.Dark();

    private static LogCanvas Draw(FrameSnapshot snapshot)
    {
        var canvas = new LogCanvas(1280, 720);
        new FlowScene(Theme).Draw(canvas, snapshot);
        return canvas;
    }

    private static string[] TextsOf(LogCanvas canvas) => [.. canvas.Of("text").Select(call => call.Text)];

    [Test]
    public void It_stands_in_place_of_reach()
    {
        FrameSnapshot snapshot = CapacityWorld.At(WorldPlans.OneHub, new CapacityPlan(), 3);
        string[] texts = TextsOf(Draw(snapshot));
        Assert.That(texts, Does.Contain("Linear-probe recall").And.Not.Contains("Reach by layer"));
        Assert.That(texts, Does.Contain("effective rank").And.Contains("7.4").And.Contains("rank bound 8").And.Contains("chance").And.Contains("now").And.Contains("matched filter"));
        snapshot.ReadingList.Clear();
        Assert.That(TextsOf(Draw(snapshot)), Does.Contain("Reach by layer").And.Not.Contains("Linear-probe recall"));
    }

    [Test]
    public void Now_stands_where_the_run_stands_on_the_measured_axes()
    {
        Vector2 At(int facts, double recall)
        {
            LogCanvas canvas = Draw(CapacityWorld.At(WorldPlans.OneHub, new CapacityPlan { Facts = facts, Recall = recall }, 3));
            return canvas.Of("discs").Single(call => call.Radius == 4.6f && call.Fill == Theme.Text).Points[0];
        }

        // A logarithmic axis: equal ratios, equal steps.
        Assert.That(At(8, 1).X - At(4, 1).X, Is.EqualTo(At(64, 1).X - At(32, 1).X).Within(0.01f));
        Assert.That(At(8, 0).Y, Is.GreaterThan(At(8, 1).Y));
        Assert.That(At(16, 1).X, Is.EqualTo(At(16, 0).X).Within(0.01f));
    }

    [Test]
    public void Without_a_curve_figures_stand_alone()
    {
        LogCanvas canvas = Draw(CapacityWorld.At(WorldPlans.OneHub, new CapacityPlan { HasCurve = false }, 3));
        Assert.That(TextsOf(canvas), Does.Contain("effective rank").And.Contains("refused by hubs").And.Not.Contains("now").And.Not.Contains("matched filter"));
    }

    [Test]
    public void What_was_not_measured_is_a_dash_and_no_marker()
    {
        FrameSnapshot snapshot = CapacityWorld.At(WorldPlans.OneHub, new CapacityPlan(), 3);
        RecallSnapshot r = snapshot.Recall!;
        snapshot.ReadingList[0] = new RecallSnapshot
        {
            Reads = r.Reads,
            Vocabulary = r.Vocabulary,
            Recall = r.Recall,
            RecallLeastSquares = r.RecallLeastSquares,
            Chance = r.Chance,
            EffectiveRank = double.NaN,
            Bound = double.PositiveInfinity,
            RankBound = double.NaN,
            Superposition = double.PositiveInfinity,
            Knee = null,
            Curve = r.Curve,
        };
        LogCanvas canvas = Draw(snapshot);
        Assert.That(TextsOf(canvas).Count(text => text == "–"), Is.EqualTo(2));
        Assert.That(TextsOf(canvas).Any(text => text.StartsWith("rank bound", StringComparison.Ordinal) || text.StartsWith("superposition", StringComparison.Ordinal)), Is.False);
        Assert.That(canvas.Calls.SelectMany(call => call.Points).All(p => float.IsFinite(p.X) && float.IsFinite(p.Y)));
    }

    [Test]
    public void What_was_sent_adds_up_with_what_hubs_refused()
    {
        Gen.Double[0, 20].Sample(refused =>
        {
            LogCanvas canvas = Draw(CapacityWorld.At(WorldPlans.OneHub, new CapacityPlan { Refused = refused, Facts = -1 }, 3, mostEdges: 50));
            Box panel = SceneLayout.For(new Vector2(1280, 720), true).Ways;
            double[] shares = [.. canvas.Of("text")
                .Where(call => panel.Contains(call.Points[0]) && call.Style.Anchor == TextAnchor.End && call.Text.EndsWith(" %", StringComparison.Ordinal))
                .Select(call => call.Text.StartsWith('<') ? 0.05 : double.Parse(call.Text[..^2], System.Globalization.CultureInfo.InvariantCulture))];
            Assert.That(shares, Has.Length.EqualTo(refused > 0 ? 4 : 3));
            // Whole percents round by half a one each.
            Assert.That(shares.Sum(), Is.EqualTo(100).Within(2));
            Assert.That(TextsOf(canvas).Any(text => text.StartsWith("of what was sent", StringComparison.Ordinal)), Is.EqualTo(refused > 0));
        }, iter: 20);
    }

    [Test]
    public void The_bottom_line_says_what_hubs_carry_and_what_is_to_be_read()
    {
        string[] texts = TextsOf(Draw(CapacityWorld.At(WorldPlans.ThreeHubs, new CapacityPlan(), 3)));
        Assert.That(texts.Any(text => text.EndsWith("each hub: rank 8  ·  16 facts of 1,024 words, 8 readers", StringComparison.Ordinal)));
    }
}
