using System.Numerics;
using TokenFlow.Base.Faults;
using TokenFlow.Recording.Films;
using TokenFlow.Recording.Films.Containers;
using TokenFlow.Recording.Films.Parts;
using TokenFlow.Recording.Pictures;
using TokenFlow.Recording.Type;
using TokenFlow.Scene.Canvas;
using TokenFlow.Scene.Shots;
using TokenFlow.Session.Runs;

namespace TokenFlow.Session.Films;

/// <summary>
/// Films and stills of sessions, drawn by Skia in the background. Films are mp4 where there is an ffmpeg, else webp. Every
/// file appears under a new name, and only when it is whole; a film that does not get so far is kept under its part's name.
/// </summary>
public sealed class SessionRecorder : ISessionRecorder, IDisposable
{
    /// <summary>The size of stills: as large as most screens.</summary>
    public static readonly (int Width, int Height) StillSize = (1920, 1080);

    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(200);

    private readonly FreeName _names;
    private readonly FontBook _fonts;
    private readonly FilmSettings _settings;
    private readonly string? _ffmpeg;
    private readonly int _threads;
    private readonly List<SessionFilm> _finishing = [];
    private readonly List<Task> _stills = [];
    private readonly Lock _gate = new();
    private readonly List<RecorderNews> _news = [];
    private SessionFilm? _film;

    /// <param name="names">Gives new names.</param>
    /// <param name="fonts">The typefaces; stays the caller's.</param>
    /// <param name="settings">Size of films and how webp is compressed; the rate is the session's.</param>
    /// <param name="ffmpeg">The path of an ffmpeg; null where there is none.</param>
    /// <param name="threads">Frames drawn at once.</param>
    public SessionRecorder(FreeName names, FontBook fonts, FilmSettings settings, string? ffmpeg, int threads)
    {
        _names = names;
        _fonts = fonts;
        _settings = settings with { Width = Even(settings.Width), Height = Even(settings.Height) };
        _ffmpeg = ffmpeg;
        _threads = threads;
    }

    /// <inheritdoc/>
    public bool IsFilming => _film is { IsTaking: true };

    /// <inheritdoc/>
    public bool HasRoom => _film?.HasRoom ?? true;

    /// <inheritdoc/>
    public string StartFilm(string name, int framesPerSecond)
    {
        StopFilm();
        FilmSettings settings = _settings with { FramesPerSecond = Math.Min(framesPerSecond, FilmSettings.MaxFramesPerSecond) };
        if (_ffmpeg is not null)
        {
            try
            {
                return Start(name, ".mp4", settings);
            }
            catch (FaultException fault) when (fault.Kind == FaultKind.MissingOnMachine)
            {
                // There is one, but it does not run.
            }
        }

        return Start(name, ".webp", settings);
    }

    /// <inheritdoc/>
    public void AddFrame(Shot shot)
    {
        if (_film is null)
        {
            shot.Dispose();
        }
        else
        {
            _film.Add(shot);
        }
    }

    /// <inheritdoc/>
    public void StopFilm()
    {
        if (_film is null)
        {
            return;
        }

        _film.Stop();
        _finishing.Add(_film);
        _film = null;
    }

    /// <inheritdoc/>
    public string Still(string name, Shot shot)
    {
        string path;
        try
        {
            path = NewStill(name);
        }
        catch
        {
            shot.Dispose();
            throw;
        }

        _stills.RemoveAll(s => s.IsCompleted);
        _stills.Add(Task.Run(() =>
        {
            using (shot)
            {
                Write(path, new Vector2(1280, 720), StillSize, canvas => new ShotDrawer().Draw(canvas, shot));
            }
        }));
        return path;
    }

    /// <summary>A still of something else than a session's scene, at the size in which it is seen. Drawn before this returns.</summary>
    /// <param name="name">What it is of.</param>
    /// <param name="size">Its size.</param>
    /// <param name="draw">Draws it.</param>
    /// <exception cref="FaultException">It cannot be written; nothing is.</exception>
    public string Draw(string name, Vector2 size, Action<ICanvas> draw)
    {
        string path = NewStill(name);
        new PictureWriter(_fonts).Write(path, size, Math.Max((int)size.X, 1), Math.Max((int)size.Y, 1), draw);
        return path;
    }

    /// <inheritdoc/>
    public RecorderNews? TakeNews(IReadOnlySet<string> files) => Take(n => files.Contains(n.File));

    /// <summary>Stops the film and waits until every film and still is there, or has failed.</summary>
    /// <param name="messages">Is told how far it is, and what came of it.</param>
    /// <param name="cancellation">Gives up: of films that are not finished the frames so far are kept.</param>
    public void Finish(TextWriter messages, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(messages);
        StopFilm();
        foreach (SessionFilm film in _finishing)
        {
            int quarter = -1;
            while (!film.Wait(Glance) && !cancellation.IsCancellationRequested)
            {
                (int done, int of) = film.Progress;
                if (of > 0 && 4 * done / of > quarter)
                {
                    quarter = 4 * done / of;
                    messages.WriteLine(FormattableString.Invariant($"finishing {film.Path}: {done} of {of} frames"));
                }
            }
        }

        DisposeFilms();
        Task.WaitAll([.. _stills], CancellationToken.None);
        while (Take(_ => true) is { } news)
        {
            messages.WriteLine(news.Text);
        }
    }

    /// <summary>Gives up what is not finished; of films the frames so far are kept.</summary>
    public void Dispose()
    {
        StopFilm();
        DisposeFilms();
        Task.WaitAll([.. _stills], CancellationToken.None);
    }

    private static int Even(int pixels) => Math.Max(pixels & ~1, 2);

    private void DisposeFilms()
    {
        foreach (SessionFilm film in _finishing)
        {
            film.Dispose();
        }

        _finishing.Clear();
    }

    private void Tell(RecorderNews news)
    {
        lock (_gate)
        {
            _news.Add(news);
        }
    }

    private RecorderNews? Take(Predicate<RecorderNews> isWanted)
    {
        lock (_gate)
        {
            int at = _news.FindIndex(isWanted);
            if (at < 0)
            {
                return null;
            }

            RecorderNews news = _news[at];
            _news.RemoveAt(at);
            return news;
        }
    }

    private string NewStill(string name) => _names.Take(name, ".png");

    private string Start(string name, string extension, FilmSettings settings)
    {
        string path = _names.Take(name, extension);
        try
        {
            IFrameSink sink = FilmPath.OpenSink(path, settings, _ffmpeg);
            _film = new SessionFilm(path, settings, sink, _fonts, _threads, Tell);
            return path;
        }
        catch
        {
            _names.GiveBack(path);
            throw;
        }
    }

    private void Write(string path, Vector2 size, (int Width, int Height) pixels, Action<ICanvas> draw)
    {
        try
        {
            new PictureWriter(_fonts).Write(path, size, pixels.Width, pixels.Height, draw);
        }
        catch (FaultException fault)
        {
            Tell(new RecorderNews(path, $"no still: {fault.Message}", IsFault: true));
        }
    }
}
