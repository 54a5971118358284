using TokenFlow.Attention.Patterns;
using TokenFlow.Simulation.Hubs;
using TokenFlow.Simulation.State;

namespace TokenFlow.Simulation.Traffic;

/// <summary>
/// What a hub is asked to carry over what it can, by its tightest limit: of slots, keys offered / C; of rank, directions wanted /
/// r; of bits, bits wanted / B. Where a burden is known a hub wants what it has gathered: a direction of each head for every item
/// that can have reached it, up to d, and the bits that say which items they are. Else it wants all d directions and 24 bits a
/// channel.
/// </summary>
public sealed class HubDemand
{
    private readonly FlowState _state;
    private readonly IHubBurden? _burden;

    /// <param name="state">The layer.</param>
    /// <param name="burden">What hubs are asked to carry; null where nothing says so.</param>
    public HubDemand(FlowState state, IHubBurden? burden)
    {
        _state = state;
        _burden = burden;
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

        int? items = _burden?.ItemsAt(_state.Plan, traffic.Channel.Token, _state.Layer);
        if (limits.Rank is { } rank)
        {
            demand = Math.Max(demand, (double)Math.Min(_state.HeadDim, items ?? _state.HeadDim) / rank);
        }

        if (limits.Bits is { } bits)
        {
            int channels = traffic.Channel.Rank > 0 ? traffic.Channel.Rank : _state.HeadDim;
            demand = Math.Max(demand, (items is { } k ? _burden!.BitsOf(k) : HubSender.MostBitsAChannel * channels * _state.Heads) / bits);
        }

        return (float)demand;
    }
}

/// <summary>What hubs are asked to carry.</summary>
public interface IHubBurden
{
    /// <summary>How many items can have reached a hub.</summary>
    /// <param name="plan">Who reads whom.</param>
    /// <param name="hub">The hub's token.</param>
    /// <param name="layers">Layers that are finished.</param>
    int ItemsAt(AttentionPlan plan, int hub, int layers);

    /// <summary>The bits that say which items they are.</summary>
    /// <param name="items">How many there are.</param>
    double BitsOf(int items);
}
