using TokenFlow.Session.Runs;
using TokenFlow.Simulation.Snapshots;

namespace TokenFlow.App.Tests.Sessions;

/// <summary>Passes all on to a recorder and counts the frames that a session gave.</summary>
internal sealed class CountingRecorder(ISessionRecorder recorder) : ISessionRecorder
{
    public int Frames { get; private set; }

    public bool IsFilming => recorder.IsFilming;

    public bool HasRoom => recorder.HasRoom;

    public string StartFilm(string name, int framesPerSecond) => recorder.StartFilm(name, framesPerSecond);

    public void AddFrame(FrameSnapshot snapshot, SessionPicture picture)
    {
        Frames++;
        recorder.AddFrame(snapshot, picture);
    }

    public void StopFilm() => recorder.StopFilm();

    public string Still(FrameSnapshot snapshot, string name, SessionPicture picture) => recorder.Still(snapshot, name, picture);

    public RecorderNews? TakeNews(IReadOnlySet<string> files) => recorder.TakeNews(files);
}
