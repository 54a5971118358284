using System.Numerics;
using TokenFlow.Scene.Canvas;
using TokenFlow.Session.Runs;
using TokenFlow.Simulation.Inspection;
using TokenFlow.Ui.Input;
using TokenFlow.Ui.Screens.Matrix;
using TokenFlow.Ui.Screens.Stage;
using TokenFlow.Ui.Screens.Touch;

namespace TokenFlow.Ui.Screens.Run;

/// <summary>
/// The attention matrix: a row a query, a column a key, exact while every edge can have a pixel, else sums over blocks. What is
/// pointed at in it is pointed at on the arc, and the other way round; a click cuts or heals the edge.
/// </summary>
internal sealed class MatrixPart : IRunPart
{
    private const float Margin = 12;
    private const int MostCells = 640;

    private readonly MatrixPicture _picture = new();
    private readonly WeightMatrix _matrix = new();
    private readonly MatrixMarks _marks;
    private readonly MatrixLegend _legend;
    private PointerClaim _claim;
    private Box _grid;
    private Box _headBack;
    private Box _headOn;
    private (int Query, int Key)? _cell;

    public MatrixPart()
    {
        _marks = new MatrixMarks(_matrix);
        _legend = new MatrixLegend(_matrix, _picture);
    }

    /// <summary>The matrix that is drawn.</summary>
    internal WeightMatrix Drawn => _matrix;

    /// <summary>Where its cells are.</summary>
    internal Box Grid => _grid;

    /// <inheritdoc/>
    public void Update(RunContext run, ref InputFrame input)
    {
        Box box = run.Layout.Matrix;
        _cell = null;
        if (!run.Session.View.Matrix || box.Width <= 0 || !box.Contains(input.Mouse))
        {
            _claim.Release(run.Session.Selection);
            return;
        }

        bool isClick = input.Clicked.Has(MouseButton.Left);
        if (_grid.Contains(input.Mouse) && _matrix.Cells > 0 && _matrix.Tokens == run.Session.Document.Sequence.Count)
        {
            Point(run, input.Mouse, isClick);
        }
        else
        {
            _claim.Release(run.Session.Selection);
        }

        Head(run, input.Mouse, isClick, _headBack, -1);
        Head(run, input.Mouse, isClick, _headOn, 1);
        if (input.Clicked.Has(MouseButton.Right))
        {
            run.Session.Unlock();
        }

        input = input.WithoutMouse();
    }

    /// <inheritdoc/>
    public void Draw(RunContext run, ICanvas canvas)
    {
        Box box = run.Layout.Matrix;
        (_grid, _headBack, _headOn) = (default, default, default);
        if (!run.Session.View.Matrix || box.Width <= 0)
        {
            return;
        }

        float unit = run.Layout.Unit;
        var pen = new CardPen(canvas, run.Theme, unit);
        Box panel = box.Inset(Margin * 0.66f * unit);
        pen.Panel(panel);
        float left = panel.Left + (16 * unit), right = panel.Right - (16 * unit);
        pen.Text("Attention", new Vector2(left, panel.Top + (22 * unit)), 13, run.Theme.Text, FontWeight.Bold);
        DrawHead(run, canvas, pen, right, panel.Top + (22 * unit));

        // As many cells as have a whole pixel each.
        float ruler = 44 * unit, top = panel.Top + (58 * unit), below = 92 * unit;
        float side = MathF.Floor(MathF.Min(right - left - ruler, panel.Bottom - top - below));
        if (side < 40 * unit)
        {
            return;
        }

        int most = Math.Min((int)side, MostCells);
        run.Session.Simulation.Matrix(run.Session.View.Head, most, _matrix);
        _picture.Fill(_matrix, run.Theme);
        // Large cells are whole pixels, so that they are equally large.
        float cell = side / _matrix.Cells;
        if (cell >= 4)
        {
            cell = MathF.Floor(cell);
        }

        float drawn = cell * _matrix.Cells;
        _grid = new Box(MathF.Round(left + ruler + ((right - left - ruler - drawn) / 2)), MathF.Round(top), drawn, drawn);
        canvas.Cells(_grid, _matrix.Cells, _matrix.Cells, _picture.Colours);
        canvas.Outline(_grid.Inset(-0.5f), new Stroke(run.Theme.PanelEdge, 1));
        _marks.Draw(run, canvas, pen, _grid, cell, _cell);
        _legend.Draw(run, canvas, pen, _grid, left, right, panel.Bottom, _cell);
    }

