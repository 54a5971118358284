using System.Globalization;
using System.Numerics;
using TokenFlow.Scene.Canvas;
using TokenFlow.Scene.Frames;
using TokenFlow.Scene.Layout;
using TokenFlow.Scene.Lettering;
using TokenFlow.Scene.Theme;
using TokenFlow.Simulation.Snapshots;

namespace TokenFlow.Scene.Passes;

/// <summary>Tokens reached by layer, against what windows alone would reach; beside it the hubs and their load.</summary>
internal static class ReachPass
{
    private const int MostHubs = 6;

    public static void Draw(SceneFrame frame)
    {
        Box box = frame.Layout.Reach;
        if (!SceneLayout.Has(box) || frame.Snapshot.Tracers.Count == 0)
        {
            return;
        }

        // One or two hubs have their load beside their suns already.
        bool hasHubs = frame.Snapshot.Hubs.Count > 2 && box.Width > 320;
        Box inner = PanelFrame.Draw(frame, box, "Reach by layer", hasHubs ? "right: share of all reading a hub serves" : frame.Snapshot.Tracers.Count > 1 ? $"tokens that hold dye of token {frame.Snapshot.Tracers[0].Origin}" : "tokens that hold any of the dye");
        float plotWidth = hasHubs ? inner.Width * 0.56f : inner.Width;
        Plot(frame, inner with { Width = plotWidth });
        if (hasHubs)
        {
            Hubs(frame, new Box(inner.Left + plotWidth + 22, inner.Top, inner.Width - plotWidth - 22, inner.Height));
        }
    }

    private static void Plot(SceneFrame frame, in Box box)
    {
        SceneTheme theme = frame.Theme;
        FrameSnapshot snapshot = frame.Snapshot;
        int layers = snapshot.Subject.Layers, tokens = frame.Tokens;
        float labels = frame.Canvas.MeasureText(Letters.Count(tokens), new TextStyle(TypeSize.Note, theme.Secondary)) + 7;
        var area = new Box(box.Left + labels, box.Top + 6, MathF.Max(box.Width - labels - 4, 1), MathF.Max(box.Height - 20, 1));
        var style = new TextStyle(TypeSize.Note, theme.Secondary, FontWeight.Regular, TextAnchor.End);
        Vector2 At(double layer, double reach) => new(area.Left + (area.Width * (float)(layer / layers)), area.Bottom - (area.Height * (float)(reach / tokens)));

        List<LineSegment> grid = frame.Scratch.Segments;
        grid.Clear();
        for (int k = 0; k <= 2; k++)
        {
            float y = area.Bottom - (area.Height * k / 2);
            grid.Add(new LineSegment(new Vector2(area.Left, y), new Vector2(area.Right, y)));
            if (k != 1 || area.Height > 50)
            {
                frame.Canvas.Text(Letters.Count(k == 2 ? tokens : tokens * k / 2), new Vector2(area.Left - 6, y + 3), style);
            }
        }

        frame.Canvas.Lines(SceneScratch.Of(grid), new Stroke(theme.PanelEdge, 1));
        int step = Math.Max((int)MathF.Ceiling(layers * 14 / area.Width), 1);
        for (int layer = 0; layer <= layers; layer += step)
        {
            frame.Canvas.Text(layer.ToString(CultureInfo.InvariantCulture), new Vector2(At(layer, 0).X, area.Bottom + 12), style with { Anchor = TextAnchor.Middle });
        }

        List<Vector2> points = frame.Scratch.Points;
        if (WindowReach.Applies(snapshot) && snapshot.Hubs.Count > 0)
        {
            points.Clear();
            for (int layer = 0; layer <= layers; layer++)
            {
                points.Add(At(layer, WindowReach.After(snapshot, layer)));
            }

            frame.Canvas.Polyline(SceneScratch.Of(points), new Stroke(theme.Window.Fade(0.8f), 1.2f));
            const string Name = "windows alone";
            float above = points[^1].Y - 5;
            // Above the line's end, or where that leaves the plot, below the line where the words begin.
            float from = area.Right - frame.Canvas.MeasureText(Name, style) - 6;
            int at = Math.Clamp((int)(layers * (from - area.Left) / area.Width), 0, layers);
            frame.Canvas.Text(Name, new Vector2(area.Right, above > area.Top + 14 ? above : points[at].Y + 13), style with { Colour = theme.Window });
        }

        // Counted at the end of each finished layer, straight between.
        points.Clear();
        TracerSnapshot tracer = snapshot.Tracers[0];
        ReadOnlySpan<int> arrival = tracer.Arrival;
        for (int layer = 0; layer <= snapshot.CompletedLayers; layer++)
        {
            int reach = 0;
            foreach (int at in arrival)
            {
                reach += at >= 0 && tracer.DropLayer + at <= layer ? 1 : 0;
            }

            points.Add(At(layer, reach));
        }

        Vector2 now = points[^1];
        if (points.Count > 1)
        {
            int count = points.Count;
            points.Add(new Vector2(now.X, area.Bottom));
            points.Add(new Vector2(points[0].X, area.Bottom));
            frame.Canvas.Polygon(SceneScratch.Of(points), theme.Text.Fade(0.07f));
            frame.Canvas.Polyline(SceneScratch.Of(points)[..count], new Stroke(theme.Text, 1.8f, true));
        }

        frame.Canvas.Discs(SceneScratch.Of(points)[..Math.Min(points.Count, snapshot.CompletedLayers + 1)], 2.2f, theme.Text);
        frame.Canvas.Discs([now], 3.6f, theme.Text);
        bool isLeft = now.X < area.Left + (area.Width * 0.7f);
        var figure = new TextStyle(TypeSize.Small, theme.Text, FontWeight.Bold, isLeft ? TextAnchor.Start : TextAnchor.End);
        float lift = now.Y < area.Top + 12 ? 15 : -7;
        frame.Canvas.Text(Letters.Count(snapshot.Meters.Reach), now + new Vector2(isLeft ? 7 : -7, lift), figure);
    }

