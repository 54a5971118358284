using TokenFlow.Attention.Kernels;
using TokenFlow.Attention.Patterns;
using TokenFlow.Simulation.Snapshots;
using TokenFlow.Simulation.State;

namespace TokenFlow.Simulation.Survey;

/// <summary>One bin of queries under survey, and what was found in it.</summary>
internal sealed class SurveyBin
{
    private readonly FlowState _state;
    private readonly int[] _groupOf;

    public SurveyBin(FlowState state, int[] groupOf, StrongestEdges strongest)
    {
        _state = state;
        _groupOf = groupOf;
        Strongest = strongest;
    }

    /// <summary>The bin's strongest edges.</summary>
    public StrongestEdges Strongest { get; }

    /// <summary>The bin's edges, summed by group.</summary>
    public BundleTable Bundles { get; } = new();

    public void Survey(int first, int end, RowScratch row, in AttentionInputs inputs, AttentionPlan plan, ReadOnlySpan<float> logSumExp)
    {
        Strongest.Clear();
        Bundles.Clear();
        for (int query = first; query < end; query++)
        {
            row.Gather(query, inputs, plan, logSumExp);
            RankRow(query, row);
        }
    }

    private void RankRow(int query, RowScratch row)
    {
        float pass = 1 - _state.Knobs.Residual;
        int tracers = _state.Tracers;
        ReadOnlySpan<float> dye = _state.Start.Dye;
        int lastGroup = int.MinValue;
        EdgeWay lastWay = EdgeWay.Window;
        long edges = 0;
        double weights = 0;
        double flows = 0;
        foreach (int key in row.Keys)
        {
            (float weight, EdgeWay way) = row.Take(key);
            float flow = 0;
            float most = -1;
            byte tracer = 0;
            for (int t = 0; t < tracers; t++)
            {
                int at = ((key * tracers) + t) * DyeColumns.Ways;
                float moved = pass * weight * (dye[at] + dye[at + 1] + dye[at + 2]);
                flow += moved;
                if (moved > most)
                {
                    (most, tracer) = (moved, (byte)t);
                }
            }

            Strongest.Offer(new EdgeSnapshot(query, key, weight, flow, way, tracer));
            if (_groupOf[key] != lastGroup || way != lastWay)
            {
                Flush();
                (lastGroup, lastWay) = (_groupOf[key], way);
            }

            edges++;
            weights += weight;
            flows += flow;
        }

        Flush();

        // Keys of one group mostly follow one another, so the table is asked once a run and not once an edge.
        void Flush()
        {
            if (edges > 0)
            {
                Bundles.Add(_groupOf[query], lastGroup, lastWay, edges, weights, flows);
                (edges, weights, flows) = (0, 0, 0);
            }
        }
    }
}
