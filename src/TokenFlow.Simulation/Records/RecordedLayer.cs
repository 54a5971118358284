using TokenFlow.Simulation.Hubs;

namespace TokenFlow.Simulation.Records;

/// <summary>A layer of a run, its weights frozen, and what its hubs sent on through.</summary>
/// <param name="Record">The layer as the kernel computed it.</param>
/// <param name="Hubs">The working hubs in the order of their positions.</param>
public sealed record RecordedLayer(LayerRecord Record, IReadOnlyList<HubTraffic> Hubs);
