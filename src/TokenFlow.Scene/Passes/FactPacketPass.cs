using System.Numerics;
using TokenFlow.Attention.Patterns;
using TokenFlow.Scene.Canvas;
using TokenFlow.Scene.Edges;
using TokenFlow.Scene.Facts;
using TokenFlow.Scene.Frames;
using TokenFlow.Simulation.Snapshots;

namespace TokenFlow.Scene.Passes;

/// <summary>
/// Facts on their way: from where they stand to the hubs in every layer, largest in the first; from the second layer on from
/// the hubs to the readers, a string of beads, one for each colour of which the reader can tell a fact. What a reader cannot
/// tell is not under way to it.
/// </summary>
internal static class FactPacketPass
{
    private const int Sizes = 3;

    // How much of the way a string of few and of many beads takes up.
    private const float ShortTrain = 0.4f, LongTrain = 0.62f;

    public static void Draw(SceneFrame frame)
    {
        FactView facts = frame.Facts;
        if (!frame.Clock.IsTravelling || frame.Snapshot.IsFinished || facts.Facts == 0)
        {
            return;
        }

        FactLinks links = frame.Scratch.Links;
        List<Vector2>[] heads = frame.Scratch.DiscBatches;
        List<Curve>[] tails = frame.Scratch.CurveBatches;
        SceneScratch.Clear(heads);
        SceneScratch.Clear(tails);
        var shapes = new EdgeShapes(frame.Arc, frame.Hubs.Spots);
        float travel = frame.Clock.Travel;
        bool isFirst = frame.Snapshot.CompletedLayers == 0;
        foreach ((int fact, int hub) in links.Taken)
        {
            Curve curve = shapes.Of(new EdgeSnapshot(frame.Snapshot.Hubs[hub].Position, facts.Order[fact].Token, 0, 0, EdgeWay.Hub, 0));
            Add((facts.SlotOf[fact] * Sizes) + (isFirst && links.Taken.Length <= 128 ? 2 : isFirst ? 1 : 0), curve, travel, heads, tails);
        }

        if (!isFirst)
        {
            ToReaders(frame, links, shapes, travel, heads, tails);
        }

        ReadOnlySpan<Rgba> colours = frame.Theme.Facts.Of(facts.Slots);
        for (int size = 0; size < Sizes; size++)
        {
            float radius = 1.5f + (0.85f * size);
            for (int slot = 0; slot < facts.Slots; slot++)
            {
                int batch = (slot * Sizes) + size;
                if (heads[batch].Count == 0)
                {
                    continue;
                }

                if (tails[batch].Count > 0)
                {
                    frame.Canvas.Curves(SceneScratch.Of(tails[batch]), new Stroke(colours[slot].Fade(0.55f), radius * 1.1f, true));
                }

                if (size > 0)
                {
                    frame.Canvas.Discs(SceneScratch.Of(heads[batch]), radius + 0.9f, frame.Theme.Background);
                }

                frame.Canvas.Discs(SceneScratch.Of(heads[batch]), radius, colours[slot]);
            }
        }
    }

    private static void ToReaders(SceneFrame frame, FactLinks links, in EdgeShapes shapes, float travel, List<Vector2>[] heads, List<Curve>[] tails)
    {
        FactView facts = frame.Facts;
        float train = facts.Slots > 12 ? LongTrain : ShortTrain;
        foreach ((int hub, int reader) in links.Sent)
        {
            Curve curve = shapes.Of(new EdgeSnapshot(frame.Snapshot.Readers[reader].Token, frame.Snapshot.Hubs[hub].Position, 0, 0, EdgeWay.Hub, 0));
            ReadOnlySpan<float> shares = facts.SharesOf(reader);
            for (int slot = 0; slot < facts.Slots; slot++)
            {
                if (shares[slot] <= 0)
                {
                    continue;
                }

                float along = (travel * (1 + train)) - (train * slot / Math.Max(facts.Slots - 1, 1));
                if (along is > 0 and < 1)
                {
                    Add((slot * Sizes) + (facts.Slots <= 12 && shares[slot] > 0.5f ? 1 : 0), curve, along, heads, facts.Slots > 12 ? null : tails);
                }
            }
        }
    }

    private static void Add(int batch, in Curve curve, float along, List<Vector2>[] heads, List<Curve>[]? tails)
    {
        heads[batch].Add(curve.At(along));
        float from = along - Math.Clamp(16 / MathF.Max(Vector2.Distance(curve.From, curve.To), 1), 0.03f, 0.2f);
        if (tails is not null && from > 0)
        {
            tails[batch].Add(curve.Part(from, along));
        }
    }
}
