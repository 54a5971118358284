using System.Numerics;
using System.Runtime.InteropServices;
using TokenFlow.Scene.Canvas;
using TokenFlow.Scene.Lettering;
using TokenFlow.Scene.Ramp;
using TokenFlow.Scene.Theme;
using TokenFlow.Session.Runs;
using TokenFlow.Simulation.Inspection;
using TokenFlow.Simulation.Snapshots;
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
    private readonly List<LineSegment> _ticks = [];
    private PointerClaim _claim;
    private Box _grid;
    private Box _headBack;
    private Box _headOn;
    private (int Query, int Key)? _cell;

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
            Point(run, input.Mouse, isClick);
        else
            _claim.Release(run.Session.Selection);
        Head(run, input.Mouse, isClick, _headBack, -1);
        Head(run, input.Mouse, isClick, _headOn, 1);
        if (input.Clicked.Has(MouseButton.Right))
            run.Session.Unlock();
        input = input.WithoutMouse();
    }

    /// <inheritdoc/>
    public void Draw(RunContext run, ICanvas canvas)
    {
        Box box = run.Layout.Matrix;
        (_grid, _headBack, _headOn) = (default, default, default);
        if (!run.Session.View.Matrix || box.Width <= 0)
            return;
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
            return;
        int most = Math.Min((int)side, MostCells);
        run.Session.Simulation.Matrix(run.Session.View.Head, most, _matrix);
        _picture.Fill(_matrix, run.Theme);
        // Large cells are whole pixels, so that they are equally large.
        float cell = side / _matrix.Cells;
        if (cell >= 4)
            cell = MathF.Floor(cell);
        float drawn = cell * _matrix.Cells;
        _grid = new Box(MathF.Round(left + ruler + ((right - left - ruler - drawn) / 2)), MathF.Round(top), drawn, drawn);
        canvas.Cells(_grid, _matrix.Cells, _matrix.Cells, _picture.Colours);
        canvas.Outline(_grid.Inset(-0.5f), new Stroke(run.Theme.PanelEdge, 1));
        DrawCuts(run, canvas, cell);
        DrawRulers(run, canvas, pen);
        DrawCross(run, canvas, unit);
        DrawLegend(run, canvas, pen, left, right, panel.Bottom);
    }

    private static void Head(RunContext run, Vector2 mouse, bool isClick, in Box box, int by)
    {
        if (box.Width <= 0 || !box.Contains(mouse))
            return;
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
            run.Session.ToggleCutEdge(row, column);
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

    private float At(float token, float start) => start + (_grid.Width * token / (_matrix.Block * (float)_matrix.Cells));

    private void DrawCuts(RunContext run, ICanvas canvas, float cell)
    {
        if (_matrix.Block > 1 || cell < 2)
            return;
        _ticks.Clear();
        foreach ((int query, int key) in run.Session.Simulation.Knobs.Edits.CutEdges)
        {
            if (query >= _matrix.Cells || key >= _matrix.Cells || _ticks.Count > 1_000)
                continue;
            Vector2 at = new(At(key, _grid.Left), At(query, _grid.Top));
            _ticks.Add(new LineSegment(at, at + new Vector2(cell)));
            _ticks.Add(new LineSegment(at + new Vector2(0, cell), at + new Vector2(cell, 0)));
        }

        if (_ticks.Count > 0)
            canvas.Lines(CollectionsMarshal.AsSpan(_ticks), new Stroke(run.Theme.Hub, 1));
    }

    // Positions along both edges, and where hubs are.
    private void DrawRulers(RunContext run, ICanvas canvas, in CardPen pen)
    {
        float unit = pen.Unit;
        int tokens = _matrix.Tokens;
        int step = Step(tokens, _grid.Width / (46 * unit));
        _ticks.Clear();
        for (int token = 0; token < tokens; token += step)
        {
            float x = At(token, _grid.Left), y = At(token, _grid.Top);
            _ticks.Add(new LineSegment(new Vector2(x, _grid.Top - (4 * unit)), new Vector2(x, _grid.Top)));
            _ticks.Add(new LineSegment(new Vector2(_grid.Left - (4 * unit), y), new Vector2(_grid.Left, y)));
            string text = Letters.Count(token);
            pen.Text(text, new Vector2(x, _grid.Top - (7 * unit)), 9, run.Theme.Secondary);
            pen.Text(text, new Vector2(_grid.Left - (6 * unit), y + (7 * unit)), 9, run.Theme.Secondary, FontWeight.Regular, TextAnchor.End);
        }

        canvas.Lines(CollectionsMarshal.AsSpan(_ticks), new Stroke(run.Theme.Faint, MathF.Max(unit * 0.8f, 1)));
        pen.Text("key: who is read", new Vector2(_grid.Right, _grid.Top - (19 * unit)), 9, run.Theme.Secondary, FontWeight.Regular, TextAnchor.End);
        canvas.Text("query: who reads", new Vector2(_grid.Left - (36 * unit), _grid.Bottom), new TextStyle(9 * unit, run.Theme.Secondary, Angle: -MathF.PI / 2));
        _ticks.Clear();
        foreach (HubSnapshot hub in run.Session.Snapshot.Hubs)
        {
            float x = At(hub.Position + 0.5f, _grid.Left), y = At(hub.Position + 0.5f, _grid.Top);
            _ticks.Add(new LineSegment(new Vector2(x, _grid.Bottom + unit), new Vector2(x, _grid.Bottom + (5 * unit))));
            _ticks.Add(new LineSegment(new Vector2(_grid.Right + unit, y), new Vector2(_grid.Right + (5 * unit), y)));
        }

        if (_ticks.Count > 0)
            canvas.Lines(CollectionsMarshal.AsSpan(_ticks), new Stroke(run.Theme.Hub, Math.Clamp(_grid.Width / _matrix.Cells, 1.4f * unit, 4 * unit)));
    }

    private static int Step(int tokens, float most)
    {
        for (int step = 1; ; step *= 10)
        {
            foreach (int factor in (ReadOnlySpan<int>)[1, 2, 4, 5])
            {
                if (tokens / (float)(step * factor) <= MathF.Max(most, 1))
                    return step * factor;
            }
        }
    }

    // The row and the column of what is pointed at, else of the locked token.
    private void DrawCross(RunContext run, ICanvas canvas, float unit)
    {
        SessionSelection selection = run.Session.Selection;
        int query, key;
        if (_cell is { } cell)
            (query, key) = (cell.Query * _matrix.Block, cell.Key * _matrix.Block);
        else if (selection.Edge is { } edge)
            (query, key) = (edge.Query, edge.Key);
        else if ((selection.Token ?? run.Session.View.Locked) is { } token)
            (query, key) = (token, token);
        else
            return;
        if (query >= _matrix.Tokens || key >= _matrix.Tokens)
            return;
        float size = MathF.Max(_grid.Width / _matrix.Cells, 1);
        float x = At(key / _matrix.Block * _matrix.Block, _grid.Left), y = At(query / _matrix.Block * _matrix.Block, _grid.Top);
        Rgba fill = run.Theme.Text.Fade(0.10f), line = run.Theme.Text.Fade(0.55f);
        canvas.Rectangle(new Box(_grid.Left, y, _grid.Width, size), fill);
        canvas.Rectangle(new Box(x, _grid.Top, size, _grid.Height), fill);
        canvas.Lines(
        [
            new LineSegment(new Vector2(_grid.Left, y), new Vector2(_grid.Right, y)),
            new LineSegment(new Vector2(_grid.Left, y + size), new Vector2(_grid.Right, y + size)),
            new LineSegment(new Vector2(x, _grid.Top), new Vector2(x, _grid.Bottom)),
            new LineSegment(new Vector2(x + size, _grid.Top), new Vector2(x + size, _grid.Bottom)),
        ], new Stroke(line, MathF.Max(0.8f * unit, 1)));
        if (_cell is not null || selection.Edge is not null)
            canvas.Outline(new Box(x, y, size, size).Inset(-1.5f * unit), new Stroke(run.Theme.Text, 1.6f * unit), 2 * unit);
    }

    private void DrawLegend(RunContext run, ICanvas canvas, in CardPen pen, float left, float right, float bottom)
    {
        SceneTheme theme = run.Theme;
        float unit = pen.Unit, y = _grid.Bottom + (22 * unit);
        pen.Fitted(Describe(run), new Vector2(left, y), right - left, 11, theme.Text);
        pen.Fitted(
            _matrix.Block == 1 ? "a cell is one edge; click it to cut or heal" : $"a cell: mean a query over {_matrix.Block} x {_matrix.Block} tokens",
            new Vector2(left, y + (15 * unit)), right - left, 9, theme.Secondary);
        float top = MathF.Min(y + (28 * unit), bottom - (30 * unit));
        float named = pen.Measure("weight", 9) + (10 * unit);
        var none = new Box(left + named, top, 12 * unit, 9 * unit);
        var ramp = new Box(none.Right + (26 * unit), top, MathF.Min(right - none.Right - (34 * unit), 190 * unit), 9 * unit);
        if (ramp.Width < 50 * unit)
            return;
        pen.Text("weight", new Vector2(left, top + (8 * unit)), 9, theme.Secondary);
        canvas.Rectangle(none, MatrixPicture.EmptyOf(theme));
        canvas.Outline(none, new Stroke(theme.PanelEdge, 1));
        pen.Text("none", new Vector2(none.Centre.X, none.Bottom + (11 * unit)), 9, theme.Secondary, FontWeight.Regular, TextAnchor.Middle);
        canvas.Cells(ramp, DyeRamp.Steps, 1, MatrixPicture.RampOf(theme).Colours);
        for (int d = 0; d <= _picture.Decades; d++)
        {
            float x = ramp.Right - (ramp.Width * d / _picture.Decades);
            canvas.Rectangle(new Box(x - (0.5f * unit), ramp.Bottom, unit, 3 * unit), theme.Secondary);
            pen.Text(Powers[d], new Vector2(x, ramp.Bottom + (12 * unit)), 9, theme.Secondary, FontWeight.Regular, TextAnchor.Middle);
        }
    }

    private static readonly string[] Powers = ["1", "0.1", "0.01", "0.001", "1e−4", "1e−5", "1e−6"];

    private string Describe(RunContext run)
    {
        IReadOnlyList<string> pieces = run.Session.Snapshot.Subject.Pieces;
        (int Query, int Key)? cell = _cell ?? (run.Session.Selection.Edge is { } e && _matrix.Block == 1 ? (e.Query, e.Key) : null);
        if (cell is not { } at || at.Query >= _matrix.Cells || at.Key >= _matrix.Cells)
            return _matrix.Block == 1 ? $"{Letters.Count(_matrix.Tokens)} x {Letters.Count(_matrix.Tokens)} weights, exact" : $"{Letters.Count(_matrix.Tokens)} tokens in {_matrix.Cells} x {_matrix.Cells} blocks";
        float weight = _matrix.Row(at.Query)[at.Key];
        if (_matrix.Block == 1)
            return $"{Letters.Quoted(pieces[at.Query])} {at.Query} reads {Letters.Quoted(pieces[at.Key])} {at.Key}: {CardPen.Dye(weight)}";
        int block = _matrix.Block;
        return $"{at.Query * block} to {Math.Min((at.Query + 1) * block, _matrix.Tokens) - 1} read {at.Key * block} to {Math.Min((at.Key + 1) * block, _matrix.Tokens) - 1}: {CardPen.Dye(weight)}";
    }
}
