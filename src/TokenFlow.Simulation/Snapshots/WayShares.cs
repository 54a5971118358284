namespace TokenFlow.Simulation.Snapshots;

/// <summary>Amounts by way. As shares they add up to 1 (or are all 0 where there is nothing to share).</summary>
public readonly record struct WayShares(double Window, double Random, double Hub)
{
    /// <summary>All ways together.</summary>
    public double Total => Window + Random + Hub;

    /// <summary>The amounts as shares of their total; all zero when the total is.</summary>
    public WayShares Normalised() => Total > 0 ? new(Window / Total, Random / Total, Hub / Total) : default;
}
