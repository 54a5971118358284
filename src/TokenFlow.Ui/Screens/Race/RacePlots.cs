using System.Globalization;
using System.Numerics;
using TokenFlow.Scene.Canvas;
using TokenFlow.Scene.Lettering;
using TokenFlow.Scene.Theme;

namespace TokenFlow.Ui.Screens.Race;

/// <summary>The race in figures: tokens reached by layer, and what a layer costs in edges.</summary>
internal sealed class RacePlots
{
    private readonly List<Vector2> _points = [];
    private readonly (float Wanted, float At, int Lane)[] _labels = new (float, float, int)[4];

    /// <summary>Tokens reached at the end of each finished layer, a curve a lane, named at its end.</summary>
    public void Reach(ICanvas canvas, in Box box, float unit, SceneTheme theme, RaceCourse course, IReadOnlyList<RaceLane> lanes, int chosen, long frame)
    {
        if (!(box.Width > 0) || lanes.Count == 0)
        {
            return;
        }

        Box inner = Frame(canvas, box, unit, theme, "Reach by layer", "tokens that hold any of the dye");
        int most = 1;
        float labels = 0;
        var name = new TextStyle(11 * unit, theme.Text, FontWeight.Bold);
        foreach (RaceLane lane in lanes)
        {
            most = Math.Max(most, lane.Snapshot.Tokens.Length);
            labels = MathF.Max(labels, canvas.MeasureText(lane.Kind, name));
        }

        var note = new TextStyle(9 * unit, theme.Secondary, FontWeight.Regular, TextAnchor.End);
        float left = canvas.MeasureText(Letters.Count(most), note) + (8 * unit);
        labels = MathF.Min(labels + canvas.MeasureText("  8,888", name) + (14 * unit), inner.Width * 0.4f);
        var area = new Box(inner.Left + left, inner.Top + (4 * unit), MathF.Max(inner.Width - left - labels, 1), MathF.Max(inner.Height - (18 * unit), 1));
        int layers = Math.Max(course.Layers, 1);
        float X(double layer) => area.Left + (area.Width * (float)(layer / layers));
        float Y(double reach) => area.Bottom - (area.Height * (float)(reach / most));

        for (int k = 0; k <= 2; k++)
        {
            float y = Y(most * k / 2.0);
            canvas.Lines([new LineSegment(new Vector2(area.Left, y), new Vector2(area.Right, y))], new Stroke(theme.PanelEdge, MathF.Max(unit * 0.8f, 1)));
            canvas.Text(Letters.Count(k == 2 ? most : most * k / 2), new Vector2(area.Left - (6 * unit), y + (3 * unit)), note);
        }

        int step = Math.Max((int)MathF.Ceiling(layers * 22 * unit / area.Width), 1);
        for (int layer = 0; layer <= layers; layer += step)
        {
            canvas.Text(layer.ToString(CultureInfo.InvariantCulture), new Vector2(X(layer), area.Bottom + (13 * unit)), note with { Anchor = TextAnchor.Middle });
        }

        float now = X(Math.Min((double)frame / course.FramesPerLayer, layers));
        canvas.Lines([new LineSegment(new Vector2(now, area.Top), new Vector2(now, area.Bottom))], new Stroke(theme.Faint, MathF.Max(unit, 1)));
        int count = Math.Min(lanes.Count, _labels.Length);
        for (int i = count - 1; i >= 0; i--)
        {
            RaceLane lane = lanes[i];
            Rgba colour = RaceLane.ColourOf(i, theme);
            int done = lane.Snapshot.CompletedLayers;
            _points.Clear();
            // A line's width apart, so that curves that run together are all seen.
            float aside = (i - ((count - 1) / 2f)) * 1.6f * unit;
            for (int layer = 0; layer <= done; layer++)
            {
                _points.Add(new Vector2(X(layer), Y(lane.ReachAfter(layer)) + aside));
            }

            Span<Vector2> points = System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_points);
            canvas.Polyline(points, new Stroke(colour, (i == chosen ? 2.6f : 1.8f) * unit, true));
            canvas.Discs(points, (i == chosen ? 3.2f : 2.5f) * unit, colour);
            _labels[i] = (points[^1].Y, points[^1].Y, i);
        }

