namespace TokenFlow.Simulation.Systems;

/// <summary>A tracer's name and the token where its dye fell.</summary>
public readonly record struct TracerName(string Name, int Origin);
