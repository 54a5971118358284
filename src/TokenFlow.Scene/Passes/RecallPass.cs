using System.Globalization;
using System.Numerics;
using TokenFlow.Scene.Canvas;
using TokenFlow.Scene.Frames;
using TokenFlow.Scene.Layout;
using TokenFlow.Scene.Lettering;
using TokenFlow.Scene.Theme;
using TokenFlow.Simulation.Snapshots;
using TokenFlow.Studies.Recall;

namespace TokenFlow.Scene.Passes;

/// <summary>
/// What a linear probe reads of the facts: the measured curve against their number, where theory and measurement break, where
/// this run stands now; below it the figures. Where no curve was measured the figures stand alone.
/// </summary>
internal static class RecallPass
{
    private const float FiguresHeight = 44;
    private const float LabelRow = 11;

    // From the markers' names down to the plot: half of the marker of now, which may stand at its top.
    private const float Headroom = 6;

    public static void Draw(SceneFrame frame)
    {
        Box box = frame.Layout.Recall;
        if (!SceneLayout.Has(box) || frame.Snapshot.Recall is not { } recall)
        {
            return;
        }

        bool hasPlot = recall.Curve.Count > 1 && box.Height >= 132;
        Box inner = PanelFrame.Draw(frame, box, "Linear-probe recall", hasPlot ? "share of facts read, by number of facts" : "of what readers hold now");
        if (!hasPlot)
        {
            Figures(frame, recall, inner, rows: inner.Height >= 96 ? 2 : 1);
            return;
        }

        bool hasFigures = inner.Height >= 132;
        Box plot = hasFigures ? inner with { Height = inner.Height - FiguresHeight } : inner;
        Plot(frame, recall, plot);
        if (!hasFigures)
        {
            return;
        }

        float top = plot.Bottom + 1.5f;
        frame.Canvas.Lines([new LineSegment(new Vector2(inner.Left, top), new Vector2(inner.Right, top))], new Stroke(frame.Theme.PanelEdge, 1));
        Figures(frame, recall, inner with { Top = plot.Bottom, Height = FiguresHeight }, rows: 1);
    }

    private static void Plot(SceneFrame frame, RecallSnapshot recall, in Box box)
    {
        SceneTheme theme = frame.Theme;
        int facts = frame.Snapshot.Facts.Length;
        double most = Math.Max(facts, 2);
        foreach (RecallPoint point in recall.Curve)
        {
            most = Math.Max(most, point.Facts);
        }

        double decades = Math.Log2(most);
        var note = new TextStyle(TypeSize.Note, theme.Secondary, FontWeight.Regular, TextAnchor.End);
        float labels = frame.Canvas.MeasureText("0.5", note) + 7;
        int rows = box.Height >= 96 ? 2 : 1;
        var area = new Box(box.Left + labels, box.Top + (rows * LabelRow) + Headroom, MathF.Max(box.Width - labels - 8, 1), MathF.Max(box.Height - (rows * LabelRow) - Headroom - 16, 1));
        float X(double k) => area.Left + (area.Width * (float)(Math.Log2(Math.Clamp(k, 1, most)) / decades));
        float Y(double share) => area.Bottom - (area.Height * (float)Math.Clamp(double.IsFinite(share) ? share : 0, 0, 1));

        Grid(frame, area, most, note, X, Y);
        Chance(frame, recall, most, X, Y);

        List<Box> taken = frame.Scratch.Boxes;
        taken.Clear();
        Marker(frame, area, recall.Knee, "knee", theme.Text, 2, X, rows);
        Marker(frame, area, recall.RankBound, "rank bound", theme.Random, 4, X, rows);
        Marker(frame, area, recall.Superposition, "superposition", theme.Window, 1.5f, X, rows);

        Curve(frame, recall, p => new Vector2(X(p.Facts), Y(p.RecallLeastSquares)), theme.Secondary, 1.2f, hasDots: false);
        Curve(frame, recall, p => new Vector2(X(p.Facts), Y(p.Recall)), theme.Hub, 2.2f, hasDots: true);
        Box now = facts > 0 ? NowLabel(frame, new Vector2(X(facts), Y(recall.Recall)), area) : default;
        taken.Clear();
        taken.Add(now);
        if (recall.Vocabulary > 0)
        {
            Beside(frame, "chance", area.Left + 4, area.Bottom - 4, note with { Anchor = TextAnchor.Start, Colour = theme.Faint.Mix(theme.Secondary, 0.6f) }, area);
        }

        Names(frame, recall, area, note, X, Y);
        if (facts > 0)
        {
            Now(frame, new Vector2(X(facts), Y(recall.Recall)), area, now);
        }
    }

