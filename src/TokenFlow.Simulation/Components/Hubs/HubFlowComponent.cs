using TokenFlow.Simulation.Hubs;

namespace TokenFlow.Simulation.Components.Hubs;

/// <summary>What the hub took, sent and refused in the running layer.</summary>
public readonly record struct HubFlowComponent(HubFlow Flow);
