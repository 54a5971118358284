namespace TokenFlow.Simulation.Components.Hubs;

/// <summary>What a hub does in the running layer.</summary>
/// <param name="Load">Mean attention weight that all rows give to the hub, in [0, 1].</param>
public readonly record struct HubMeterComponent(float Load);