    private static void Grid(SceneFrame frame, in Box area, double most, in TextStyle style, Func<double, float> x, Func<double, float> y)
    {
        List<LineSegment> grid = frame.Scratch.Segments;
        grid.Clear();
        for (int k = 0; k <= 2; k++)
        {
            float at = y(k / 2.0);
            grid.Add(new LineSegment(new Vector2(area.Left, at), new Vector2(area.Right, at)));
            if (k != 1 || area.Height > 40)
            {
                frame.Canvas.Text(k == 1 ? "0.5" : k == 0 ? "0" : "1", new Vector2(area.Left - 6, at + 3), style);
            }
        }

        frame.Canvas.Lines(SceneScratch.Of(grid), new Stroke(frame.Theme.PanelEdge, 1));
        int powers = (int)Math.Floor(Math.Log2(most) + 1e-9);
        int step = Math.Max((int)MathF.Ceiling(powers * 24 / area.Width), 1);
        for (int power = 0; power <= powers; power += step)
        {
            double k = Math.Pow(2, power);
            frame.Canvas.Text(k.ToString("0", CultureInfo.InvariantCulture), new Vector2(x(k), area.Bottom + 12), style with { Anchor = TextAnchor.Middle });
        }
    }

    // k / M: what guessing reads.
    private static void Chance(SceneFrame frame, RecallSnapshot recall, double most, Func<double, float> x, Func<double, float> y)
    {
        if (recall.Vocabulary <= 0)
        {
            return;
        }

        List<Vector2> points = frame.Scratch.Points;
        points.Clear();
        for (int i = 0; i <= 40; i++)
        {
            double k = Math.Pow(most, i / 40.0);
            points.Add(new Vector2(x(k), y(k / recall.Vocabulary)));
        }

        frame.Canvas.Polyline(SceneScratch.Of(points), new Stroke(frame.Theme.Faint, 1));
    }

    // A word in the plot on a plate, where it fits and is free.
    private static void Beside(SceneFrame frame, string text, float left, float baseline, in TextStyle style, in Box area)
    {
        var plate = new Box(left - 2, baseline - 8, frame.Canvas.MeasureText(text, style) + 4, 10);
        if (area.Height < 56 || plate.Right > area.Right || !IsFree(frame, plate))
        {
            return;
        }

        frame.Scratch.Boxes.Add(plate);
        frame.Canvas.Rectangle(plate, frame.Theme.Panel.Fade(0.8f), 2);
        frame.Canvas.Text(text, new Vector2(left, baseline), style);
    }

    // A dashed line of its own beat, with its name above where that is free.
    private static void Marker(SceneFrame frame, in Box area, double? value, string name, Rgba colour, float dash, Func<double, float> x, int rows)
    {
        if (value is not { } k || !double.IsFinite(k) || k < 1)
        {
            return;
        }

        float at = x(k);
        if (at >= area.Right && k > 1 && x(k * 0.999) >= area.Right - 0.01f)
        {
            return;
        }

        List<LineSegment> dashes = frame.Scratch.Segments;
        dashes.Clear();
        for (float y = area.Top - Headroom; y < area.Bottom; y += dash * 2.2f)
        {
            dashes.Add(new LineSegment(new Vector2(at, y), new Vector2(at, MathF.Min(y + dash, area.Bottom))));
        }

        frame.Canvas.Lines(SceneScratch.Of(dashes), new Stroke(colour.Fade(0.8f), 1.1f));

        string text = $"{name} {CapacityWords.Number(k)}";
        var style = new TextStyle(TypeSize.Note, colour, FontWeight.Regular, TextAnchor.Start);
        float width = frame.Canvas.MeasureText(text, style);
        float left = Math.Clamp(at - (width / 2), area.Left, MathF.Max(area.Right - width, area.Left));
        for (int row = 0; row < rows; row++)
        {
            var wish = new Box(left - 4, area.Top - Headroom - ((row + 1) * LabelRow), width + 8, LabelRow);
            if (!IsFree(frame, wish))
            {
                continue;
            }

            frame.Scratch.Boxes.Add(wish);
            frame.Canvas.Text(text, new Vector2(left, wish.Bottom - 3), style);
            return;
        }
    }

    private static bool IsFree(SceneFrame frame, in Box wish)
    {
        foreach (Box box in frame.Scratch.Boxes)
        {
            if (wish.Left < box.Right && box.Left < wish.Right && wish.Top < box.Bottom && box.Top < wish.Bottom)
            {
                return false;
            }
        }

        return true;
    }

    private static void Curve(SceneFrame frame, RecallSnapshot recall, Func<RecallPoint, Vector2> at, Rgba colour, float width, bool hasDots)
    {
        List<Vector2> points = frame.Scratch.Points;
        points.Clear();
        foreach (RecallPoint point in recall.Curve)
        {
            points.Add(at(point));
        }

        frame.Canvas.Polyline(SceneScratch.Of(points), new Stroke(colour, width, true));
        if (hasDots)
        {
            frame.Canvas.Discs(SceneScratch.Of(points), 2, colour);
        }
    }

