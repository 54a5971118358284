using System.Numerics;
using TokenFlow.Scene.Canvas;
using TokenFlow.Scene.Theme;
using TokenFlow.Session.Runs;
using TokenFlow.Ui.Screens.Touch;

namespace TokenFlow.Ui.Screens.Inspector;

/// <summary>Draws a sheet as a card: all of it, or the beginning. Remembers where its lines are, for the mouse.</summary>
internal sealed class SheetCard
{
    private const float Padding = 14;
    private const float Line = 15;
    private readonly List<(Box Box, int Partner, PointedEdge Edge)> _lines = [];

    /// <summary>The card; empty where it was not drawn.</summary>
    public Box Box { get; private set; }

    /// <summary>What closes it; empty where nothing does.</summary>
    public Box Close { get; private set; }

    /// <summary>Lines that can be clicked: the partner and the edge.</summary>
    public IReadOnlyList<(Box Box, int Partner, PointedEdge Edge)> Lines => _lines;

    /// <summary>Height in units with so many edges a list and so many keys (0: no sum).</summary>
    public static float HeightOf(int edges, int keys) =>
        72 + (edges > 0 ? 22 + (edges * Line) : 0) + (keys > 0 ? 92 + ((keys + 1) * Line) : 0) + 8;

    /// <summary>Whether a card so wide has the sum beside the lists instead of below them.</summary>
    public static bool IsWide(float width) => width >= 490;

    /// <summary>Height in units of a wide card with so many lines.</summary>
    public static float WideHeightOf(int lines) => 104 + (lines * Line);

    /// <summary>It is not there.</summary>
    public void Hide()
    {
        (Box, Close) = (default, default);
        _lines.Clear();
    }

    /// <summary>Draws as much as fits.</summary>
    /// <param name="canvas">The window.</param>
    /// <param name="theme">The theme.</param>
    /// <param name="unit">Pixels a unit.</param>
    /// <param name="box">The card.</param>
    /// <param name="sheet">What it says.</param>
    /// <param name="edges">Edges a list.</param>
    /// <param name="keys">Keys of the sum; 0 for no sum.</param>
    /// <param name="canClose">Whether it has a cross.</param>
    /// <param name="pointed">The edge that is pointed at.</param>
    public void Draw(ICanvas canvas, SceneTheme theme, float unit, in Box box, InspectionSheet sheet, int edges, int keys, bool canClose, PointedEdge? pointed)
    {
        var pen = new CardPen(canvas, theme, unit);
        _lines.Clear();
        Box = box;
        pen.Panel(box);
        float left = box.Left + (Padding * unit), right = box.Right - (Padding * unit), top = box.Top;
        Close = canClose ? new Box(right - (12 * unit), top + (6 * unit), 16 * unit, 16 * unit) : default;
        if (canClose)
        {
            Vector2 middle = Close.Centre, arm = new Vector2(3.6f, 3.6f) * unit, other = new Vector2(3.6f, -3.6f) * unit;
            canvas.Lines([new LineSegment(middle - arm, middle + arm), new LineSegment(middle - other, middle + other)], new Stroke(theme.Secondary, 1.4f * unit, true));
        }

        pen.Fitted(sheet.Name, new Vector2(left, top + (20 * unit)), right - left - (canClose ? 22 * unit : 0), 13, theme.Text, FontWeight.Bold);
        pen.Fitted(sheet.Subtitle, new Vector2(left, top + (33 * unit)), right - left, 9, theme.Secondary);
        bool isWide = keys > 0 && edges > 0 && IsWide(box.Width / unit);
        float all = right;
        if (isWide)
        {
            right = left + ((right - left) * 0.44f);
        }

        float column = (right - left) / 4;
        Stat(pen, theme, left, top, column, sheet.DyeNow, "dye now");
        Stat(pen, theme, left + column, top, column, sheet.Arrived, "arrived");
        Stat(pen, theme, left + (2 * column), top, column, sheet.Hops, "hops away");
        Stat(pen, theme, left + (3 * column), top, column, sheet.KeyCount, "keys read");
        float y = top + (72 * unit);
        if (edges > 0)
        {
            pen.Rule(left, right, y);
            float half = ((right - left) / 2) - (8 * unit);
            List(pen, canvas, theme, left, half, y, "reads most", sheet.Incoming, edges, pointed);
            List(pen, canvas, theme, right - half, half, y, "is read most by", sheet.Outgoing, edges, pointed);
            y += (22 + (edges * Line)) * unit;
        }

        if (isWide)
        {
            float start = right + (18 * unit);
            canvas.Rectangle(new Box(right + (9 * unit), top + (12 * unit), MathF.Max(unit, 1), box.Height - (24 * unit)), theme.PanelEdge);
            Sum(pen, canvas, theme, start, all, top + (4 * unit), sheet.Sum, keys, pointed, canClose ? 20 * unit : 0);
        }
        else if (keys > 0)
        {
            pen.Rule(left, right, y);
            Sum(pen, canvas, theme, left, right, y, sheet.Sum, keys, pointed, 0);
        }
    }

