using System.Globalization;
using System.Numerics;
using TokenFlow.Scene.Canvas;
using TokenFlow.Scene.Frames;
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
        {
            return;
        }

        // With what hubs refused, shares are of that and of what is there: then all four add up.
        double refused = RefusedShare(frame.Snapshot), kept = 1 - refused;
        string note = refused > 0 ? "of what was sent; thin: of all attention" : "share of the dye; thin: of all attention";
        Box inner = PanelFrame.Draw(frame, box, "Where it came from", note);
        int rows = refused > 0 ? 4 : 3;
        float figures = (inner.Height - 44) / rows >= 12 ? 44 : 0;
        float pitch = (inner.Height - figures) / rows;
        Meters meters = frame.Snapshot.Meters;
        Bar(frame, inner, 0, pitch, frame.Theme.Window, "window", kept * meters.Ways.Window, meters.Reading.Window);
        Bar(frame, inner, 1, pitch, frame.Theme.Random, "random", kept * meters.Ways.Random, meters.Reading.Random);
        Bar(frame, inner, 2, pitch, frame.Theme.Hub, "hub", kept * meters.Ways.Hub, meters.Reading.Hub);
        if (refused > 0)
        {
            Bar(frame, inner, 3, pitch, frame.Theme.SunCore, "refused", refused, null);
        }

        if (figures > 0)
        {
            Figures(frame, inner with { Top = inner.Bottom - figures, Height = figures });
        }
    }

    /// <summary>What hubs refused of the first tracer over that and what tokens hold of it, in [0, 1]; 0 where nothing was refused.</summary>
    public static double RefusedShare(FrameSnapshot snapshot)
    {
        if (snapshot.Tracers.Count == 0 || !(snapshot.Tracers[0].Refused > 0))
        {
            return 0;
        }

        TracerSnapshot tracer = snapshot.Tracers[0];
        double held = 0;
        for (int i = 0; i < snapshot.Tokens.Length; i++)
        {
            held += tracer.Total(i);
        }

        double share = tracer.Refused / (tracer.Refused + Math.Max(held, 0));
        return double.IsFinite(share) ? Math.Clamp(share, 0, 1) : 0;
    }

    private static void Bar(SceneFrame frame, in Box inner, int row, float pitch, Rgba colour, string name, double dye, double? reading)
    {
        const float NameWidth = 56, FigureWidth = 46;
        float top = inner.Top + (row * pitch);
        float thick = Math.Clamp(pitch * 0.34f, 4, 9), thin = 2;
        float middle = top + (pitch / 2);
        var nameStyle = new TextStyle(TypeSize.Small, frame.Theme.Secondary);
        frame.Canvas.Text(name, new Vector2(inner.Left, middle + 4), nameStyle);
        var track = new Box(inner.Left + NameWidth, middle - ((thick + thin + 2) / 2), MathF.Max(inner.Width - NameWidth - FigureWidth, 0), thick);
        Box under = track with { Top = track.Bottom + 2, Height = thin };
        frame.Canvas.Rectangle(track, frame.Theme.Track, thick / 2);
        Fill(frame.Canvas, track, dye, colour);
        if (reading is { } share)
        {
            frame.Canvas.Rectangle(under, frame.Theme.Track, thin / 2);
            Fill(frame.Canvas, under, share, colour.Fade(0.75f));
        }

        var figure = new TextStyle(TypeSize.Small, frame.Theme.Text, FontWeight.Regular, TextAnchor.End);
        frame.Canvas.Text(Letters.Percent(dye), new Vector2(inner.Right, middle + 4), figure);
    }

    private static void Fill(ICanvas canvas, in Box track, double share, Rgba colour)
    {
        float width = track.Width * (float)Math.Clamp(double.IsFinite(share) ? share : 0, 0, 1);
        if (width < 0.4f)
        {
            return;
        }
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
        {
            label = shorter;
        }

        frame.Canvas.Text(Letters.Fit(frame.Canvas, label, small, box.Width - 6), new Vector2(box.Left, box.Top + 42), small);
    }
}
