using System.Numerics;
using System.Runtime.InteropServices;
using TokenFlow.Attention.Patterns;
using TokenFlow.Scene.Canvas;
using TokenFlow.Simulation.Snapshots;

namespace TokenFlow.Scene.Edges;

/// <summary>Which edges of a frame are drawn by themselves: their curves and their numbers in the snapshot, in batches of one look.</summary>
internal sealed class ChosenEdges
{
    private readonly List<Curve>[] _curves = NewBatches<Curve>();
    private readonly List<int>[] _numbers = NewBatches<int>();

    // Pairs of tokens between which a line is drawn already, or was left out for want of ink.
    private readonly HashSet<long> _lines = [];

    /// <summary>How many edges are drawn; both directions of one line count.</summary>
    public int Count { get; private set; }

    /// <summary>A pair's number.</summary>
    public static long LineOf(int query, int key) => ((long)query << 32) | (uint)key;

    /// <summary>The curves of a style.</summary>
    public ReadOnlySpan<Curve> Curves(int style) => CollectionsMarshal.AsSpan(_curves[style]);

    /// <summary>The edges of a style by their numbers in the snapshot, in the order of <see cref="Curves"/>.</summary>
    public ReadOnlySpan<int> Numbers(int style) => CollectionsMarshal.AsSpan(_numbers[style]);

    /// <summary>None at all.</summary>
    public void Clear()
    {
        Count = 0;
        for (int style = 0; style < EdgeLook.Styles; style++)
        {
            _curves[style].Clear();
            _numbers[style].Clear();
        }
    }

    /// <summary>Chooses anew: the strongest first, as far as the ink lasts.</summary>
    /// <param name="snapshot">The frame.</param>
    /// <param name="shapes">The edges' curves.</param>
    /// <param name="look">Their styles.</param>
    /// <param name="ink">How much line may be drawn.</param>
    public void Choose(FrameSnapshot snapshot, in EdgeShapes shapes, in EdgeLook look, float ink)
    {
        Clear();
        Count = Gather(snapshot, shapes, look);
        float left = ink;
        for (int rank = EdgeLook.Ranks - 1; rank >= 0; rank--)
        {
            Count += Keep(rank, ref left);
        }
    }

    private static List<T>[] NewBatches<T>()
    {
        var batches = new List<T>[EdgeLook.Styles];
        for (int style = 0; style < batches.Length; style++)
        {
            batches[style] = [];
        }

        return batches;
    }

    // Sorts the edges' curves into batches; gives back how many edges lie on another one's line.
    private int Gather(FrameSnapshot snapshot, in EdgeShapes shapes, in EdgeLook look)
    {
        _lines.Clear();
        int shared = 0;
        ReadOnlySpan<EdgeSnapshot> edges = snapshot.Edges;
        for (int e = 0; e < edges.Length; e++)
        {
            ref readonly EdgeSnapshot edge = ref edges[e];
            // Both directions of a window or random link run along one line; the first met is the stronger.
            if (edge.Way != EdgeWay.Hub && edge.Query != edge.Key)
            {
                if (_lines.Contains(LineOf(edge.Key, edge.Query)))
                {
                    shared++;
                    continue;
                }

                _lines.Add(LineOf(edge.Query, edge.Key));
            }

            int style = look.StyleOf(edge.Way, edge.Weight, edge.Flow);
            _curves[style].Add(shapes.Of(edge));
            _numbers[style].Add(e);
        }

        return shared;
    }

    // Takes the batches of one rank as far as the ink lasts. Where it runs short, every second, third ... curve stays:
    // edges of one rank are equally strong, and cutting their list would leave one side of the picture bare.
    private int Keep(int rank, ref float left)
    {
        float ink = 0;
        for (int way = 0; way < 3; way++)
        {
            foreach (ref readonly Curve curve in Curves(EdgeLook.StyleOf((EdgeWay)way, rank)))
            {
                ink += Vector2.Distance(curve.From, curve.To);
            }
        }

        int stride = ink <= left ? 1 : left > 0 ? (int)MathF.Min(MathF.Ceiling(ink / left), int.MaxValue / 2) : 0;
        left = MathF.Max(left - (stride > 0 ? ink / stride : 0), 0);
        if (stride > 1)
        {
            left = 0;
        }

        int kept = 0;
        for (int way = 0; way < 3; way++)
        {
            int style = EdgeLook.StyleOf((EdgeWay)way, rank);
            if (stride != 1)
            {
                Thin(_curves[style], stride);
                Thin(_numbers[style], stride);
            }

            kept += _curves[style].Count;
        }

        return kept;
    }

    private static void Thin<T>(List<T> batch, int stride)
    {
        int kept = 0;
        for (int i = 0; stride > 0 && i < batch.Count; i += stride)
        {
            batch[kept++] = batch[i];
        }

        batch.RemoveRange(kept, batch.Count - kept);
    }
}
