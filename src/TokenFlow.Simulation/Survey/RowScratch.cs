using System.Numerics.Tensors;
using TokenFlow.Attention.Kernels;
using TokenFlow.Attention.Patterns;

namespace TokenFlow.Simulation.Survey;

/// <summary>One row's edges with the heads averaged. A worker has one and fills it anew for every row.</summary>
public sealed class RowScratch
{
    // -1 marks a key that the row has not met; a weight is never negative.
    private const float Unmet = -1;
    private readonly int[] _keys;
    private readonly float[] _weights;
    private readonly EdgeWay[] _ways;
    private readonly int[] _headKeys;
    private readonly float[] _headWeights;
    private readonly EdgeWay[] _headWays;
    private readonly float[] _met;
    private int _count;

    /// <param name="tokens">The sequence's length: no row is longer.</param>
    /// <param name="heads">Heads.</param>
    public RowScratch(int tokens, int heads)
    {
        (_keys, _weights, _ways) = (new int[tokens], new float[tokens], new EdgeWay[tokens]);
        int room = heads > 1 ? tokens : 0;
        (_headKeys, _headWeights, _headWays, _met) = (new int[room], new float[room], new EdgeWay[room], new float[room]);
        Array.Fill(_met, Unmet);
    }

    /// <summary>The row's keys, each once: ascending where all heads read the same ones.</summary>
    public ReadOnlySpan<int> Keys => _keys.AsSpan(0, _count);

    /// <summary>Softmax weights, the mean over the heads.</summary>
    public ReadOnlySpan<float> Weights => _weights.AsSpan(0, _count);

    /// <summary>The way of each edge, as the first head that has it says.</summary>
    public ReadOnlySpan<EdgeWay> Ways => _ways.AsSpan(0, _count);

    /// <summary>Fills in a row.</summary>
    public void Gather(int query, in AttentionInputs inputs, AttentionPlan plan, ReadOnlySpan<float> logSumExp)
    {
        _count = EdgeWeights.CopyRow(inputs, plan, logSumExp, head: 0, query, _keys, _weights, _ways);
        if (plan.Heads == 1)
        {
            return;
        }

        bool headsAgree = true;
        for (int h = 1; h < plan.Heads; h++)
        {
            headsAgree &= ReferenceEquals(plan.Head(h), plan.Head(0));
        }

        if (headsAgree)
        {
            AddHeads(query, inputs, plan, logSumExp);
        }
        else
        {
            UniteHeads(query, inputs, plan, logSumExp);
        }

        Span<float> weights = _weights.AsSpan(0, _count);
        TensorPrimitives.Multiply(weights, 1f / plan.Heads, weights);
    }

    private void AddHeads(int query, in AttentionInputs inputs, AttentionPlan plan, ReadOnlySpan<float> logSumExp)
    {
        Span<float> weights = _weights.AsSpan(0, _count);
        for (int h = 1; h < plan.Heads; h++)
        {
            EdgeWeights.CopyRow(inputs, plan, logSumExp, h, query, _headKeys, _headWeights, []);
            TensorPrimitives.Add(weights, _headWeights.AsSpan(0, _count), weights);
        }
    }

    // Heads read different keys (a dilation or random links a head): the row is their union.
    private void UniteHeads(int query, in AttentionInputs inputs, AttentionPlan plan, ReadOnlySpan<float> logSumExp)
    {
        for (int e = 0; e < _count; e++)
        {
            _met[_keys[e]] = _weights[e];
        }

        for (int h = 1; h < plan.Heads; h++)
        {
            int count = EdgeWeights.CopyRow(inputs, plan, logSumExp, h, query, _headKeys, _headWeights, _headWays);
            for (int e = 0; e < count; e++)
            {
                int key = _headKeys[e];
                if (_met[key] == Unmet)
                {
                    _met[key] = 0;
                    (_keys[_count], _ways[_count]) = (key, _headWays[e]);
                    _count++;
                }

                _met[key] += _headWeights[e];
            }
        }

        for (int e = 0; e < _count; e++)
        {
            _weights[e] = _met[_keys[e]];
            _met[_keys[e]] = Unmet;
        }
    }
}
