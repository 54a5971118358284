namespace TokenFlow.Simulation.Capacity;

/// <summary>What a hub is asked to carry over what it can.</summary>
internal static class HubDemand
{
    /// <summary>
    /// The ratio by the tightest limit, 0 without limits: of slots, keys offered / C; of rank, directions wanted / r; of bits, bits
    /// wanted / B. Without a recall task all d directions of a head are wanted, and 24 bits a channel.
    /// </summary>
    /// <param name="traffic">The hub.</param>
    /// <param name="heads">H.</param>
    /// <param name="headDim">d.</param>
    public static float Of(HubTraffic traffic, int heads, int headDim)
    {
        HubLimits limits = traffic.Limits;
        double demand = 0;
        if (limits.Slots is { } slots)
        {
            demand = (double)traffic.Offered / slots;
        }

        if (limits.Rank is { } rank)
        {
            demand = Math.Max(demand, (double)headDim / rank);
        }

        if (limits.Bits is { } bits)
        {
            int channels = traffic.Channel.Rank > 0 ? traffic.Channel.Rank : headDim;
            demand = Math.Max(demand, HubSender.MostBitsAChannel * channels * heads / bits);
        }

        return (float)demand;
    }
}
