using System.Runtime.InteropServices;
using TokenFlow.Attention.Kernels;
using TokenFlow.Attention.Patterns;

namespace TokenFlow.Simulation.Survey;

/// <summary>One row's edges with the heads averaged. A worker has one and fills it anew for every row.</summary>
internal sealed class RowScratch
{
    // -1 marks a key that the row has not met; a weight is never negative.
    private const float Unmet = -1;
    private readonly float[] _mean;
    private readonly EdgeWay[] _ways;
    private readonly List<int> _union = [];
    private int[] _keys = [];
    private float[] _weights = [];
    private EdgeWay[] _rowWays = [];

    public RowScratch(int tokens)
    {
        _mean = new float[tokens];
        _ways = new EdgeWay[tokens];
        Array.Fill(_mean, Unmet);
    }

    /// <summary>The row's keys: ascending where all heads read the same ones.</summary>
    public ReadOnlySpan<int> Keys => CollectionsMarshal.AsSpan(_union);

    /// <summary>Fills in a row. Heads may read different keys (dilation or random links a head): the row is their union.</summary>
    public void Gather(int query, in AttentionInputs inputs, AttentionPlan plan, ReadOnlySpan<float> logSumExp)
    {
        _union.Clear();
        float share = 1f / plan.Heads;
        for (int h = 0; h < plan.Heads; h++)
        {
            int room = plan.Head(h).MaxRowKeys;
            if (_keys.Length < room)
            {
                (_keys, _weights, _rowWays) = (new int[room], new float[room], new EdgeWay[room]);
            }

            int count = EdgeWeights.CopyRow(inputs, plan, logSumExp, h, query, _keys, _weights, _rowWays);
            for (int e = 0; e < count; e++)
            {
                int key = _keys[e];
                if (_mean[key] == Unmet)
                {
                    _mean[key] = 0;
                    _ways[key] = _rowWays[e];
                    _union.Add(key);
                }

                _mean[key] += _weights[e] * share;
            }
        }
    }

    /// <summary>A key's weight and way; the key is forgotten, so that the next row starts clean.</summary>
    public (float Weight, EdgeWay Way) Take(int key)
    {
        float weight = _mean[key];
        _mean[key] = Unmet;
        return (weight, _ways[key]);
    }
}
