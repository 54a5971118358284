using System.Numerics;
using TokenFlow.Attention.Patterns;
using TokenFlow.Scene.Canvas;
using TokenFlow.Scene.Edges;
using TokenFlow.Simulation.Snapshots;

namespace TokenFlow.Scene.Passes;

/// <summary>Edges one by one: hairlines at rest, lit in their way's colour where they carry dye.</summary>
internal static class EdgePass
{
    public static void Draw(SceneFrame frame)
    {
        // Many lines over each other would make a veil: the more there are, the fainter each is at rest.
        float crowding = Math.Clamp(MathF.Sqrt(900f / Math.Max(frame.Snapshot.Edges.Length, 1)), 0.4f, 1.4f);
        var look = new EdgeLook(frame.Theme, frame.Scale, frame.Tokens, crowding, frame.Clock.Light);
        List<Curve>[] batches = frame.Scratch.CurveBatches;
        SceneScratch.Clear(batches);
        int shared = Gather(frame, look, batches);

        // Faint ones first, whatever their way, so that what carries most lies on top.
        float left = frame.Options.EdgeInk;
        frame.DrawnEdges = shared;
        for (int rank = EdgeLook.Ranks - 1; rank >= 0; rank--)
            frame.DrawnEdges += Keep(batches, rank, ref left);
        for (int rank = 0; rank < EdgeLook.Ranks; rank++)
        {
            for (int way = 0; way < 3; way++)
            {
                int style = EdgeLook.StyleOf((EdgeWay)way, rank);
                Span<Curve> batch = SceneScratch.Of(batches[style]);
                if (batch.Length == 0)
                    continue;
                if (EdgeLook.Glows(style))
                    frame.Canvas.Curves(batch, look.HaloOf(style));
                frame.Canvas.Curves(batch, look.StrokeOf(style));
            }
        }
    }

    // Sorts the edges' curves into batches; gives back how many edges lie on another one's line.
    private static int Gather(SceneFrame frame, in EdgeLook look, List<Curve>[] batches)
    {
        var shapes = new EdgeShapes(frame.Arc, frame.Hubs.Spots);
        HashSet<long> lines = frame.Scratch.Lines;
        lines.Clear();
        int shared = 0;
        foreach (ref readonly EdgeSnapshot edge in frame.Snapshot.Edges)
        {
            // Both directions of a window or random link run along one line; the first met is the stronger.
            if (edge.Way != EdgeWay.Hub && edge.Query != edge.Key)
            {
                if (lines.Contains(((long)edge.Key << 32) | (uint)edge.Query))
                {
                    shared++;
                    continue;
                }

                lines.Add(((long)edge.Query << 32) | (uint)edge.Key);
            }

            batches[look.StyleOf(edge.Way, edge.Weight, edge.Flow)].Add(shapes.Of(edge));
        }

        return shared;
    }

    // Takes the batches of one rank as far as the ink lasts. Where it runs short, every second, third ... curve stays:
    // edges of one rank are equally strong, and cutting their list would leave one side of the picture bare.
    private static int Keep(List<Curve>[] batches, int rank, ref float left)
    {
        float ink = 0;
        for (int way = 0; way < 3; way++)
        {
            foreach (ref readonly Curve curve in SceneScratch.Of(batches[EdgeLook.StyleOf((EdgeWay)way, rank)]))
                ink += Vector2.Distance(curve.From, curve.To);
        }

        int stride = ink <= left ? 1 : left > 0 ? (int)MathF.Min(MathF.Ceiling(ink / left), int.MaxValue / 2) : 0;
        left = MathF.Max(left - (stride > 0 ? ink / stride : 0), 0);
        if (stride > 1)
            left = 0;
        int kept = 0;
        for (int way = 0; way < 3; way++)
        {
            List<Curve> batch = batches[EdgeLook.StyleOf((EdgeWay)way, rank)];
            if (stride != 1)
                Thin(batch, stride);
            kept += batch.Count;
        }

        return kept;
    }

    private static void Thin(List<Curve> batch, int stride)
    {
        int kept = 0;
        for (int i = 0; stride > 0 && i < batch.Count; i += stride)
            batch[kept++] = batch[i];
        batch.RemoveRange(kept, batch.Count - kept);
    }
}
