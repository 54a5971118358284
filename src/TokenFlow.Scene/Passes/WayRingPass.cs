using TokenFlow.Attention.Patterns;
using TokenFlow.Scene.Canvas;
using TokenFlow.Scene.Frames;
using TokenFlow.Scene.Layout;
using TokenFlow.Scene.Motion;

namespace TokenFlow.Scene.Passes;

/// <summary>
/// A thin ring inside the tokens that says by which way most of a token's dye came: at a glance, how far it crept and
/// where it jumped.
/// </summary>
internal static class WayRingPass
{
    public static void Draw(SceneFrame frame)
    {
        if (frame.Snapshot.Tracers.Count == 0)
        {
            return;
        }

        ArcLayout arc = frame.Arc;
        int bins = Math.Min(arc.Bins, frame.Tokens);
        float inwards = -(arc.InnerEdge + 5);
        float half = MathF.Min(0.5f / bins, 9 / MathF.Max(arc.Curve.Length, 1));
        // Single tokens keep a gap between their pieces of ring; in crowds the ring is closed.
        float fill = arc.Spacing > 5 ? 0.8f : 1.04f;
        for (int way = 0; way < 3; way++)
        {
            List<LineSegment> segments = frame.Scratch.Segments;
            segments.Clear();
            for (int bin = 0; bin < bins; bin++)
            {
                if (WayOf(frame, bin, bins) != way)
                {
                    continue;
                }

                float place = (bin + 0.5f) / bins;
                segments.Add(new LineSegment(arc.Curve.At(place - (half * fill), inwards), arc.Curve.At(place + (half * fill), inwards)));
            }

            if (segments.Count > 0)
            {
                frame.Canvas.Lines(SceneScratch.Of(segments), new Stroke(frame.Theme.Of((EdgeWay)way).Fade(0.85f), 2.2f));
            }
        }
    }

    // The way by which most of the bin's dye came, or -1 where there is none that shows yet.
    private static int WayOf(SceneFrame frame, int bin, int bins)
    {
        int first = ArcLayout.FirstOf(bin, bins, frame.Tokens), last = ArcLayout.FirstOf(bin + 1, bins, frame.Tokens);
        float window = ShownDye.Of(frame.Snapshot, frame.Clock, EdgeWay.Window, first, last);
        float random = ShownDye.Of(frame.Snapshot, frame.Clock, EdgeWay.Random, first, last);
        float hub = ShownDye.Of(frame.Snapshot, frame.Clock, EdgeWay.Hub, first, last);
        if (window + random + hub <= 0)
        {
            return -1;
        }

        return hub >= window && hub >= random ? 2 : random > window ? 1 : 0;
    }
}
