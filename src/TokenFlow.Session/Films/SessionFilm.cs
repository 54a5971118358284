using System.Collections.Concurrent;
using System.Numerics;
using TokenFlow.Base.Faults;
using TokenFlow.Recording.Films;
using TokenFlow.Recording.Films.Containers;
using TokenFlow.Recording.Films.Parts;
using TokenFlow.Recording.Type;
using TokenFlow.Scene.Shots;
using TokenFlow.Session.Runs;

namespace TokenFlow.Session.Films;

/// <summary>
/// One film of a session. Frames wait in a queue; a thread of its own sees to drawing and encoding, several at once and in
/// order. What goes wrong there ends the film and becomes a line of news; the frames so far are kept.
/// </summary>
public sealed class SessionFilm : IDisposable
{
    /// <summary>Frames that may wait before the session's clock is asked to. A few, as each holds a snapshot.</summary>
    public const int MostWaiting = 16;

    private readonly BlockingCollection<Shot> _waiting = [];
    private readonly CancellationTokenSource _abandon = new();
    private readonly Lock _gate = new();
    private readonly Thread _thread;
    private readonly Action<RecorderNews> _tell;
    private bool _isOver;
    private int _added;
    private int _done;

    /// <param name="path">The film's file.</param>
    /// <param name="settings">What it is to be.</param>
    /// <param name="sink">Where its frames go; the film's from now on.</param>
    /// <param name="fonts">The typefaces; stays the caller's.</param>
    /// <param name="threads">Frames drawn at once.</param>
    /// <param name="tell">Takes news, on the film's thread.</param>
    public SessionFilm(string path, FilmSettings settings, IFrameSink sink, FontBook fonts, int threads, Action<RecorderNews> tell)
    {
        Path = path;
        _tell = tell;
        _thread = new Thread(() => Make(settings, sink, fonts, threads)) { IsBackground = true, Name = "film of the session" };
        _thread.Start();
    }

    /// <summary>The film's file.</summary>
    public string Path { get; }

    /// <summary>Whether it takes frames.</summary>
    public bool IsTaking
    {
        get
        {
            lock (_gate)
            {
                return !_isOver && !_waiting.IsAddingCompleted;
            }
        }
    }

    /// <summary>Whether few enough frames wait.</summary>
    public bool HasRoom => _waiting.Count < MostWaiting;

    /// <summary>Frames that are in the film, and frames that were added.</summary>
    public (int Done, int Of) Progress => (Volatile.Read(ref _done), Volatile.Read(ref _added));

    /// <summary>Adds a frame; one that comes after the end is let go of.</summary>
    public void Add(Shot shot)
    {
        lock (_gate)
        {
            if (!_isOver && !_waiting.IsAddingCompleted)
            {
                _waiting.Add(shot);
                _added++;
                return;
            }
        }

        shot.Dispose();
    }

    /// <summary>No more frames will come.</summary>
    public void Stop()
    {
        lock (_gate)
        {
            _waiting.CompleteAdding();
        }
    }

    /// <summary>Waits until the film is finished or has failed.</summary>
    /// <returns>Whether it is over; false when the time ran out.</returns>
    public bool Wait(TimeSpan time) => _thread.Join(time);

    /// <summary>Ends it; of a film that is not finished the frames so far are kept.</summary>
    public void Dispose()
    {
        _abandon.Cancel();
        Stop();
        _thread.Join();
        _waiting.Dispose();
        _abandon.Dispose();
    }

    private void Make(FilmSettings settings, IFrameSink sink, FontBook fonts, int threads)
    {
        try
        {
            int frames = new FilmRecorder(fonts).RecordToEnd(
                settings,
                new Vector2(settings.Width, settings.Height),
                _waiting.GetConsumingEnumerable,
                () => new ShotDrawer().Draw,
                sink,
                threads,
                new Counter(this),
                _abandon.Token);
            _tell(new RecorderNews(Path, FormattableString.Invariant($"film: {Path}, {frames} frames, {(double)frames / settings.FramesPerSecond:0.0} s"), IsFault: false));
        }
        catch (OperationCanceledException)
        {
            Tell("the film was broken off", sink);
        }
        catch (FaultException fault)
        {
            Tell($"no film: {fault.Message}", sink);
        }
        catch (Exception e)
        {
            // A bug of ours, but not worth the session: it is told, and the window stays.
            Tell($"no film: {Path}: {e.GetType().Name}: {e.Message.ReplaceLineEndings(" ")}", sink);
        }
        finally
        {
            sink.Dispose();
            lock (_gate)
            {
                _isOver = true;
                while (_waiting.TryTake(out Shot left))
                {
                    left.Dispose();
                }
            }
        }
    }

    private void Tell(string what, IFrameSink sink)
    {
        sink.Dispose();
        string rest = sink.Kept is { } kept ? $"{kept.Frames} frames are kept in {kept.Path}" : $"{Path} is not written";
        _tell(new RecorderNews(Path, $"{what}; {rest}", IsFault: true));
    }

    private sealed class Counter(SessionFilm film) : IProgress<FilmProgress>
    {
        public void Report(FilmProgress value) => Volatile.Write(ref film._done, value.Done);
    }
}
