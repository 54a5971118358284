using TokenFlow.Simulation.Snapshots;

namespace TokenFlow.Studies.Measures;

/// <summary>A reader's row of the rollout.</summary>
/// <param name="Reader">The reader.</param>
/// <param name="Total">[tokens] each source's share of what the reader holds.</param>
/// <param name="Ways">[tokens] the same, by the way it came; the three add up to the total.</param>
public sealed record RolloutInfluence(int Reader, IReadOnlyList<double> Total, IReadOnlyList<WayShares> Ways);
