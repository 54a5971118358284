using TokenFlow.Attention.Patterns;
using TokenFlow.Scene.Canvas;
using TokenFlow.Scene.Edges;
using TokenFlow.Scene.Facts;
using TokenFlow.Scene.Frames;
using TokenFlow.Simulation.Snapshots;

namespace TokenFlow.Scene.Passes;

/// <summary>
/// Threads in the facts' colours along the edges by which hubs take facts up, bright where readers read the fact; and from
/// hubs to readers, the brighter the more they read.
/// </summary>
internal static class FactThreadPass
{
    private const int Tones = 3;

    public static void Draw(SceneFrame frame)
    {
        FactView facts = frame.Facts;
        if (facts.Facts == 0)
        {
            return;
        }

        FactLinks links = frame.Scratch.Links;
        links.Gather(frame.Snapshot, facts);
        List<Curve>[] batches = frame.Scratch.CurveBatches;
        SceneScratch.Clear(batches);
        var shapes = new EdgeShapes(frame.Arc, frame.Hubs.Spots);
        bool isKnown = frame.Snapshot.CompletedLayers > 0;
        foreach ((int fact, int hub) in links.Taken)
        {
            int tone = isKnown ? Math.Clamp((int)(facts.ShareOf[fact] * Tones), 0, Tones - 1) : 1;
            batches[(facts.SlotOf[fact] * Tones) + tone].Add(shapes.Of(new EdgeSnapshot(frame.Snapshot.Hubs[hub].Position, facts.Order[fact].Token, 0, 0, EdgeWay.Hub, 0)));
        }

        // Many threads together are a veil already.
        float crowding = Math.Clamp(MathF.Sqrt(48f / MathF.Max(links.Taken.Length, 1)), 0.4f, 1);
        ReadOnlySpan<Rgba> colours = frame.Theme.Facts.Of(facts.Slots);
        for (int tone = 0; tone < Tones; tone++)
        {
            for (int slot = 0; slot < facts.Slots; slot++)
            {
                List<Curve> batch = batches[(slot * Tones) + tone];
                if (batch.Count > 0)
                {
                    frame.Canvas.Curves(SceneScratch.Of(batch), new Stroke(colours[slot].Fade((0.14f + (0.32f * tone)) * crowding), 0.9f + (0.25f * tone), true));
                }
            }
        }

        if (isKnown)
        {
            ToReaders(frame, links, shapes);
        }
    }

    private static void ToReaders(SceneFrame frame, FactLinks links, in EdgeShapes shapes)
    {
        List<Curve>[] batches = frame.Scratch.CurveBatches;
        for (int tone = 0; tone <= Tones; tone++)
        {
            batches[tone].Clear();
        }

        foreach ((int hub, int reader) in links.Sent)
        {
            float share = frame.Facts.CountOf[reader] / (float)frame.Facts.Facts;
            batches[Math.Clamp((int)MathF.Ceiling(share * Tones), 0, Tones)].Add(
                shapes.Of(new EdgeSnapshot(frame.Snapshot.Readers[reader].Token, frame.Snapshot.Hubs[hub].Position, 0, 0, EdgeWay.Hub, 0)));
        }

        for (int tone = 0; tone <= Tones; tone++)
        {
            if (batches[tone].Count > 0)
            {
                frame.Canvas.Curves(SceneScratch.Of(batches[tone]), new Stroke(frame.Theme.Text.Fade(0.1f + (0.13f * tone)), 0.9f, true));
            }
        }
    }
}
