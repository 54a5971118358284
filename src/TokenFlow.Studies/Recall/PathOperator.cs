using TokenFlow.Simulation.Hubs;

namespace TokenFlow.Studies.Recall;

/// <summary>What a hub of limited rank sends in a layer, as an operator on values.</summary>
/// <param name="Layer">The layer, from 0.</param>
/// <param name="Channel">The hub and its directions.</param>
internal readonly record struct PathOperator(int Layer, HubChannel Channel);
