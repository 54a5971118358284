using TokenFlow.Simulation.Hubs;

namespace TokenFlow.Simulation.Components;

/// <summary>A hub: this token reads all others and is read by all. Written by EditSystem, as are its links and limits.</summary>
public readonly record struct HubComponent(int Token);

/// <summary>Whether the hub's links are cut.</summary>
public readonly record struct HubLinkComponent(bool IsCut);

/// <summary>What the hub can carry.</summary>
public readonly record struct HubCapacityComponent(HubLimits Limits);

/// <summary>What the limits make of the hub's row and of its values; the default where its links are cut. Written by CapacitySystem.</summary>
public readonly record struct HubTrafficComponent(HubTraffic Traffic);

/// <summary>Mean attention weight that all rows give to the hub, in [0, 1]. Written by MeasureSystem.</summary>
public readonly record struct HubLoadComponent(float Load);

/// <summary>What the hub took, sent and refused in the running layer. Written by MeasureSystem.</summary>
public readonly record struct HubFlowComponent(HubFlow Flow);
