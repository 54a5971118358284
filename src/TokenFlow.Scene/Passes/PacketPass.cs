using System.Numerics;
using TokenFlow.Attention.Patterns;
using TokenFlow.Scene.Canvas;
using TokenFlow.Scene.Edges;
using TokenFlow.Scene.Frames;
using TokenFlow.Simulation.Snapshots;

namespace TokenFlow.Scene.Passes;

/// <summary>Packets on their way from key to query, with short tails, along the edges that move most dye.</summary>
internal static class PacketPass
{
    /// <summary>More would be a fog: beyond it, every second, third ... of them is shown.</summary>
    private const int MostPackets = 640;

    /// <summary>Edges that move less than this part of what the strongest of their way moves send no packet.</summary>
    private const float LeastPart = 0.01f;

    private const int Sizes = 3;
    private const int TailPieces = 3;

    public static void Draw(SceneFrame frame)
    {
        if (!frame.Clock.IsTravelling || frame.Snapshot.IsFinished)
        {
            return;
        }

        ReadOnlySpan<EdgeSnapshot> edges = frame.Snapshot.Edges;
        List<Curve>[] tails = frame.Scratch.CurveBatches;
        List<Vector2>[] heads = frame.Scratch.DiscBatches;
        SceneScratch.Clear(tails);
        SceneScratch.Clear(heads);
        var shapes = new EdgeShapes(frame.Arc, frame.Hubs.Spots);
        float travel = frame.Clock.Travel;
        Span<float> least = stackalloc float[3];
        // Facts have packets of their own, which must not drown in those of the dye.
        bool hasFacts = frame.Facts.Facts > 0;
        float bright = hasFacts ? 0.5f : 1;
        int stride = (CountPackets(edges, least) / (hasFacts ? MostPackets / 4 : MostPackets)) + 1;
        int packet = 0;
        foreach (ref readonly EdgeSnapshot edge in edges)
        {
            if (!Sends(edge, least) || packet++ % stride != 0)
            {
                continue;
            }

            Curve curve = shapes.Of(edge);
            int size = Math.Clamp((int)(frame.Scale.Level(edge.Flow) * Sizes), 0, Sizes - 1);
            int style = ((int)edge.Way * Sizes) + size;
            heads[style].Add(curve.At(travel));
            float length = Vector2.Distance(curve.From, curve.To);
            float tail = Math.Clamp(34 / MathF.Max(length, 1), 0.06f, 0.3f);
            for (int piece = 0; piece < TailPieces; piece++)
            {
                float end = travel - (tail * piece / TailPieces), start = travel - (tail * (piece + 1) / TailPieces);
                if (end > 0)
                {
                    tails[(style * TailPieces) + piece].Add(curve.Part(MathF.Max(start, 0), end));
                }
            }
        }

        for (int style = 0; style < 3 * Sizes; style++)
        {
            if (heads[style].Count == 0)
            {
                continue;
            }

            int size = style % Sizes;
            Rgba colour = frame.Theme.Of((EdgeWay)(style / Sizes));
            // Windows are short and many: their packets stay small, or they would melt into a blot.
            float radius = (1.3f + (0.75f * size)) * (style / Sizes == (int)EdgeWay.Window ? 0.62f : 1);
            for (int piece = TailPieces - 1; piece >= 0; piece--)
            {
                List<Curve> batch = tails[(style * TailPieces) + piece];
                if (batch.Count > 0)
                {
                    frame.Canvas.Curves(SceneScratch.Of(batch), new Stroke(colour.Fade((0.62f - (0.19f * piece)) * bright), radius * (1.5f - (0.35f * piece)), true));
                }
            }

            frame.Canvas.Discs(SceneScratch.Of(heads[style]), radius * 2.2f, colour.Fade(0.22f * bright));
            frame.Canvas.Discs(SceneScratch.Of(heads[style]), radius, colour.Mix(frame.Theme.SunCore, 0.65f * bright).Fade(hasFacts ? 0.7f : 1));
        }
    }

    private static bool Sends(in EdgeSnapshot edge, ReadOnlySpan<float> least) =>
        edge.Flow > 0 && edge.Flow >= least[(int)edge.Way] && edge.Query != edge.Key;

    private static int CountPackets(ReadOnlySpan<EdgeSnapshot> edges, Span<float> least)
    {
        least.Clear();
        foreach (ref readonly EdgeSnapshot edge in edges)
        {
            if (edge.Query != edge.Key)
            {
                least[(int)edge.Way] = MathF.Max(least[(int)edge.Way], edge.Flow * LeastPart);
            }
        }

        int count = 0;
        foreach (ref readonly EdgeSnapshot edge in edges)
        {
            count += Sends(edge, least) ? 1 : 0;
        }

        return count;
    }
}
