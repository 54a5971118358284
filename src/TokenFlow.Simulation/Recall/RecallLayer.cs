using TokenFlow.Simulation.Capacity;
using TokenFlow.Simulation.Measures;

namespace TokenFlow.Simulation.Recall;

/// <summary>A layer of a run, its weights frozen, and what its hubs sent on through.</summary>
/// <param name="Record">The layer as the kernel computed it.</param>
/// <param name="Hubs">The working hubs in the order of their positions.</param>
internal sealed record RecallLayer(LayerRecord Record, IReadOnlyList<HubTraffic> Hubs);
