using TokenFlow.Session.Runs;

namespace TokenFlow.Window.Tests.Views;

/// <summary>Takes films and stills without a file, and counts them.</summary>
internal sealed class SpyRecorder : ISessionRecorder
{
    public bool IsFilming { get; private set; }

    public bool HasRoom => true;

    public int Stills { get; private set; }

    public string StartFilm(string name, int framesPerSecond)
    {
        IsFilming = true;
        return "film.mp4";
    }

    public void AddFrame(SharedSnapshot snapshot, SessionPicture picture)
    {
    }

    public void StopFilm() => IsFilming = false;

    public string Still(SharedSnapshot snapshot, string name, SessionPicture picture)
    {
        Stills++;
        return "still.png";
    }

    public RecorderNews? TakeNews() => null;
}