    private static void Stat(in CardPen pen, SceneTheme theme, float x, float top, float width, string value, string label)
    {
        pen.Fitted(value, new Vector2(x, top + (52 * pen.Unit)), width - (4 * pen.Unit), 13, theme.Text);
        pen.Fitted(label, new Vector2(x, top + (64 * pen.Unit)), width - (4 * pen.Unit), 9, theme.Secondary);
    }

    private void List(
        in CardPen pen, ICanvas canvas, SceneTheme theme, float left, float width, float top, string title, IReadOnlyList<SheetEdge> edges, int most, PointedEdge? pointed)
    {
        float unit = pen.Unit, right = left + width;
        pen.Text(title, new Vector2(left, top + (15 * unit)), 9, theme.Secondary, FontWeight.Bold);
        if (edges.Count == 0)
        {
            pen.Text("nobody", new Vector2(left, top + (30 * unit)), 11, theme.Secondary);
        }

        float strongest = edges.Count > 0 ? edges[0].Weight : 0;
        for (int i = 0; i < Math.Min(edges.Count, most); i++)
        {
            SheetEdge edge = edges[i];
            float y = top + ((20 + (i * Line)) * unit);
            var line = new Box(left - (4 * unit), y, width + (8 * unit), Line * unit);
            Mark(canvas, theme, unit, line, edge.Edge == pointed);
            _lines.Add((line, edge.Partner, edge.Edge));
            float baseline = y + (11 * unit);
            canvas.Discs([new Vector2(left + (3 * unit), y + (7.5f * unit))], 2.6f * unit, theme.Of(edge.Way));
            bool hasBar = width >= 132 * unit;
            float amount = right - (33 * unit), bar = hasBar ? amount - (30 * unit) : amount;
            float name = bar - (6 * unit) - left - (10 * unit);
            float position = pen.Measure(edge.Position, 9) + (4 * unit);
            pen.Fitted(edge.Name, new Vector2(left + (10 * unit), baseline), name - position, 11, theme.Text);
            pen.Text(edge.Position, new Vector2(bar - (6 * unit), baseline), 9, theme.Secondary, FontWeight.Regular, TextAnchor.End);
            if (hasBar)
            {
                pen.Bar(new Box(bar, y + (6 * unit), 26 * unit, 3.4f * unit), strongest > 0 ? edge.Weight / strongest : 0, theme.Of(edge.Way));
            }

            pen.Text(edge.Amount, new Vector2(right, baseline), 9, theme.Text, FontWeight.Regular, TextAnchor.End);
        }
    }

