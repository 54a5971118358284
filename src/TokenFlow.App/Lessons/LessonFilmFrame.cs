using TokenFlow.Scene.Lessons;
using TokenFlow.Simulation.Snapshots;
using TokenFlow.Studies.Lessons;

namespace TokenFlow.App.Lessons;

/// <summary>A frame of a lesson's film. Gives its snapshot back when it has been drawn.</summary>
internal sealed record LessonFilmFrame(FrameSnapshot Snapshot, LessonShow Show, LessonCamera? Camera) : IDisposable
{
    /// <inheritdoc />
    public void Dispose() => Snapshot.Dispose();
}
