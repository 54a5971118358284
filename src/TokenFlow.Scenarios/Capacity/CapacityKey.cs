namespace TokenFlow.Scenarios.Capacity;

/// <summary>A point that a run's capacity passes: between two points a limit moves steadily in its logarithm. What is null is not moved.</summary>
/// <param name="Seconds">When, in seconds of simulated time.</param>
/// <param name="Count">Hubs.</param>
/// <param name="Slots">Slots of every hub.</param>
/// <param name="Rank">Directions of every hub.</param>
/// <param name="Bits">Bits of every hub.</param>
public sealed record CapacityKey(double Seconds, int? Count, int? Slots, int? Rank, double? Bits);
