using TokenFlow.Ui.Screens.Run;

namespace TokenFlow.Window.Tests.Views;

public class SelfCheckPartTests
{
    [Test]
    public void The_kernel_passes_and_its_edges_are_counted()
    {
        using var run = new TouchRun(TouchRun.Long(64));
        run.Session.Lock(33);
        run.SelfCheck.Toggle();
        run.Frame();
        Assert.That(run.SelfCheck.Passes, Is.True);
        Assert.That(run.SelfCheck.Last!.LargestError, Is.GreaterThan(0).And.LessThan(SelfCheckPart.Bound));
        Assert.That(run.SelfCheck.Last.FormulaEdges, Is.EqualTo(run.SelfCheck.Last.Edges));
        Assert.That(run.SelfCheck.Rows, Has.Count.EqualTo(32).And.Contain(33).And.Contain(0).And.Unique);
    }

    [Test]
    public void A_cut_edge_leaves_no_closed_form_and_passes()
    {
        using var run = new TouchRun(TouchRun.Long(64));
        run.SelfCheck.Toggle();
        run.Frame();
        long edges = run.SelfCheck.Last!.Edges;
        run.Session.Editor.ToggleCutEdge(30, 31);
        run.Frame();
        Assert.That((run.SelfCheck.Last.Edges, run.SelfCheck.Last.FormulaEdges), Is.EqualTo((edges - 1, (long?)null)));
        Assert.That(run.SelfCheck.Passes, Is.True);
    }

    [Test]
    public void It_is_not_done_again_while_nothing_changes()
    {
        using var run = new TouchRun();
        run.SelfCheck.Toggle();
        run.Frame();
        var first = run.SelfCheck.Last;
        run.Frame();
        Assert.That(run.SelfCheck.Last, Is.SameAs(first));
        run.Session.StepFrame(1);
        run.Frame();
        Assert.That(run.SelfCheck.Last, Is.Not.SameAs(first));
        run.SelfCheck.Toggle();
        Assert.That(run.SelfCheck.IsOpen, Is.False);
    }
}
