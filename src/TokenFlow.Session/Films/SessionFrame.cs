using TokenFlow.Session.Runs;

namespace TokenFlow.Session.Films;

/// <summary>A frame of a session that waits to be drawn; holds its snapshot until it is disposed.</summary>
/// <param name="Snapshot">The snapshot, retained for this frame.</param>
/// <param name="Picture">How it is drawn.</param>
public sealed record SessionFrame(SharedSnapshot Snapshot, SessionPicture Picture) : IDisposable
{
    /// <inheritdoc/>
    public void Dispose() => Snapshot.Release();
}
