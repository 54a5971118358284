using TokenFlow.Scene.Shots;
using TokenFlow.Session.Runs;

namespace TokenFlow.Window.Tests.Views;

/// <summary>Takes films and stills without a file, and counts them.</summary>
internal sealed class SpyRecorder : ISessionRecorder
{
    public bool IsFilming { get; private set; }

    public bool HasRoom => true;

    public int Stills { get; private set; }

    /// <summary>Frames of each film, by its file.</summary>
    public Dictionary<string, int> Films { get; } = [];

    /// <summary>What is told when it is asked for.</summary>
    public List<RecorderNews> News { get; } = [];

    private string Film { get; set; } = "";

    public string StartFilm(string name, int framesPerSecond)
    {
        IsFilming = true;
        Film = $"{name}-{Films.Count + 1}.mp4";
        Films.Add(Film, 0);
        return Film;
    }

    public void AddFrame(Shot shot)
    {
        Films[Film]++;
        shot.Dispose();
    }

    public void StopFilm() => IsFilming = false;

    public string Still(string name, Shot shot)
    {
        Stills++;
        shot.Dispose();
        return "still.png";
    }

    public RecorderNews? TakeNews(IReadOnlySet<string> files)
    {
        RecorderNews? news = News.Find(n => files.Contains(n.File));
        if (news is not null)
        {
            News.Remove(news);
        }

        return news;
    }
}
