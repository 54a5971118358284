namespace TokenFlow.Simulation.Snapshots;

/// <summary>What was measured in this frame. All of tracer 0 where a tracer is meant.</summary>
/// <param name="Reach">Tokens that the dye has reached by the end of the last finished layer, its origin included.</param>
/// <param name="MeanHops">Mean arrival layer of the tokens reached, the origin left out; 0 when nothing else is reached.</param>
/// <param name="Ways">Shares of the dye present by the way it came.</param>
/// <param name="Reading">Shares of the attention weights of the running layer that go by window, random link and hub.</param>
/// <param name="Edges">Query-key pairs that the kernel computes, a head.</param>
/// <param name="FullEdges">Pairs that full attention would compute.</param>
public readonly record struct Meters(
    int Reach,
    double MeanHops,
    WayShares Ways,
    WayShares Reading,
    long Edges,
    long FullEdges);

/// <summary>Amounts by way. As shares they add up to 1 (or are all 0 where there is nothing to share).</summary>
public readonly record struct WayShares(double Window, double Random, double Hub)
{
    /// <summary>All ways together.</summary>
    public double Total => Window + Random + Hub;

    /// <summary>The amounts as shares of their total; all zero when the total is.</summary>
    public WayShares Normalised() => Total > 0 ? new(Window / Total, Random / Total, Hub / Total) : default;
}
