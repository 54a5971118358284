using TokenFlow.Simulation.Snapshots;

namespace TokenFlow.Simulation.Components;

/// <summary>Where a token stands in the sequence. It is the row of its vectors too, and the canonical order of everything.</summary>
public readonly record struct PositionComponent(int Index);

/// <summary>What a token is in the sequence.</summary>
public readonly record struct RoleComponent(TokenRole Role);
