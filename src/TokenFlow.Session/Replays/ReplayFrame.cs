using TokenFlow.Session.Runs;
using TokenFlow.Simulation.Snapshots;

namespace TokenFlow.Session.Replays;

/// <summary>A frame of a replay's film. Gives its snapshot back when it has been drawn.</summary>
/// <param name="Snapshot">What is seen.</param>
/// <param name="Picture">How.</param>
public sealed record ReplayFrame(FrameSnapshot Snapshot, SessionPicture Picture) : IDisposable
{
    /// <inheritdoc/>
    public void Dispose() => Snapshot.Dispose();
}