    private void Sum(in CardPen pen, ICanvas canvas, SceneTheme theme, float left, float right, float top, SumSheet sum, int most, PointedEdge? pointed, float cross)
    {
        float unit = pen.Unit, y = top + (16 * unit);
        pen.Text("How this value is computed", new Vector2(left, y), 11, theme.Text, FontWeight.Bold);
        pen.Text(sum.Which, new Vector2(right - cross, y), 9, theme.Secondary, FontWeight.Regular, TextAnchor.End);

        bool hasBars = right - left >= 296 * unit;

        // Columns by their right ends; the bar stands before its figure.
        float taken = right, held = taken - (50 * unit), weight = held - (46 * unit), bar = weight - ((hasBars ? 74 : 34) * unit), score = bar - (8 * unit);
        float name = score - (48 * unit) - left;
        y += 14 * unit;
        pen.Text("key", new Vector2(left, y), 9, theme.Secondary);
        pen.Text(sum.ScoreTitle, new Vector2(score, y), 9, theme.Secondary, FontWeight.Regular, TextAnchor.End);
        pen.Text("softmax", new Vector2(weight, y), 9, theme.Secondary, FontWeight.Regular, TextAnchor.End);
        pen.Text(sum.HeldTitle, new Vector2(held, y), 9, theme.Secondary, FontWeight.Regular, TextAnchor.End);
        if (sum.HeldTitle.Length > 0)
        {
            pen.Text("product", new Vector2(taken, y), 9, theme.Secondary, FontWeight.Regular, TextAnchor.End);
        }

        y += 3 * unit;
        float strongest = sum.Keys.Count > 0 ? sum.Keys[0].Weight : 0;
        for (int i = 0; i < Math.Min(sum.Keys.Count, most); i++)
        {
            SheetKey key = sum.Keys[i];
            var line = new Box(left - (4 * unit), y, right - left + (8 * unit), Line * unit);
            Mark(canvas, theme, unit, line, key.Edge == pointed);
            _lines.Add((line, key.Edge.Key, key.Edge));
            float baseline = y + (11 * unit);
            pen.Fitted(key.Name, new Vector2(left, baseline), name, 9.5f, theme.Text);
            pen.Text(key.Score, new Vector2(score, baseline), 9, theme.Secondary, FontWeight.Regular, TextAnchor.End);
            if (hasBars)
            {
                pen.Bar(new Box(bar, y + (6 * unit), 40 * unit, 3.4f * unit), strongest > 0 ? key.Weight / strongest : 0, theme.Of(key.Way));
            }

            pen.Text(key.Amount, new Vector2(weight, baseline), 9, theme.Text, FontWeight.Regular, TextAnchor.End);
            pen.Text(key.Held, new Vector2(held, baseline), 9, theme.Secondary, FontWeight.Regular, TextAnchor.End);
            pen.Text(key.Taken, new Vector2(taken, baseline), 9, theme.Text, FontWeight.Regular, TextAnchor.End);
            y += Line * unit;
        }

        if (sum.MoreName.Length > 0)
        {
            float baseline = y + (11 * unit);
            pen.Text(sum.MoreName, new Vector2(left, baseline), 9, theme.Secondary);
            pen.Text(sum.MoreAmount, new Vector2(weight, baseline), 9, theme.Secondary, FontWeight.Regular, TextAnchor.End);
            pen.Text(sum.MoreTaken, new Vector2(taken, baseline), 9, theme.Secondary, FontWeight.Regular, TextAnchor.End);
            y += Line * unit;
        }

        y += 1 * unit;
        pen.Rule(left, right, y);
        y += 12 * unit;
        pen.Text("sum", new Vector2(left, y), 9, theme.Secondary);
        pen.Text(sum.WeightSumText, new Vector2(weight, y), 9, theme.Text, FontWeight.Bold, TextAnchor.End);
        pen.Text(sum.SumText, new Vector2(taken, y), 9, theme.Text, FontWeight.Bold, TextAnchor.End);
        y += 14 * unit;
        pen.Fitted(sum.LogSumExp, new Vector2(left, y), right - left, 9, theme.Secondary);
        y += 16 * unit;
        pen.Fitted(sum.Blend, new Vector2(left, y), right - left, 11, theme.Text);
        y += 13 * unit;
        pen.Fitted(sum.Now, new Vector2(left, y), right - left, 9, theme.Secondary);
    }

    private static void Mark(ICanvas canvas, SceneTheme theme, float unit, in Box line, bool isPointed)
    {
        if (isPointed)
        {
            canvas.Rectangle(line, theme.Running.Fade(0.45f), 4 * unit);
        }
    }
}
