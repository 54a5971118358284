using TokenFlow.Simulation.Recall;
using TokenFlow.Simulation.State;

namespace TokenFlow.Simulation.Capacity;

/// <summary>
/// What a hub is asked to carry over what it can, by its tightest limit: of slots, keys offered / C; of rank, directions wanted /
/// r; of bits, bits wanted / B. With a recall task a hub wants what it has gathered: a direction of each head for every fact that
/// can have reached it, up to d, and log2 C(M, facts) bits, which of the M words they are. Without one it wants all d directions and
/// 24 bits a channel.
/// </summary>
public sealed class HubDemand
{
    private readonly FlowState _state;
    private readonly RecallTask? _task;
    private readonly FactReach? _reach;

    /// <param name="state">The layer.</param>
    /// <param name="task">The recall task; null where there is none.</param>
    public HubDemand(FlowState state, RecallTask? task)
    {
        _state = state;
        _task = task;
        _reach = task is null ? null : new FactReach(task.FactTokens[..task.Facts], state.Tokens);
    }

    /// <summary>The ratio; 0 without limits.</summary>
    public float Of(HubTraffic traffic)
    {
        HubLimits limits = traffic.Limits;
        double demand = limits.Slots is { } slots ? (double)traffic.Offered / slots : 0;
        if (limits.Rank is null && limits.Bits is null)
        {
            return (float)demand;
        }

        int? facts = _reach?.Count(_state.Plan, traffic.Channel.Token, _state.Layer);
        if (limits.Rank is { } rank)
        {
            demand = Math.Max(demand, (double)Math.Min(_state.HeadDim, facts ?? _state.HeadDim) / rank);
        }

        if (limits.Bits is { } bits)
        {
            int channels = traffic.Channel.Rank > 0 ? traffic.Channel.Rank : _state.HeadDim;
            demand = Math.Max(demand, (facts is { } k ? BitsOf(_task!.Spec.Vocabulary, k) : HubSender.MostBitsAChannel * channels * _state.Heads) / bits);
        }

        return (float)demand;
    }

    /// <summary>log2 C(words, facts): the bits that say which words were written.</summary>
    internal static double BitsOf(int words, int facts)
    {
        double bits = 0;
        for (int i = 0; i < Math.Min(facts, words - facts); i++)
        {
            bits += Math.Log2((double)(words - i) / (i + 1));
        }

        return bits;
    }
}
