using TokenFlow.Simulation.Hubs;
using TokenFlow.Simulation.State;

namespace TokenFlow.Studies.Recall;

/// <summary>The channels in use: the frame's own and the last few others, so that what is measured side by side is not made anew in turns.</summary>
internal sealed class RecallChannels
{
    private const int Most = 4;

    private readonly Codebook _codebook;
    private readonly HubChannels _hubs;
    private readonly List<(HubChannel[] Key, RecallChannel Channel)> _known = [];

    public RecallChannels(Codebook codebook, HubChannels hubs)
    {
        _codebook = codebook;
        _hubs = hubs;
    }

    /// <summary>The channel of a layer that a state holds.</summary>
    public RecallChannel Of(FlowState state)
    {
        foreach ((HubChannel[] known, RecallChannel channel) in _known)
        {
            if (Matches(known, state.Traffic))
            {
                return channel;
            }
        }

        if (_known.Count == Most)
        {
            _known.RemoveAt(0);
        }

        HubChannel[] key = [.. state.Traffic.Select(t => t.Channel)];
        _known.Add((key, RecallChannel.Of(_codebook, state.Heads, state.HeadDim, HubDirections.Of(_hubs, state))));
        return _known[^1].Channel;
    }

    private static bool Matches(HubChannel[] key, List<HubTraffic> traffic)
    {
        if (key.Length != traffic.Count)
        {
            return false;
        }

        for (int i = 0; i < key.Length; i++)
        {
            if (key[i].First != traffic[i].Channel.First || key[i].Rank != traffic[i].Channel.Rank)
            {
                return false;
            }
        }

        return true;
    }
}
