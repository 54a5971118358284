namespace TokenFlow.Simulation.Components.Hubs;

/// <summary>Whether the hub's links are cut.</summary>
public readonly record struct HubLinkComponent(bool IsCut);
