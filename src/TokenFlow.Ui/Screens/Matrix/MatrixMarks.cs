using System.Numerics;
using System.Runtime.InteropServices;
using TokenFlow.Scene.Canvas;
using TokenFlow.Scene.Lettering;
using TokenFlow.Session.Runs;
using TokenFlow.Simulation.Inspection;
using TokenFlow.Simulation.Snapshots;
using TokenFlow.Ui.Screens.Stage;
using TokenFlow.Ui.Screens.Touch;

namespace TokenFlow.Ui.Screens.Matrix;

/// <summary>What is drawn over and beside the attention matrix: cut edges, rulers, the row and column that are pointed at.</summary>
/// <param name="matrix">The matrix.</param>
internal sealed class MatrixMarks(WeightMatrix matrix)
{
    private readonly List<LineSegment> _ticks = [];
    private Box _grid;
    private (int Query, int Key)? _cell;

    /// <summary>Draws them.</summary>
    /// <param name="run">The run.</param>
    /// <param name="canvas">Where.</param>
    /// <param name="pen">Writes the rulers.</param>
    /// <param name="grid">Where the cells are.</param>
    /// <param name="size">The size of a cell.</param>
    /// <param name="cell">The cell under the mouse; null for none.</param>
    public void Draw(RunContext run, ICanvas canvas, in CardPen pen, in Box grid, float size, (int Query, int Key)? cell)
    {
        (_grid, _cell) = (grid, cell);
        DrawCuts(run, canvas, size);
        DrawRulers(run, canvas, pen);
        DrawCross(run, canvas, pen.Unit);
    }

    private float At(float token, float start) => start + (_grid.Width * token / (matrix.Block * (float)matrix.Cells));

    private void DrawCuts(RunContext run, ICanvas canvas, float cell)
    {
        if (matrix.Block > 1 || cell < 2)
        {
            return;
        }

        _ticks.Clear();
        foreach ((int query, int key) in run.Session.Simulation.Knobs.Edits.CutEdges)
        {
            if (query >= matrix.Cells || key >= matrix.Cells || _ticks.Count > 1_000)
            {
                continue;
            }

            Vector2 at = new(At(key, _grid.Left), At(query, _grid.Top));
            _ticks.Add(new LineSegment(at, at + new Vector2(cell)));
            _ticks.Add(new LineSegment(at + new Vector2(0, cell), at + new Vector2(cell, 0)));
        }

        if (_ticks.Count > 0)
        {
            canvas.Lines(CollectionsMarshal.AsSpan(_ticks), new Stroke(run.Theme.Hub, 1));
        }
    }

    // Positions along both edges, and where hubs are.
    private void DrawRulers(RunContext run, ICanvas canvas, in CardPen pen)
    {
        float unit = pen.Unit;
        int tokens = matrix.Tokens;
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
        {
            canvas.Lines(CollectionsMarshal.AsSpan(_ticks), new Stroke(run.Theme.Hub, Math.Clamp(_grid.Width / matrix.Cells, 1.4f * unit, 4 * unit)));
        }
    }

    private static int Step(int tokens, float most)
    {
        for (int step = 1; ; step *= 10)
        {
            foreach (int factor in (ReadOnlySpan<int>)[1, 2, 4, 5])
            {
                if (tokens / (float)(step * factor) <= MathF.Max(most, 1))
                {
                    return step * factor;
                }
            }
        }
    }

    // The row and the column of what is pointed at, else of the locked token.
    private void DrawCross(RunContext run, ICanvas canvas, float unit)
    {
        SessionSelection selection = run.Session.Selection;
        int query, key;
        if (_cell is { } cell)
        {
            (query, key) = (cell.Query * matrix.Block, cell.Key * matrix.Block);
        }
        else if (selection.Edge is { } edge)
        {
            (query, key) = (edge.Query, edge.Key);
        }
        else if ((selection.Token ?? run.Session.View.Locked) is { } token)
        {
            (query, key) = (token, token);
        }
        else
        {
            return;
        }

        if (query >= matrix.Tokens || key >= matrix.Tokens)
        {
            return;
        }

        float size = MathF.Max(_grid.Width / matrix.Cells, 1);
        float x = At(key / matrix.Block * matrix.Block, _grid.Left), y = At(query / matrix.Block * matrix.Block, _grid.Top);
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
        {
            canvas.Outline(new Box(x, y, size, size).Inset(-1.5f * unit), new Stroke(run.Theme.Text, 1.6f * unit), 2 * unit);
        }
    }
}
