using TokenFlow.Simulation.Snapshots;

namespace TokenFlow.App.Films;

/// <summary>A frame of a film: what is seen and what is said. Gives its snapshot back when it has been drawn.</summary>
internal sealed record FilmFrame(FrameSnapshot Snapshot, string Caption) : IDisposable
{
    /// <inheritdoc />
    public void Dispose() => Snapshot.Dispose();
}
