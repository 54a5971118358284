using System.Numerics;
using TokenFlow.Scene.Canvas;
using TokenFlow.Session.Runs;
using TokenFlow.Ui.Input;

namespace TokenFlow.Window.Tests.Views;

public class MatrixPartTests
{
    [Test]
    public void A_cell_points_at_its_edge_on_the_arc()
    {
        using TouchRun run = Open();
        run.Move(Cell(run, 6, 5));
        Assert.That((run.Session.Selection.Token, run.Session.Selection.Edge), Is.EqualTo(((int?)6, (PointedEdge?)new PointedEdge(6, 5))));
        run.Move(Cell(run, 6, 15));
        Assert.That((run.Session.Selection.Token, run.Session.Selection.Edge), Is.EqualTo(((int?)6, (PointedEdge?)null)));
        run.Move(new Vector2(-50, -50));
        Assert.That(run.Session.Selection.Token, Is.Null);
    }

    [Test]
    public void A_token_pointed_at_on_the_arc_marks_its_row_and_column()
    {
        using TouchRun run = Open();
        byte[] plain = run.Pixels();
        run.Move(run.PointOf(ScriptTargetKind.Token, 3));
        byte[] marked = run.Pixels();
        Assert.That(Differs(run, plain, marked, Cell(run, 3, 16)), Is.True);
        Assert.That(Differs(run, plain, marked, Cell(run, 16, 3)), Is.True);
        Assert.That(Differs(run, plain, marked, Cell(run, 15, 17)), Is.False);
    }

    [Test]
    public void A_click_cuts_an_edge_and_heals_it()
    {
        using TouchRun run = Open();
        ulong before = run.Hash;
        run.Click(Cell(run, 6, 5));
        Assert.That(run.Session.Simulation.Knobs.Edits.CutEdges, Is.EqualTo(((int, int)[])[(6, 5)]));
        Assert.That(run.Hash, Is.Not.EqualTo(before));
        run.Click(Cell(run, 6, 5));
        Assert.That(run.Session.Simulation.Knobs.Edits.CutEdges, Is.Empty);
        run.Click(Cell(run, 6, 15));
        Assert.That(run.Session.Simulation.Knobs.Edits.CutEdges, Is.Empty);
    }

    [Test]
    public void It_is_exact_while_edges_have_pixels_and_block_sums_beyond([Values(200, 3_000)] int tokens)
    {
        using TouchRun run = Open(TouchRun.Long(tokens));
        Assert.That(run.Matrix.Drawn.Block == 1, Is.EqualTo(tokens == 200));
        Assert.That(run.Matrix.Drawn.Cells, Is.LessThanOrEqualTo(run.Matrix.Grid.Width + 1));
        run.Move(Cell(run, run.Matrix.Drawn.Cells / 2, run.Matrix.Drawn.Cells / 3));
        Assert.That(run.Session.Selection.Token, Is.EqualTo(run.Matrix.Drawn.Cells / 2 * run.Matrix.Drawn.Block));
    }

    [Test]
    public void It_is_computed_anew_only_when_something_changes()
    {
        using TouchRun run = Open();
        long version = run.Matrix.Drawn.Version;
        run.Frame();
        run.Move(Cell(run, 4, 4));
        Assert.That(run.Matrix.Drawn.Version, Is.EqualTo(version));
        run.Session.View = run.Session.View with { Head = 1 };
        run.Frame();
        Assert.That(run.Matrix.Drawn.Version, Is.GreaterThan(version));
        Assert.That(run.Matrix.Drawn.Head, Is.EqualTo(1));
    }

    private static TouchRun Open(string? json = null)
    {
        var run = new TouchRun(json);
        run.Session.View = run.Session.View with { Matrix = true };
        run.Frame();
        return run;
    }

    private static Vector2 Cell(TouchRun run, int row, int column)
    {
        Box grid = run.Matrix.Grid;
        float size = grid.Width / run.Matrix.Drawn.Cells;
        return new Vector2(grid.Left + ((column + 0.5f) * size), grid.Top + ((row + 0.5f) * size));
    }

    private static bool Differs(TouchRun run, byte[] a, byte[] b, Vector2 at)
    {
        int pixel = (((int)at.Y * (int)run.Run.Layout.Window.Width) + (int)at.X) * 4;
        return !a.AsSpan(pixel, 4).SequenceEqual(b.AsSpan(pixel, 4));
    }
}
