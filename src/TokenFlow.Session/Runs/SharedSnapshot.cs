using TokenFlow.Simulation.Snapshots;

namespace TokenFlow.Session.Runs;

/// <summary>
/// A snapshot that several hold: the session while it shows it, a recorder until it has drawn it. Its buffers go back when the
/// last one lets go. Safe to hold and release on any thread; nobody may use the snapshot after their own release.
/// </summary>
/// <param name="snapshot">The snapshot, taken from its simulation; the creator is its first holder.</param>
public sealed class SharedSnapshot(FrameSnapshot snapshot)
{
    private int _holders = 1;

    /// <summary>The snapshot.</summary>
    public FrameSnapshot Snapshot => snapshot;

    /// <summary>One more holder, who must hold already or be handed it by one who does.</summary>
    public SharedSnapshot Retain()
    {
        Interlocked.Increment(ref _holders);
        return this;
    }

    /// <summary>One holder fewer.</summary>
    public void Release()
    {
        if (Interlocked.Decrement(ref _holders) == 0)
        {
            snapshot.Dispose();
        }
    }
}
