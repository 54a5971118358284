namespace TokenFlow.Simulation.Hubs;

/// <summary>What a hub can carry in a layer. A limit that is null is no limit; limits combine.</summary>
/// <param name="Slots">The most tokens that the hub reads, its strongest; at least 1.</param>
/// <param name="Rank">The directions of each head that what it sends on passes through; at least 1.</param>
/// <param name="Bits">What it sends on carries in bits, all heads together; above 0.</param>
public readonly record struct HubLimits(int? Slots, int? Rank, double? Bits)
{
    /// <summary>The most slots that can be asked for: a row is never longer.</summary>
    public const int MostSlots = 65_536;

    /// <summary>The most directions that can be asked for: a head never has more.</summary>
    public const int MostRank = 512;

    /// <summary>The least bits that can be asked for.</summary>
    public const double LeastBits = 0.001;

    /// <summary>The most bits that can be asked for: more than all numbers of the widest hub hold.</summary>
    public const double MostBits = 1_000_000;

    /// <summary>No limits.</summary>
    public static HubLimits None => default;

    /// <summary>Whether there are no limits at all.</summary>
    public bool IsNone => this == default;
}
