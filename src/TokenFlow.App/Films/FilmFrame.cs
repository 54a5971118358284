using TokenFlow.Simulation.Snapshots;

namespace TokenFlow.App.Films;

/// <summary>A frame of a film. Gives its snapshot back when it has been drawn.</summary>
/// <param name="Snapshot">What is seen.</param>
/// <param name="Caption">What is said; empty for nothing.</param>
/// <param name="Seconds">When, in seconds of the film without its title card.</param>
/// <param name="Card">The card over it.</param>
internal sealed record FilmFrame(FrameSnapshot Snapshot, string Caption, double Seconds = 0, FilmCard Card = default) : IDisposable
{
    /// <inheritdoc />
    public void Dispose() => Snapshot.Dispose();
}
