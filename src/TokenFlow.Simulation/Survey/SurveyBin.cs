using TokenFlow.Attention.Kernels;
using TokenFlow.Attention.Patterns;
using TokenFlow.Simulation.Snapshots;

namespace TokenFlow.Simulation.Survey;

/// <summary>One bin of queries under survey, and what was found in it.</summary>
internal sealed class SurveyBin
{
    private readonly KeyDye _dye;
    private readonly int[] _groupOf;

    /// <param name="dye">What the keys have to hand on.</param>
    /// <param name="groupOf">[tokens] the group of each token, see <see cref="BundleSnapshot"/>.</param>
    public SurveyBin(KeyDye dye, int[] groupOf)
    {
        _dye = dye;
        _groupOf = groupOf;
    }

    /// <summary>The bin's edges, summed by group.</summary>
    public BundleTable Bundles { get; } = new();

    /// <summary>Looks over the rows [first, end).</summary>
    public void Survey(int first, int end, RowScratch row, StrongestEdges strongest, in AttentionInputs inputs, AttentionPlan plan, ReadOnlySpan<float> logSumExp)
    {
        Bundles.Clear();
        for (int query = first; query < end; query++)
        {
            row.Gather(query, inputs, plan, logSumExp);
            RankRow(query, row, strongest);
        }
    }

    // Keys of one group and way mostly follow one another, so the table is asked once a stretch and not once an edge.
    private void RankRow(int query, RowScratch row, StrongestEdges strongest)
    {
        ReadOnlySpan<int> keys = row.Keys;
        ReadOnlySpan<EdgeWay> ways = row.Ways;
        ReadOnlySpan<float> weights = row.Weights;
        for (int from = 0, to; from < keys.Length; from = to)
        {
            int group = _groupOf[keys[from]];
            for (to = from + 1; to < keys.Length && ways[to] == ways[from] && _groupOf[keys[to]] == group; to++)
            {
            }

            RankStretch(query, group, ways[from], keys[from..to], weights[from..to], strongest);
        }
    }

    private void RankStretch(
        int query, int group, EdgeWay way, ReadOnlySpan<int> keys, ReadOnlySpan<float> weights, StrongestEdges strongest)
    {
        ReadOnlySpan<float> amounts = _dye.Amounts;
        ReadOnlySpan<byte> tracers = _dye.Tracers;
        double weight = 0;
        double flow = 0;
        for (int e = 0; e < keys.Length; e++)
        {
            int key = keys[e];
            float moved = weights[e] * amounts[key];
            weight += weights[e];
            flow += moved;
            if (strongest.MayKeep(moved, weights[e]))
            {
                strongest.Offer(new EdgeSnapshot(query, key, weights[e], moved, way, tracers[key]));
            }
        }

        Bundles.Add(_groupOf[query], group, way, keys.Length, weight, flow);
    }
}