    private static void Head(RunContext run, Vector2 mouse, bool isClick, in Box box, int by)
    {
        if (box.Width <= 0 || !box.Contains(mouse))
        {
            return;
        }

        run.IsOverButton = true;
        int heads = run.Session.Document.Scenario.Heads;
        if (isClick)
        {
            // From the mean over all, round.
            int head = (run.Session.View.Head + 1 + by + heads + 1) % (heads + 1);
            run.Session.View = run.Session.View with { Head = head - 1 };
        }
    }

    private void Point(RunContext run, Vector2 mouse, bool isClick)
    {
        int row = Math.Clamp((int)((mouse.Y - _grid.Top) / _grid.Height * _matrix.Cells), 0, _matrix.Cells - 1);
        int column = Math.Clamp((int)((mouse.X - _grid.Left) / _grid.Width * _matrix.Cells), 0, _matrix.Cells - 1);
        _cell = (row, column);
        if (_matrix.Block > 1)
        {
            _claim.Point(run.Session.Selection, row * _matrix.Block);
            return;
        }

        bool isCut = run.Session.Simulation.Knobs.Edits.CutEdges.Contains((row, column));
        bool isEdge = isCut || _matrix.Row(row)[column] > 0;
        _claim.Point(run.Session.Selection, row, isEdge ? new PointedEdge(row, column) : null);
        run.IsOverButton |= isEdge;
        if (isClick && isEdge)
        {
            run.Session.Editor.ToggleCutEdge(row, column);
        }
    }

    private void DrawHead(RunContext run, ICanvas canvas, in CardPen pen, float right, float baseline)
    {
        float unit = pen.Unit;
        int heads = run.Session.Document.Scenario.Heads;
        string name = heads == 1 ? "1 head" : run.Session.View.Head < 0 ? $"mean of {heads} heads" : $"head {run.Session.View.Head + 1} of {heads}";
        if (heads == 1)
        {
            pen.Text(name, new Vector2(right, baseline), 11, run.Theme.Secondary, FontWeight.Regular, TextAnchor.End);
            return;
        }

        // As wide as its longest name, so that the arrows stay put.
        float width = MathF.Max(pen.Measure($"mean of {heads} heads", 11), pen.Measure($"head {heads} of {heads}", 11));
        _headOn = new Box(right - (14 * unit), baseline - (14 * unit), 20 * unit, 20 * unit);
        _headBack = new Box(right - width - (42 * unit), baseline - (14 * unit), 20 * unit, 20 * unit);
        pen.Text(name, new Vector2((_headBack.Right + _headOn.Left) / 2, baseline), 11, run.Theme.Text, FontWeight.Regular, TextAnchor.Middle);
        Arrow(canvas, _headBack.Centre, -1, unit, run.Theme.Secondary);
        Arrow(canvas, _headOn.Centre, 1, unit, run.Theme.Secondary);
    }

    private static void Arrow(ICanvas canvas, Vector2 at, int way, float unit, Rgba colour)
    {
        Vector2 tip = at + new Vector2(2.6f * way * unit, 0);
        canvas.Polyline([tip + new Vector2(-4.5f * way, -4.5f) * unit, tip, tip + new Vector2(-4.5f * way, 4.5f) * unit], new Stroke(colour, 1.5f * unit, true));
    }
}
