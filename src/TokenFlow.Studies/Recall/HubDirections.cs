using TokenFlow.Simulation.Hubs;
using TokenFlow.Simulation.State;

namespace TokenFlow.Studies.Recall;

/// <summary>The directions of the working hubs of a layer, copied out of the channels for those who calculate with them.</summary>
internal static class HubDirections
{
    /// <summary>A hub's directions, [heads][rank][headDim]; null for a hub of full rank.</summary>
    public static float[]? Of(HubChannels channels, HubChannel hub, int heads, int headDim)
    {
        if (hub.Rank == 0)
        {
            return null;
        }

        var directions = new float[heads * hub.Rank * headDim];
        for (int h = 0; h < heads; h++)
        {
            channels.Prepare(h, hub);
            for (int i = 0; i < hub.Rank; i++)
            {
                ReadOnlySpan<double> direction = channels.Direction(h, hub, i);
                Span<float> row = directions.AsSpan(((h * hub.Rank) + i) * headDim, headDim);
                for (int c = 0; c < headDim; c++)
                {
                    row[c] = (float)direction[c];
                }
            }
        }

        return directions;
    }

    /// <summary>The directions of all working hubs of a state, null for hubs of full rank.</summary>
    public static float[]?[] Of(HubChannels channels, FlowState state)
    {
        var all = new float[]?[state.Traffic.Count];
        for (int i = 0; i < all.Length; i++)
        {
            all[i] = Of(channels, state.Traffic[i].Channel, state.Heads, state.HeadDim);
        }

        return all;
    }
}
