using TokenFlow.Simulation.Snapshots;

namespace TokenFlow.App.Measures;

/// <summary>Amounts by the way they came.</summary>
internal sealed record WaysResult(double Window, double Random, double Hub)
{
    public static WaysResult Of(WayShares ways) => new(ways.Window, ways.Random, ways.Hub);
}
