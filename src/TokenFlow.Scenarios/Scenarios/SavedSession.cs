using TokenFlow.Simulation.Edits;
using TokenFlow.Simulation.Time;

namespace TokenFlow.Scenarios.Scenarios;

/// <summary>Where somebody left a run, and what they had done to it.</summary>
/// <param name="Frame">The frame that was shown.</param>
/// <param name="Edits">All edits of the run, in order. They stand in place of the scenario's own, which are among them unless they were undone.</param>
/// <param name="View">What the window remembers of its view; the simulation only keeps it.</param>
public sealed record SavedSession(long Frame, IReadOnlyList<ScheduledEdit> Edits, IReadOnlyDictionary<string, string> View)
{
    /// <summary>
    /// The same session where layers last another number of frames: everything keeps its layer, and its place in it to the
    /// nearest frame.
    /// </summary>
    /// <param name="layers">Layers of the run.</param>
    /// <param name="from">Frames a layer as it was saved.</param>
    /// <param name="to">Frames a layer as it is to be.</param>
    public SavedSession Stretched(int layers, int from, int to)
    {
        if (from == to)
        {
            return this;
        }

        return this with
        {
            Frame = LayerClock.Moved(Frame, layers, from, to),
            Edits = [.. Edits.Select(e => e with { Frame = LayerClock.Moved(e.Frame, layers, from, to) })],
        };
    }
}
