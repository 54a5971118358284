using System.Collections.Concurrent;

namespace TokenFlow.Simulation.Snapshots;

/// <summary>Snapshots given back by their readers, to be filled again: once warm, a frame allocates nothing.</summary>
internal sealed class SnapshotPool
{
    private readonly ConcurrentBag<FrameSnapshot> _free = [];
    private readonly Action<FrameSnapshot> _giveBack;

    public SnapshotPool() => _giveBack = _free.Add;

    public FrameSnapshot Rent() => _free.TryTake(out FrameSnapshot? snapshot) ? snapshot.Reopen() : new FrameSnapshot(_giveBack);

    /// <summary>Grows a buffer where it is too short; its content is not kept.</summary>
    public static void Fit<T>(ref T[] buffer, int length)
    {
        if (buffer.Length < length)
        {
            buffer = new T[length];
        }
    }
}
