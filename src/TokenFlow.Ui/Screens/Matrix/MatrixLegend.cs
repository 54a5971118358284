using System.Numerics;
using TokenFlow.Scene.Canvas;
using TokenFlow.Scene.Lettering;
using TokenFlow.Scene.Ramp;
using TokenFlow.Scene.Theme;
using TokenFlow.Simulation.Inspection;
using TokenFlow.Ui.Screens.Stage;
using TokenFlow.Ui.Screens.Touch;

namespace TokenFlow.Ui.Screens.Matrix;

/// <summary>What stands under the attention matrix: what is pointed at, in words, and what the colours mean.</summary>
/// <param name="matrix">The matrix.</param>
/// <param name="picture">Its colours.</param>
internal sealed class MatrixLegend(WeightMatrix matrix, MatrixPicture picture)
{
    private static readonly string[] Powers = ["1", "0.1", "0.01", "0.001", "1e−4", "1e−5", "1e−6"];

    /// <summary>Draws it.</summary>
    public void Draw(RunContext run, ICanvas canvas, in CardPen pen, in Box grid, float left, float right, float bottom, (int Query, int Key)? pointed)
    {
        SceneTheme theme = run.Theme;
        float unit = pen.Unit, y = grid.Bottom + (22 * unit);
        pen.Fitted(Describe(run, pointed), new Vector2(left, y), right - left, 11, theme.Text);
        pen.Fitted(
            matrix.Block == 1 ? "a cell is one edge; click it to cut or heal" : $"a cell: mean a query over {matrix.Block} x {matrix.Block} tokens",
            new Vector2(left, y + (15 * unit)), right - left, 9, theme.Secondary);
        float top = MathF.Min(y + (28 * unit), bottom - (30 * unit));
        float named = pen.Measure("weight", 9) + (10 * unit);
        var none = new Box(left + named, top, 12 * unit, 9 * unit);
        var ramp = new Box(none.Right + (26 * unit), top, MathF.Min(right - none.Right - (34 * unit), 190 * unit), 9 * unit);
        if (ramp.Width < 50 * unit)
        {
            return;
        }

        pen.Text("weight", new Vector2(left, top + (8 * unit)), 9, theme.Secondary);
        canvas.Rectangle(none, MatrixPicture.EmptyOf(theme));
        canvas.Outline(none, new Stroke(theme.PanelEdge, 1));
        pen.Text("none", new Vector2(none.Centre.X, none.Bottom + (11 * unit)), 9, theme.Secondary, FontWeight.Regular, TextAnchor.Middle);
        canvas.Cells(ramp, DyeRamp.Steps, 1, MatrixPicture.RampOf(theme).Colours);
        for (int d = 0; d <= picture.Decades; d++)
        {
            float x = ramp.Right - (ramp.Width * d / picture.Decades);
            canvas.Rectangle(new Box(x - (0.5f * unit), ramp.Bottom, unit, 3 * unit), theme.Secondary);
            pen.Text(Powers[d], new Vector2(x, ramp.Bottom + (12 * unit)), 9, theme.Secondary, FontWeight.Regular, TextAnchor.Middle);
        }
    }

    private string Describe(RunContext run, (int Query, int Key)? pointed)
    {
        IReadOnlyList<string> pieces = run.Session.Snapshot.Subject.Pieces;
        (int Query, int Key)? cell = pointed ?? (run.Session.Selection.Edge is { } e && matrix.Block == 1 ? (e.Query, e.Key) : null);
        if (cell is not { } at || at.Query >= matrix.Cells || at.Key >= matrix.Cells)
        {
            return matrix.Block == 1 ? $"{Letters.Count(matrix.Tokens)} x {Letters.Count(matrix.Tokens)} weights, exact" : $"{Letters.Count(matrix.Tokens)} tokens in {matrix.Cells} x {matrix.Cells} blocks";
        }

        float weight = matrix.Row(at.Query)[at.Key];
        if (matrix.Block == 1)
        {
            return $"{Letters.Quoted(pieces[at.Query])} {at.Query} reads {Letters.Quoted(pieces[at.Key])} {at.Key}: {CardPen.Dye(weight)}";
        }

        int block = matrix.Block;
        return $"{at.Query * block} to {Math.Min((at.Query + 1) * block, matrix.Tokens) - 1} read {at.Key * block} to {Math.Min((at.Key + 1) * block, matrix.Tokens) - 1}: {CardPen.Dye(weight)}";
    }
}