    // Which curve is which, in the corner that falling curves leave free.
    private static void Names(SceneFrame frame, RecallSnapshot recall, in Box area, in TextStyle style, Func<double, float> x, Func<double, float> y)
    {
        const string Filter = "matched filter", Squares = "least squares";
        float width = MathF.Max(frame.Canvas.MeasureText(Filter, style), frame.Canvas.MeasureText(Squares, style)) + 14;
        if (area.Height < 56 || area.Width < 200)
        {
            return;
        }

        float left = area.Right - width, top = area.Top + 3;
        foreach (RecallPoint point in recall.Curve)
        {
            // Curves that stay high leave no corner: then the one below is free.
            if (x(point.Facts) > left - 8 && y(Math.Max(point.Recall, point.RecallLeastSquares)) < top + 26)
            {
                (left, top) = (area.Left + 4, area.Bottom - 42);
            }
        }

        if (!IsFree(frame, new Box(left - 4, top, width + 8, 24)))
        {
            return;
        }

        frame.Canvas.Rectangle(new Box(left - 4, top, width + 6, 25), frame.Theme.Panel.Fade(0.88f), 3);
        TextStyle name = style with { Anchor = TextAnchor.Start };
        frame.Canvas.Lines([new LineSegment(new Vector2(left, top + 6), new Vector2(left + 10, top + 6))], new Stroke(frame.Theme.Hub, 2.2f));
        frame.Canvas.Text(Filter, new Vector2(left + 14, top + 9), name);
        frame.Canvas.Lines([new LineSegment(new Vector2(left, top + 18), new Vector2(left + 10, top + 18))], new Stroke(frame.Theme.Secondary, 1.2f));
        frame.Canvas.Text(Squares, new Vector2(left + 14, top + 21), name);
    }

    private static Box NowLabel(SceneFrame frame, Vector2 at, in Box area)
    {
        bool isLeft = at.X > area.Right - 40;
        float width = frame.Canvas.MeasureText("now", NowStyle(frame)) + 6;
        float y = Math.Clamp(at.Y, area.Top + 7, area.Bottom - 7);
        return new Box(isLeft ? at.X - 8 - width : at.X + 8, y - 7, width, 14);
    }

    private static TextStyle NowStyle(SceneFrame frame) => new(TypeSize.Small, frame.Theme.Text, FontWeight.Bold);

    private static void Now(SceneFrame frame, Vector2 at, in Box area, in Box label)
    {
        SceneTheme theme = frame.Theme;
        frame.Canvas.Lines([new LineSegment(new Vector2(at.X, area.Bottom), new Vector2(at.X, at.Y))], new Stroke(theme.Text.Fade(0.55f), 1.2f));
        frame.Canvas.Discs([at], 6.4f, theme.Panel);
        frame.Canvas.Discs([at], 4.6f, theme.Text);
        frame.Canvas.Discs([at], 2, theme.Hub);
        frame.Canvas.Rectangle(label, theme.Panel.Fade(0.85f), 3);
        frame.Canvas.Text("now", new Vector2(label.Left + 3, label.Top + 11), NowStyle(frame));
    }

    private static void Figures(SceneFrame frame, RecallSnapshot recall, in Box box, int rows)
    {
        FrameSnapshot snapshot = frame.Snapshot;
        double refused = CapacityWords.RefusedByAll(snapshot);
        (string Figure, string Label, string Shorter)[] figures =
        [
            (Letters.Percent(recall.Recall), $"recall, chance {Letters.Percent(recall.Chance)}", "recall"),
            (CapacityWords.Number(Math.Round(recall.EffectiveRank, 1)), "effective rank", "eff. rank"),
            (double.IsFinite(recall.Bound) ? Letters.Count((long)Math.Min(recall.Bound, 1e12)) : "–", "facts at most", "at most"),
            (Letters.Percent(refused), "refused by hubs", "refused"),
        ];
        int columns = figures.Length / rows;
        // Recall has the longest words.
        float first = rows == 1 ? box.Width * 0.31f : box.Width / columns, other = (box.Width - first) / (columns - 1);
        float pitch = rows == 1 ? box.Height : MathF.Min(box.Height / rows, 56);
        for (int i = 0; i < figures.Length; i++)
        {
            (int row, int column) = Math.DivRem(i, columns);
            float left = box.Left + (column == 0 ? 0 : first + ((column - 1) * other)), width = column == 0 ? first : other;
            Figure(frame, new Vector2(left, box.Top + (row * pitch)), width, figures[i]);
        }
    }

    private static void Figure(SceneFrame frame, Vector2 at, float width, (string Figure, string Label, string Shorter) text)
    {
        var big = new TextStyle(TypeSize.Title, frame.Theme.Text);
        var small = new TextStyle(TypeSize.Note, frame.Theme.Secondary);
        frame.Canvas.Text(Letters.Fit(frame.Canvas, text.Figure, big, width - 8), at + new Vector2(0, 28), big);
        string label = frame.Canvas.MeasureText(text.Label, small) > width - 6 ? text.Shorter : text.Label;
        frame.Canvas.Text(Letters.Fit(frame.Canvas, label, small, width - 6), at + new Vector2(0, 42), small);
    }
}
