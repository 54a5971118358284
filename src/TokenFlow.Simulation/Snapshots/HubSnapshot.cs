using TokenFlow.Simulation.Hubs;

namespace TokenFlow.Simulation.Snapshots;

/// <summary>A hub's meters in the running layer.</summary>
/// <param name="Position">The hub's token.</param>
/// <param name="Load">Mean attention weight that all rows give to the hub, in [0, 1]: the share of all reading that it serves.</param>
/// <param name="Dye">Dye that the hub holds (all tracers, all ways), blended by progress.</param>
/// <param name="IsCut">Whether its links are cut.</param>
public readonly record struct HubSnapshot(int Position, float Load, float Dye, bool IsCut)
{
    /// <summary>What it can carry.</summary>
    public HubLimits Limits { get; init; }

    /// <summary>What it took, sent and refused.</summary>
    public HubFlow Flow { get; init; }
}
