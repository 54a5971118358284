using System.Globalization;
using System.Numerics;
using TokenFlow.Scene.Canvas;
using TokenFlow.Session.Runs;
using TokenFlow.Ui.Screens.Inspector;

namespace TokenFlow.Window.Tests.Views;

public class InspectorPartTests
{
    // Uniform weights: every key of a row has the same weight, so all of the sheet is known without the kernel.
    [Test]
    public void The_figures_are_those_of_the_sum_done_by_hand()
    {
        using var run = new TouchRun(TouchRun.Long(64));
        run.Session.StepLayer(1);
        run.Session.StepFrame(2);
        run.Session.Editor.DropDye(30);
        run.Session.Lock(33);
        run.Frame();
        InspectionSheet sheet = run.Inspector.Locked;

        // Window 8 either side and itself, and the hub: 18 keys, of which token 30 holds the one drop.
        double weight = 1 / 18.0;
        Assert.That(sheet.KeyCount, Is.EqualTo("18"));
        Assert.That(sheet.Sum.WeightSum, Is.EqualTo(1).Within(1e-6));
        Assert.That(sheet.Sum.LogSumExp, Does.EndWith(Math.Log(18).ToString("0.0000", CultureInfo.InvariantCulture)));
        Assert.That(sheet.Sum.Keys[0].Edge, Is.EqualTo(new PointedEdge(33, 30)));
        Assert.That(sheet.Sum.Keys[0].Product, Is.EqualTo(weight).Within(1e-6));
        Assert.That(sheet.Sum.SumText, Is.EqualTo(weight.ToString("0.0000", CultureInfo.InvariantCulture)));
        Assert.That(sheet.Sum.Blend, Is.EqualTo(string.Create(CultureInfo.InvariantCulture, $"0.5 × 0 + 0.5 × {weight:0.0000} = {weight / 2:0.0000}")));
        Assert.That(sheet.DyeNow, Is.EqualTo((weight / 4).ToString("0.0000", CultureInfo.InvariantCulture)));
        Assert.That((sheet.Arrived, sheet.Hops), Is.EqualTo(("not yet", "1")));
        Assert.That(sheet.Sum.MoreName, Is.EqualTo("and 13 more"));
    }

    [Test]
    public void Weights_are_the_softmax_of_the_scores_that_are_shown()
    {
        using var run = new TouchRun();
        run.Session.View = run.Session.View with { Head = 1 };
        run.Session.Lock(6);
        run.Frame();
        var source = run.Inspector.Locked.Source!;
        double all = source.Keys.Sum(k => Math.Exp(k.Score));
        Assert.That(source.LogSumExp, Is.EqualTo(Math.Log(all)).Within(1e-5));
        Assert.That(run.Inspector.Locked.Sum.Keys.Select(k => (double)k.Weight), Is.Ordered.Descending);
        foreach (SheetKey key in run.Inspector.Locked.Sum.Keys)
        {
            double score = source.Keys.Single(k => k.Key == key.Edge.Key).Score;
            Assert.That(key.Weight, Is.EqualTo(Math.Exp(score) / all).Within(1e-6));
            Assert.That(double.Parse(key.Score.Replace('−', '-'), CultureInfo.InvariantCulture), Is.EqualTo(score).Within(6e-4));
        }
    }

    [Test]
    public void A_line_points_at_its_edge_and_a_click_locks_the_partner()
    {
        using var run = new TouchRun();
        run.Session.Lock(6);
        run.Frame();
        (Box box, int partner, PointedEdge edge) = run.Inspector.Card.Lines[1];
        run.Move(box.Centre);
        Assert.That(run.Session.Selection.Edge, Is.EqualTo(edge));
        Assert.That(run.Run.IsOverButton, Is.True);
        run.Click(box.Centre);
        Assert.That(run.Session.View.Locked, Is.EqualTo(partner));
        Assert.That(partner, Is.Not.EqualTo(6));
    }

    [Test]
    public void The_cross_lets_go_and_a_click_on_the_card_touches_nothing_below()
    {
        using var run = new TouchRun();
        run.Session.Lock(6);
        run.Frame();
        ulong before = run.Hash;
        run.Click(new Vector2(run.Inspector.Card.Box.Left + 4, run.Inspector.Card.Box.Bottom - 4));
        Assert.That((run.Session.View.Locked, run.Hash), Is.EqualTo(((int?)6, before)));
        run.Click(run.Inspector.Card.Close.Centre);
        run.Frame();
        Assert.That(run.Session.View.Locked, Is.Null);
        Assert.That(run.Inspector.Card.Box.Width, Is.Zero);
    }

    [Test]
    public void The_card_leaves_its_token_in_sight([Values(900, 1280, 1920)] int width, [Values] bool matrix)
    {
        using var run = new TouchRun(null, width, width * 9 / 16);
        run.Session.View = run.Session.View with { Matrix = matrix };
        run.Frame();
        for (int token = 0; token < run.Session.Document.Sequence.Count; token++)
        {
            run.Session.Lock(token);
            run.Frame();
            Assert.That(run.Inspector.Card.Box.Width, Is.GreaterThan(0));
            Assert.That(run.Inspector.Card.Box.Contains(run.Places.ToWindow(run.Places.Scene.TokenAt(token))), Is.False, $"token {token}");
        }
    }
}
