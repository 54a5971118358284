using System.Globalization;
using System.Numerics;
using TokenFlow.Scene.Canvas;
using TokenFlow.Scene.Frames;
using TokenFlow.Scene.Layout;
using TokenFlow.Scene.Lettering;
using TokenFlow.Scene.Theme;
using TokenFlow.Simulation.Snapshots;

namespace TokenFlow.Scene.Passes;

/// <summary>
/// The light cone: position across, layers down, dye as colour. Finished rows are history; the running layer's row
/// fills as the dye travels. Lines show how far windows alone can have carried it.
/// </summary>
internal static class ConePass
{
    // The layers' numbers stand left of the cells.
    private const float Ruler = 18;

    public static void Draw(SceneFrame frame)
    {
        Box box = frame.Layout.Cone;
        if (!SceneLayout.Has(box))
        {
            return;
        }

        int layers = frame.Snapshot.Subject.Layers;
        int columns = ColumnsOf(box, frame.Tokens);
        string note = columns < frame.Tokens
            ? $"position across, layers down; a column is the strongest of {Letters.Count((frame.Tokens + columns - 1) / columns)}"
            : "position across, layers down";
        PanelFrame.Draw(frame, box, "Light cone", note);
        Box grid = frame.Layout.ConeRows;
        if (grid.Width < 20 || grid.Height < 12)
        {
            return;
        }

        float pitch = grid.Height / (layers + 1);
        float gap = pitch > 9 ? 2 : pitch > 4 ? 1 : 0;
        for (int layer = 0; layer <= layers; layer++)
        {
            Row(frame, layer, columns, new Box(grid.Left, grid.Top + (layer * pitch), grid.Width, pitch - gap));
        }

        WindowLines(frame, grid, pitch);
        Seats(frame, grid);
        Rulers(frame, grid, pitch, layers);
    }

    /// <summary>How many columns the cone of a panel has.</summary>
    public static int ColumnsOf(in Box panel, int tokens) => Math.Max(Math.Min(tokens, (int)(panel.Width - 32 - Ruler)), 1);

    private static void Row(SceneFrame frame, int layer, int columns, in Box box)
    {
        FrameSnapshot snapshot = frame.Snapshot;
        bool isRunning = layer == snapshot.CompletedLayers + 1 && !snapshot.IsFinished && snapshot.Progress > 0;
        if (layer > snapshot.CompletedLayers && !isRunning)
        {
            frame.Canvas.Rectangle(box, frame.Theme.Track.Fade(0.6f));
            return;
        }

        List<float> strongest = frame.Scratch.Row;
        strongest.Clear();
        for (int c = 0; c < columns; c++)
        {
            strongest.Add(0);
        }

        Span<float> row = SceneScratch.Of(strongest);
        for (int c = 0; c < columns; c++)
        {
            int last = ArcLayout.FirstOf(c + 1, columns, frame.Tokens);
            for (int i = ArcLayout.FirstOf(c, columns, frame.Tokens); i < last; i++)
            {
                row[c] = MathF.Max(row[c], isRunning ? frame.Dye[i] : HistoryAt(snapshot, layer, i));
            }
        }

        List<Rgba> cells = frame.Scratch.Cells;
        cells.Clear();
        foreach (float amount in row)
        {
            float level = frame.Scale.Level(amount);
            cells.Add(level < 0 ? frame.Theme.Empty.Mix(frame.Theme.Panel, 0.35f) : frame.Theme.Ramp.At(level));
        }

        frame.Canvas.Cells(box, columns, 1, SceneScratch.Of(cells));
        if (isRunning)
        {
            frame.Canvas.Outline(box.Inset(-0.5f), new Stroke(frame.Theme.Text.Fade(0.55f), 1));
        }
    }

    private static float HistoryAt(FrameSnapshot snapshot, int layer, int token)
    {
        float sum = 0;
        for (int i = 0; i < snapshot.Tracers.Count; i++)
        {
            TracerSnapshot tracer = snapshot.Tracers[i];
            if (layer < tracer.ConeRowCount)
            {
                sum += tracer.ConeRow(layer)[token];
            }
        }

        return sum;
    }

