using TokenFlow.Attention.Kernels;
using TokenFlow.Attention.Patterns;
using TokenFlow.Simulation.State;

namespace TokenFlow.Simulation.Traffic;

/// <summary>Chooses what a hub with slots reads: its strongest keys, by their mean softmax weight over the heads, the first among equals.</summary>
internal sealed class HubSlots
{
    // Marks a key that no head has; a weight is never negative.
    private const float Unmet = -1;

    private readonly FlowState _state;
    private readonly int[] _keys;
    private readonly float[] _weights;
    private readonly float[] _means;
    private readonly int[] _strongest;
    private readonly float[] _strongestWeights;

    public HubSlots(FlowState state)
    {
        _state = state;
        int n = state.Tokens;
        (_keys, _weights, _means) = (new int[n], new float[n], new float[n]);
        (_strongest, _strongestWeights) = (new int[n], new float[n]);
    }

    /// <summary>Chooses a row.</summary>
    /// <param name="hub">The hub.</param>
    /// <param name="slots">How many keys it may read.</param>
    /// <param name="inputs">What the kernel will be given.</param>
    /// <param name="refused">[tracers] receives the dye of the keys left out, each times its weight, heads averaged.</param>
    /// <returns>The keys, ascending, null where all of them fit; how many there are; the weight of the chosen ones, heads averaged.</returns>
    public (int[]? Chosen, int Offered, float Share) Choose(int hub, int slots, in AttentionInputs inputs, Span<double> refused)
    {
        refused.Clear();
        int offered = Offer(hub, inputs);
        if (slots >= offered)
        {
            return (null, offered, 1);
        }

        int taken = RowWeights.Strongest(_keys.AsSpan(0, offered), _weights.AsSpan(0, offered), _strongest.AsSpan(0, slots), _strongestWeights.AsSpan(0, slots));
        int[] chosen = _strongest[..taken];
        Array.Sort(chosen);
        double share = 0;
        int next = 0;
        for (int e = 0; e < offered; e++)
        {
            if (next < chosen.Length && chosen[next] == _keys[e])
            {
                share += _weights[e];
                next++;
                continue;
            }

            for (int t = 0; t < refused.Length; t++)
            {
                refused[t] += _weights[e] * HeldBy(_keys[e], t);
            }
        }

        return (chosen, offered, (float)Math.Min(1, share));
    }

    // All keys of the whole row, ascending, with their mean weights.
    private int Offer(int hub, in AttentionInputs inputs)
    {
        AttentionPlan plan = _state.Plan.Whole;
        Array.Fill(_means, Unmet);
        for (int h = 0; h < plan.Heads; h++)
        {
            int count = RowWeights.Compute(inputs, plan, h, hub, _keys, _weights);
            for (int e = 0; e < count; e++)
            {
                ref float mean = ref _means[_keys[e]];
                mean = mean == Unmet ? _weights[e] : mean + _weights[e];
            }
        }

        int offered = 0;
        for (int key = 0; key < _means.Length; key++)
        {
            if (_means[key] != Unmet)
            {
                (_keys[offered], _weights[offered]) = (key, _means[key] / plan.Heads);
                offered++;
            }
        }

        return offered;
    }

    private double HeldBy(int key, int tracer)
    {
        int at = ((key * _state.Tracers) + tracer) * DyeColumns.Ways;
        float[] dye = _state.Start.Dye;
        return (double)dye[at] + dye[at + 1] + dye[at + 2];
    }
}
