using TokenFlow.Scene.Shots;
using TokenFlow.Session.Runs;

namespace TokenFlow.App.Tests.Sessions;

/// <summary>Passes all on to a recorder and counts the frames that a session gave.</summary>
internal sealed class CountingRecorder(ISessionRecorder recorder) : ISessionRecorder
{
    public int Frames { get; private set; }

    public bool IsFilming => recorder.IsFilming;

    public bool HasRoom => recorder.HasRoom;

    public string StartFilm(string name, int framesPerSecond) => recorder.StartFilm(name, framesPerSecond);

    public void AddFrame(Shot shot)
    {
        Frames++;
        recorder.AddFrame(shot);
    }

    public void StopFilm() => recorder.StopFilm();

    public string Still(string name, Shot shot) => recorder.Still(name, shot);

    public RecorderNews? TakeNews(IReadOnlySet<string> files) => recorder.TakeNews(files);
}
