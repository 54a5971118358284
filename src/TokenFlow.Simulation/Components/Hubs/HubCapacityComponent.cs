using TokenFlow.Simulation.Hubs;

namespace TokenFlow.Simulation.Components.Hubs;

/// <summary>What the hub can carry.</summary>
public readonly record struct HubCapacityComponent(HubLimits Limits);
