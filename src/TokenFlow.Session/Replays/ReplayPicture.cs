using TokenFlow.Recording.Replays;
using TokenFlow.Simulation;

namespace TokenFlow.Session.Replays;

/// <summary>A frame of a replay that has been run again: it is the simulation's present frame until the next is asked for.</summary>
/// <param name="Simulation">The run.</param>
/// <param name="Wanted">What the replay says of it.</param>
/// <param name="Caption">What is said; empty for nothing.</param>
/// <param name="View">How it was looked at; null where nobody did.</param>
public sealed record ReplayPicture(FlowSimulation Simulation, ReplayEvent.Shown Wanted, string Caption, IReadOnlyDictionary<string, string>? View)
{
    /// <summary>Whether the state is the one that was recorded.</summary>
    public bool IsSame => Simulation.Snapshot.StateHash == Wanted.Hash;
}