    private static void WindowLines(SceneFrame frame, in Box grid, float pitch)
    {
        int layers = frame.Snapshot.Subject.Layers;
        if (!WindowReach.Applies(frame.Snapshot))
        {
            return;
        }

        int origin = frame.Snapshot.Tracers[0].Origin, drop = frame.Snapshot.Tracers[0].DropLayer;
        long window = WindowReach.Stride(frame.Snapshot);
        List<LineSegment> segments = frame.Scratch.Segments;
        segments.Clear();
        for (int side = -1; side <= 1; side += 2)
        {
            for (int layer = drop; layer <= layers; layer++)
            {
                // Stepped, because a layer is: its row's edge is where windows end.
                long edge = origin + (side * window * (layer - drop)) + (side > 0 ? 1 : 0);
                if (edge <= 0 || edge >= frame.Tokens)
                {
                    break;
                }

                float x = grid.Left + (grid.Width * edge / frame.Tokens);
                float y = grid.Top + (layer * pitch);
                segments.Add(new LineSegment(new Vector2(x, y), new Vector2(x, y + pitch)));
                long next = edge + (side * window);
                if (layer < layers)
                {
                    float nextX = grid.Left + (grid.Width * Math.Clamp(next, 0, frame.Tokens) / frame.Tokens);
                    segments.Add(new LineSegment(new Vector2(x, y + pitch), new Vector2(nextX, y + pitch)));
                }
            }
        }

        frame.Canvas.PushClip(grid);
        frame.Canvas.Lines(SceneScratch.Of(segments), new Stroke(frame.Theme.Text.Fade(0.5f), 0.9f));
        frame.Canvas.PopClip();
    }

    // Where hubs and origins sit, above the rows.
    private static void Seats(SceneFrame frame, in Box grid)
    {
        List<LineSegment> segments = frame.Scratch.Segments;
        segments.Clear();
        foreach (HubSnapshot hub in frame.Snapshot.Hubs)
        {
            float x = grid.Left + (grid.Width * (hub.Position + 0.5f) / frame.Tokens);
            segments.Add(new LineSegment(new Vector2(x, grid.Top - 6), new Vector2(x, grid.Top - 1.5f)));
        }

        if (segments.Count > 0)
        {
            frame.Canvas.Lines(SceneScratch.Of(segments), new Stroke(frame.Theme.Hub, Math.Clamp(grid.Width / frame.Tokens, 1.2f, 3)));
        }

        Span<Vector2> drop = stackalloc Vector2[3];
        foreach (TracerSnapshot tracer in frame.Snapshot.Tracers)
        {
            float x = grid.Left + (grid.Width * (tracer.Origin + 0.5f) / frame.Tokens);
            drop[0] = new Vector2(x - 4, grid.Top - 7.5f);
            drop[1] = new Vector2(x + 4, grid.Top - 7.5f);
            drop[2] = new Vector2(x, grid.Top - 1);
            frame.Canvas.Polygon(drop, frame.Theme.Text);
        }
    }

    private static void Rulers(SceneFrame frame, in Box grid, float pitch, int layers)
    {
        var style = new TextStyle(TypeSize.Note, frame.Theme.Secondary, FontWeight.Regular, TextAnchor.End);
        int step = 1;
        while (step * pitch < 10)
        {
            step++;
        }

        for (int layer = 0; layer <= layers; layer += step)
        {
            bool isNow = layer == frame.Snapshot.CompletedLayers + (frame.Snapshot.Progress > 0 && !frame.Snapshot.IsFinished ? 1 : 0);
            frame.Canvas.Text(
                layer.ToString(CultureInfo.InvariantCulture),
                new Vector2(grid.Left - 7, grid.Top + (layer * pitch) + (pitch / 2) + 2.5f),
                isNow ? style with { Colour = frame.Theme.Text, Weight = FontWeight.Bold } : style);
        }

        float below = grid.Bottom + 9;
        frame.Canvas.Text("0", new Vector2(grid.Left, below), style with { Anchor = TextAnchor.Start });
        frame.Canvas.Text(Letters.Count(frame.Tokens - 1), new Vector2(grid.Right, below), style);
        if (WindowReach.Applies(frame.Snapshot) && grid.Width > 240)
        {
            frame.Canvas.Text("line: as far as windows alone can carry it", new Vector2(grid.Left + (grid.Width / 2), below), style with { Anchor = TextAnchor.Middle });
        }
    }
}
