using System.Numerics;
using TokenFlow.Attention.Patterns;
using TokenFlow.Scene.Canvas;
using TokenFlow.Scene.Edges;
using TokenFlow.Scene.Frames;
using TokenFlow.Simulation.Snapshots;

namespace TokenFlow.Scene.Passes;

/// <summary>Edges one by one: hairlines at rest, lit in their way's colour where they carry dye.</summary>
internal static class EdgePass
{
    public static void Draw(SceneFrame frame)
    {
        // Many lines over each other would make a veil: the more there are, the fainter each is at rest.
        float crowding = Math.Clamp(MathF.Sqrt(900f / Math.Max(frame.Snapshot.Edges.Length, 1)), 0.4f, 1.4f);
        // Where there are facts the picture is theirs: dye is still there, but lower.
        (float rest, float lit) = frame.Facts.Facts > 0 ? (0.75f, 0.3f) : (1, 1);
        var look = new EdgeLook(frame.Theme, frame.Scale, frame.Tokens, crowding * rest, frame.Clock.Light * lit);
        List<Curve>[] batches = frame.Scratch.CurveBatches;
        var shapes = new EdgeShapes(frame.Arc, frame.Hubs.Spots);
        frame.DrawnEdges = Choose(frame.Snapshot, shapes, look, frame.Options.EdgeInk, frame.Scratch.Lines, batches, null);

        // Faint ones first, whatever their way, so that what carries most lies on top.
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

    /// <summary>Which edges are drawn by themselves: their curves, in batches by style.</summary>
    /// <param name="snapshot">The frame.</param>
    /// <param name="shapes">The edges' curves.</param>
    /// <param name="look">Their styles.</param>
    /// <param name="ink">How much line may be drawn.</param>
    /// <param name="lines">Room; afterwards the pairs (query, key) of which a line is drawn or was left out for want of ink.</param>
    /// <param name="batches">Filled with the curves.</param>
    /// <param name="numbers">Filled likewise with the edges' numbers in the snapshot; null where nobody asks.</param>
    /// <returns>How many edges are drawn; both directions of one line count.</returns>
    public static int Choose(
        FrameSnapshot snapshot, in EdgeShapes shapes, in EdgeLook look, float ink, HashSet<long> lines, List<Curve>[] batches, List<int>[]? numbers)
    {
        SceneScratch.Clear(batches);
        if (numbers is not null)
            SceneScratch.Clear(numbers);
        int drawn = Gather(snapshot, shapes, look, lines, batches, numbers);
        float left = ink;
        for (int rank = EdgeLook.Ranks - 1; rank >= 0; rank--)
            drawn += Keep(batches, numbers, rank, ref left);
        return drawn;
    }

    /// <summary>A pair's number, for <see cref="Choose"/>.</summary>
    public static long LineOf(int query, int key) => ((long)query << 32) | (uint)key;

    // Sorts the edges' curves into batches; gives back how many edges lie on another one's line.
    private static int Gather(FrameSnapshot snapshot, in EdgeShapes shapes, in EdgeLook look, HashSet<long> lines, List<Curve>[] batches, List<int>[]? numbers)
    {
        lines.Clear();
        int shared = 0;
        ReadOnlySpan<EdgeSnapshot> edges = snapshot.Edges;
        for (int e = 0; e < edges.Length; e++)
        {
            ref readonly EdgeSnapshot edge = ref edges[e];
            // Both directions of a window or random link run along one line; the first met is the stronger.
            if (edge.Way != EdgeWay.Hub && edge.Query != edge.Key)
            {
                if (lines.Contains(LineOf(edge.Key, edge.Query)))
                {
                    shared++;
                    continue;
                }

                lines.Add(LineOf(edge.Query, edge.Key));
            }

            int style = look.StyleOf(edge.Way, edge.Weight, edge.Flow);
            batches[style].Add(shapes.Of(edge));
            numbers?[style].Add(e);
        }

        return shared;
    }

    // Takes the batches of one rank as far as the ink lasts. Where it runs short, every second, third ... curve stays:
    // edges of one rank are equally strong, and cutting their list would leave one side of the picture bare.
    private static int Keep(List<Curve>[] batches, List<int>[]? numbers, int rank, ref float left)
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
            int style = EdgeLook.StyleOf((EdgeWay)way, rank);
            if (stride != 1)
            {
                Thin(batches[style], stride);
                if (numbers is not null)
                    Thin(numbers[style], stride);
            }

            kept += batches[style].Count;
        }

        return kept;
    }

    private static void Thin<T>(List<T> batch, int stride)
    {
        int kept = 0;
        for (int i = 0; stride > 0 && i < batch.Count; i += stride)
            batch[kept++] = batch[i];
        batch.RemoveRange(kept, batch.Count - kept);
    }
}
