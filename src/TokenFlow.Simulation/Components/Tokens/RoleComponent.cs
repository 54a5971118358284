using TokenFlow.Simulation.Snapshots;

namespace TokenFlow.Simulation.Components.Tokens;

/// <summary>What a token is in the sequence.</summary>
public readonly record struct RoleComponent(TokenRole Role);
