using TokenFlow.Simulation.Hubs;

namespace TokenFlow.Simulation.Records;

/// <summary>A hub whose rank or bits bind in a layer: what it sends on of its value v is g (P v + z).</summary>
/// <param name="Channel">The hub, and the directions that P projects on.</param>
/// <param name="Gain">g, 1 without noise.</param>
public readonly record struct LimitedSender(HubChannel Channel, double Gain);