    private static void Hubs(SceneFrame frame, in Box box)
    {
        IReadOnlyList<HubSnapshot> hubs = frame.Snapshot.Hubs;
        float most = 0;
        foreach (HubSnapshot hub in hubs)
        {
            most = MathF.Max(most, hub.Load);
        }

        int rows = Math.Min(hubs.Count, Math.Min(MostHubs, (int)(box.Height / 20)));
        bool hasRest = rows < hubs.Count;
        if (hasRest)
        {
            rows = Math.Max(rows - 1, 1);
        }

        Span<int> order = stackalloc int[MostHubs];
        rows = Strongest(hubs, order[..rows]);
        float pitch = MathF.Min(22, box.Height / (rows + (hasRest ? 1 : 0)));
        for (int r = 0; r < rows; r++)
        {
            HubSnapshot hub = hubs[order[r]];
            float y = box.Top + (r * pitch) + 12;
            var name = new TextStyle(TypeSize.Small, hub.IsCut ? frame.Theme.Cut : frame.Theme.Text);
            var figure = new TextStyle(TypeSize.Small, hub.IsCut ? frame.Theme.Cut : frame.Theme.Text, FontWeight.Regular, TextAnchor.End);
            string piece = Letters.Piece(frame.Snapshot.Subject.Pieces[hub.Position]);
            frame.Canvas.Text(Letters.Fit(frame.Canvas, $"{piece} {hub.Position}", name, box.Width - 52), new Vector2(box.Left, y), name);
            frame.Canvas.Text(hub.IsCut ? "cut" : Letters.Percent(hub.Load), new Vector2(box.Right, y), figure);
            var track = new Box(box.Left, y + 4, box.Width, 2.4f);
            frame.Canvas.Rectangle(track, frame.Theme.Track, 1.2f);
            float width = most > 0 ? track.Width * (hub.Load / most) : 0;
            if (width > 0.4f && !hub.IsCut)
            {
                frame.Canvas.Rectangle(track with { Width = width }, frame.Theme.Hub, 1.2f);
            }
        }

        if (hasRest)
        {
            var rest = new TextStyle(TypeSize.Note, frame.Theme.Secondary);
            frame.Canvas.Text($"and {Letters.Count(hubs.Count - rows)} more", new Vector2(box.Left, box.Top + (rows * pitch) + 11), rest);
        }
    }

    // The hubs with the highest loads, in position order where they tie.
    private static int Strongest(IReadOnlyList<HubSnapshot> hubs, Span<int> order)
    {
        int count = 0;
        for (int h = 0; h < hubs.Count; h++)
        {
            int at = count;
            while (at > 0 && hubs[order[at - 1]].Load < hubs[h].Load)
            {
                at--;
            }

            if (at >= order.Length)
            {
                continue;
            }

            int last = Math.Min(count, order.Length - 1);
            for (int k = last; k > at; k--)
            {
                order[k] = order[k - 1];
            }

            order[at] = h;
            count = Math.Min(count + 1, order.Length);
        }

        return count;
    }
}
