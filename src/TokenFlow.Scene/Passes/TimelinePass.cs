using System.Globalization;
using System.Numerics;
using TokenFlow.Scene.Canvas;
using TokenFlow.Scene.Frames;
using TokenFlow.Scene.Layout;
using TokenFlow.Scene.Lettering;
using TokenFlow.Scene.Theme;
using TokenFlow.Simulation.Snapshots;

namespace TokenFlow.Scene.Passes;

/// <summary>Layers as blocks, with how many tokens each newly reached; stops as notches; a playhead.</summary>
internal static class TimelinePass
{
    public static void Draw(SceneFrame frame)
    {
        Box box = frame.Layout.Timeline;
        if (!SceneLayout.Has(box))
        {
            return;
        }

        SceneTheme theme = frame.Theme;
        FrameSnapshot snapshot = frame.Snapshot;
        int layers = Math.Max(snapshot.Subject.Layers, 1);
        float pitch = box.Width / layers;
        float gap = pitch > 20 ? 4 : pitch > 6 ? 1.5f : 0;
        float now = snapshot.IsFinished ? layers : snapshot.CompletedLayers + snapshot.Progress;
        for (int layer = 1; layer <= layers; layer++)
        {
            var block = new Box(box.Left + ((layer - 1) * pitch), box.Top, MathF.Max(pitch - gap, 0.5f), box.Height);
            bool isDone = layer <= snapshot.CompletedLayers, isRunning = layer == snapshot.CompletedLayers + 1 && !snapshot.IsFinished;
            float corner = MathF.Min(5, block.Width / 3);
            frame.Canvas.Rectangle(block, isDone ? theme.Finished : theme.Track.Fade(0.75f), corner);
            if (isRunning && snapshot.Progress > 0)
            {
                frame.Canvas.PushClip(block with { Width = block.Width * snapshot.Progress });
                frame.Canvas.Rectangle(block, theme.Running, corner);
                frame.Canvas.PopClip();
            }

            if (isRunning)
            {
                frame.Canvas.Outline(block.Inset(0.5f), new Stroke(theme.Running, 1), corner);
            }

            Words(frame, block, layer, isDone, isRunning);
        }

        Stops(frame, box, layers);
        float x = box.Left + (now >= layers ? (layers * pitch) - gap : now * pitch);
        x = Math.Clamp(x, box.Left + 1, MathF.Max(box.Right - 1, box.Left + 1));
        frame.Canvas.Rectangle(new Box(x - 1.25f, box.Top - 5, 2.5f, box.Height + 10), theme.Text, 1.25f);
    }

    private static void Words(SceneFrame frame, in Box block, int layer, bool isDone, bool isRunning)
    {
        var style = new TextStyle(TypeSize.Small, isDone || isRunning ? frame.Theme.Text : frame.Theme.Secondary, FontWeight.Regular, TextAnchor.Middle);
        string number = layer.ToString(CultureInfo.InvariantCulture);
        string name = $"layer {number}";
        var at = new Vector2(block.Left + (block.Width / 2), block.Top + (block.Height / 2) + 4);
        string news = isDone && frame.Snapshot.Tracers.Count > 0 ? $"+{Letters.Count(NewlyReached(frame.Snapshot, layer))}" : "";
        var newsStyle = new TextStyle(TypeSize.Note, frame.Theme.Secondary.Mix(frame.Theme.Text, 0.35f), FontWeight.Regular, TextAnchor.End);
        float nameWidth = frame.Canvas.MeasureText(name, style);
        if (news.Length > 0 && nameWidth + frame.Canvas.MeasureText(news, newsStyle) + 28 <= block.Width)
        {
            frame.Canvas.Text(name, at with { X = block.Left + 10 }, style with { Anchor = TextAnchor.Start });
            frame.Canvas.Text(news, new Vector2(block.Right - 10, at.Y - 0.5f), newsStyle);
        }
        else if (nameWidth + 8 <= block.Width)
        {
            frame.Canvas.Text(name, nameWidth + 60 <= block.Width ? at with { X = block.Left + 10 } : at, nameWidth + 60 <= block.Width ? style with { Anchor = TextAnchor.Start } : style);
        }
        else if (frame.Canvas.MeasureText(number, style) + 4 <= block.Width)
        {
            frame.Canvas.Text(number, at, style);
        }
    }

    private static int NewlyReached(FrameSnapshot snapshot, int layer)
    {
        int count = 0;
        TracerSnapshot tracer = snapshot.Tracers[0];
        foreach (int arrival in tracer.Arrival)
        {
            count += arrival > 0 && tracer.DropLayer + arrival == layer ? 1 : 0;
        }

        return count;
    }

    private static void Stops(SceneFrame frame, in Box box, int layers)
    {
        foreach (double stop in frame.Notes.Stops)
        {
            if (!(stop >= 0 && stop <= layers))
            {
                continue;
            }

            float x = box.Left + (box.Width * (float)(stop / layers));
            frame.Canvas.Rectangle(new Box(x - 1, box.Top - 6, 2, 5), frame.Theme.Secondary.Mix(frame.Theme.Text, 0.5f), 1);
        }
    }
}
