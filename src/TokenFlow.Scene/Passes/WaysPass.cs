using System.Globalization;
using System.Numerics;
using TokenFlow.Attention.Patterns;
using TokenFlow.Scene.Canvas;
using TokenFlow.Scene.Layout;
using TokenFlow.Scene.Lettering;
using TokenFlow.Scene.Theme;
using TokenFlow.Simulation.Snapshots;

namespace TokenFlow.Scene.Passes;

/// <summary>By which ways the dye came, beside how much of all reading each way has; then the figures.</summary>
internal static class WaysPass
{
    public static void Draw(SceneFrame frame)
    {
        Box box = frame.Layout.Ways;
        if (!SceneLayout.Has(box))
            return;

        Box inner = PanelFrame.Draw(frame, box, "Where it came from", "share of the dye; thin: of all attention");
        float figures = 44;
        float pitch = (inner.Height - figures) / 3;
        Meters meters = frame.Snapshot.Meters;
        Bar(frame, inner, 0, pitch, EdgeWay.Window, "window", meters.Ways.Window, meters.Reading.Window);
        Bar(frame, inner, 1, pitch, EdgeWay.Random, "random", meters.Ways.Random, meters.Reading.Random);
        Bar(frame, inner, 2, pitch, EdgeWay.Hub, "hub", meters.Ways.Hub, meters.Reading.Hub);
        Figures(frame, inner with { Top = inner.Bottom - figures, Height = figures });
    }

    private static void Bar(SceneFrame frame, in Box inner, int row, float pitch, EdgeWay way, string name, double dye, double reading)
    {
        const float NameWidth = 56, FigureWidth = 46;
        float top = inner.Top + (row * pitch);
        float thick = Math.Clamp(pitch * 0.34f, 4, 9), thin = 2;
        float middle = top + (pitch / 2);
        Rgba colour = frame.Theme.Of(way);
        var nameStyle = new TextStyle(TypeSize.Small, frame.Theme.Secondary);
        frame.Canvas.Text(name, new Vector2(inner.Left, middle + 4), nameStyle);
        var track = new Box(inner.Left + NameWidth, middle - ((thick + thin + 2) / 2), MathF.Max(inner.Width - NameWidth - FigureWidth, 0), thick);
        Box under = track with { Top = track.Bottom + 2, Height = thin };
        frame.Canvas.Rectangle(track, frame.Theme.Track, thick / 2);
        frame.Canvas.Rectangle(under, frame.Theme.Track, thin / 2);
        Fill(frame.Canvas, track, dye, colour);
        Fill(frame.Canvas, under, reading, colour.Fade(0.75f));
        var figure = new TextStyle(TypeSize.Small, frame.Theme.Text, FontWeight.Regular, TextAnchor.End);
        frame.Canvas.Text(Letters.Percent(dye), new Vector2(inner.Right, middle + 4), figure);
    }

    private static void Fill(ICanvas canvas, in Box track, double share, Rgba colour)
    {
        float width = track.Width * (float)Math.Clamp(double.IsFinite(share) ? share : 0, 0, 1);
        if (width < 0.4f)
            return;
        // Narrower than its own ends a bar is a dot: round as far as it goes.
        canvas.Rectangle(track with { Width = width }, colour, MathF.Min(track.Height, width) / 2);
    }

    private static void Figures(SceneFrame frame, in Box box)
    {
        Meters meters = frame.Snapshot.Meters;
        float third = box.Width / 3;
        frame.Canvas.Lines([new LineSegment(new Vector2(box.Left, box.Top + 1.5f), new Vector2(box.Right, box.Top + 1.5f))], new Stroke(frame.Theme.PanelEdge, 1));
        string hops = meters.MeanHops > 0 ? meters.MeanHops.ToString("0.00", CultureInfo.InvariantCulture) : "–";
        double share = meters.FullEdges > 0 ? meters.Edges / (double)meters.FullEdges : 0;
        Figure(frame, box with { Width = third }, Letters.Count(meters.Reach), $"of {Letters.Count(frame.Tokens)} tokens reached", "tokens reached");
        Figure(frame, box with { Left = box.Left + third, Width = third }, hops, "mean hops to arrive", "mean hops");
        Figure(frame, box with { Left = box.Left + (2 * third), Width = third }, Letters.Percent(share), "of full attention's edges", "of full edges");
    }

    private static void Figure(SceneFrame frame, in Box box, string figure, string label, string shorter)
    {
        var big = new TextStyle(TypeSize.Title, frame.Theme.Text);
        var small = new TextStyle(TypeSize.Note, frame.Theme.Secondary);
        frame.Canvas.Text(Letters.Fit(frame.Canvas, figure, big, box.Width - 8), new Vector2(box.Left, box.Top + 28), big);
        if (frame.Canvas.MeasureText(label, small) > box.Width - 6)
            label = shorter;
        frame.Canvas.Text(Letters.Fit(frame.Canvas, label, small, box.Width - 6), new Vector2(box.Left, box.Top + 42), small);
    }
}
