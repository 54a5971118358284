namespace TokenFlow.Simulation.Components.Hubs;

/// <summary>A hub's extra parts belong to this token.</summary>
public readonly record struct HubComponent(int Token);