        Labels(canvas, area, unit, theme, lanes, count, labels);
    }

    /// <summary>Edges a layer, on a log scale, a bar a lane.</summary>
    public static void Cost(ICanvas canvas, in Box box, float unit, SceneTheme theme, IReadOnlyList<RaceLane> lanes, int chosen)
    {
        if (!(box.Width > 0) || lanes.Count == 0)
        {
            return;
        }

        Box inner = Frame(canvas, box, unit, theme, "Edges a layer", "a head, on a log scale");
        var name = new TextStyle(11 * unit, theme.Text);
        var figure = new TextStyle(11 * unit, theme.Text, FontWeight.Bold, TextAnchor.End);
        var note = new TextStyle(9 * unit, theme.Secondary, FontWeight.Regular, TextAnchor.Middle);
        double least = double.MaxValue, most = 1;
        float names = 0, figures = canvas.MeasureText("88,888", figure) + canvas.MeasureText("   100 %", name);
        foreach (RaceLane lane in lanes)
        {
            least = Math.Min(least, Math.Max(lane.Edges, 1));
            most = Math.Max(most, lane.Edges);
            names = MathF.Max(names, canvas.MeasureText(lane.Kind, figure));
        }

        // From a whole power of ten below the cheapest, so that the shortest bar is still one.
        int from = (int)Math.Floor(Math.Log10(least) - 0.3), to = (int)Math.Max(Math.Floor(Math.Log10(most)), from + 1);
        double end = Math.Max(Math.Log10(most), to);
        var area = new Box(inner.Left + names + (12 * unit), inner.Top + (2 * unit), MathF.Max(inner.Width - names - figures - (26 * unit), 1), MathF.Max(inner.Height - (16 * unit), 1));
        float X(double value) => area.Left + (area.Width * Math.Clamp((float)((Math.Log10(Math.Max(value, 1)) - from) / (end - from)), 0, 1));
        for (int power = from; power <= to; power++)
        {
            float x = X(Math.Pow(10, power));
            canvas.Lines([new LineSegment(new Vector2(x, area.Top), new Vector2(x, area.Bottom))], new Stroke(theme.PanelEdge, MathF.Max(unit * 0.8f, 1)));
            canvas.Text(Letters.Count((long)Math.Pow(10, power)), new Vector2(x, area.Bottom + (12 * unit)), note);
        }

        float pitch = MathF.Min(area.Height / lanes.Count, 34 * unit), thick = MathF.Min(pitch * 0.5f, 14 * unit);
        for (int i = 0; i < lanes.Count; i++)
        {
            RaceLane lane = lanes[i];
            float y = area.Top + ((i + 0.5f) * area.Height / lanes.Count), baseline = y + (4 * unit);
            Rgba colour = RaceLane.ColourOf(i, theme);
            canvas.Text(lane.Kind, new Vector2(inner.Left, baseline), name with { Colour = colour, Weight = i == chosen ? FontWeight.Bold : FontWeight.Regular });
            canvas.Rectangle(new Box(area.Left, y - (thick / 2), MathF.Max(X(lane.Edges) - area.Left, 1), thick), colour.Fade(i == chosen ? 1 : 0.8f), MathF.Min(3 * unit, thick / 2));
            double share = lane.Snapshot.Meters.FullEdges > 0 ? (double)lane.Edges / lane.Snapshot.Meters.FullEdges : 0;
            float percent = canvas.MeasureText("   100 %", name);
            canvas.Text(Letters.Percent(share), new Vector2(inner.Right, baseline), name with { Colour = theme.Secondary, Anchor = TextAnchor.End });
            canvas.Text(Letters.Count(lane.Edges), new Vector2(inner.Right - percent, baseline), figure);
        }
    }

    private static Box Frame(ICanvas canvas, in Box box, float unit, SceneTheme theme, string title, string note)
    {
        canvas.Rectangle(box, theme.Panel, 9 * unit);
        canvas.Outline(box.Inset(0.5f), new Stroke(theme.PanelEdge, MathF.Max(unit, 1)), 8.5f * unit);
        float pad = 16 * unit, baseline = box.Top + (22 * unit);
        var bold = new TextStyle(13 * unit, theme.Text, FontWeight.Bold);
        canvas.Text(title, new Vector2(box.Left + pad, baseline), bold);
        var small = new TextStyle(9 * unit, theme.Secondary, FontWeight.Regular, TextAnchor.End);
        if (canvas.MeasureText(title, bold) + canvas.MeasureText(note, small) + (3 * pad) <= box.Width)
        {
            canvas.Text(note, new Vector2(box.Right - pad, baseline), small);
        }

        return new Box(box.Left + pad, box.Top + (34 * unit), MathF.Max(box.Width - (2 * pad), 1), MathF.Max(box.Height - (44 * unit), 1));
    }

    // Names stand at the curves' ends, or as near as leaves each a line of its own, with a thin lead to its curve.
    private void Labels(ICanvas canvas, in Box area, float unit, SceneTheme theme, IReadOnlyList<RaceLane> lanes, int count, float width)
    {
        float pitch = 14 * unit;
        Span<(float Wanted, float At, int Lane)> labels = _labels.AsSpan(0, count);
        labels.Sort(static (a, b) => a.Wanted != b.Wanted ? a.Wanted.CompareTo(b.Wanted) : a.Lane.CompareTo(b.Lane));
        for (int i = 1; i < count; i++)
        {
            labels[i].At = MathF.Max(labels[i].At, labels[i - 1].At + pitch);
        }

        float over = count > 0 ? labels[^1].At - area.Bottom : 0;
        for (int i = count - 1; i >= 0 && over > 0; i--)
        {
            float most = i == count - 1 ? area.Bottom : labels[i + 1].At - pitch;
            labels[i].At = MathF.Min(labels[i].At, most);
        }

        foreach ((float wanted, float at, int number) in labels)
        {
            RaceLane lane = lanes[number];
            Rgba colour = RaceLane.ColourOf(number, theme);
            float end = area.Left + (area.Width * lane.Snapshot.CompletedLayers / Math.Max(lane.Snapshot.Subject.Layers, 1));
            canvas.Lines([new LineSegment(new Vector2(end + (5 * unit), wanted), new Vector2(area.Right + (2 * unit), wanted)), new LineSegment(new Vector2(area.Right + (2 * unit), wanted), new Vector2(area.Right + (9 * unit), at))], new Stroke(colour.Fade(0.35f), MathF.Max(unit * 0.8f, 1)));
            var style = new TextStyle(11 * unit, colour, FontWeight.Bold);
            string said = $"{lane.Kind}  {Letters.Count(lane.ReachAfter(lane.Snapshot.CompletedLayers))}";
            canvas.Text(Letters.Fit(canvas, said, style, width - (12 * unit)), new Vector2(area.Right + (12 * unit), at + (4 * unit)), style);
        }
    }
}
