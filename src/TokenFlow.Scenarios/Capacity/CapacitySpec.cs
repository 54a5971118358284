using TokenFlow.Simulation.Edits;
using TokenFlow.Simulation.Hubs;

namespace TokenFlow.Scenarios.Capacity;

/// <summary>What a scenario says about capacity.</summary>
public sealed record CapacitySpec
{
    /// <summary>Nothing said.</summary>
    public static CapacitySpec None { get; } = new();

    /// <summary>How many hubs there are, in place of those of the pattern and the selection; null leaves those.</summary>
    public int? Count { get; init; }

    /// <summary>Where the counted hubs stand.</summary>
    public HubPlacement Place { get; init; }

    /// <summary>The text that <see cref="HubPlacement.Match"/> looks for.</summary>
    public string? Match { get; init; }

    /// <summary>The limits at the start.</summary>
    public HubCapacity Limits { get; init; } = HubCapacity.None;

    /// <summary>How they move, ascending in time.</summary>
    public IReadOnlyList<CapacityKey> Keyframes { get; init; } = [];

    /// <summary>
    /// The edits that keyframes came to at the scenario's own frame rate, where it was put to another one; they stand in place
    /// of the keyframes, which would be met at other moments of their layers.
    /// </summary>
    public IReadOnlyList<ScheduledEdit>? Moves { get; init; }
}

/// <summary>A point that a run's capacity passes: between two points a limit moves steadily in its logarithm. What is null is not moved.</summary>
/// <param name="Seconds">When, in seconds of simulated time.</param>
/// <param name="Count">Hubs.</param>
/// <param name="Slots">Slots of every hub.</param>
/// <param name="Rank">Directions of every hub.</param>
/// <param name="Bits">Bits of every hub.</param>
public sealed record CapacityKey(double Seconds, int? Count, int? Slots, int? Rank, double? Bits);
