using System.Numerics;
using System.Runtime.ExceptionServices;
using TokenFlow.Recording.Films.Containers;
using TokenFlow.Recording.Films.Frames;
using TokenFlow.Recording.Films.Parts;
using TokenFlow.Recording.Pictures;
using TokenFlow.Recording.Type;
using TokenFlow.Scene.Canvas;

namespace TokenFlow.Recording.Films;

/// <summary>
/// One recording. Every worker takes the next state, draws it, waits for the frame before to be drawn where the sink
/// compares frames, encodes, and hands in; whoever hands in the frame that is due appends it and those waiting behind
/// it. No worker waits for a later frame, so there is always one that can go on.
/// </summary>
internal sealed class FilmRun<T> : IDisposable
{
    private readonly FilmSettings _settings;
    private readonly Vector2 _size;
    private readonly int? _frameCount;
    private readonly IEnumerator<T> _states;
    private readonly Func<Action<ICanvas, T>> _newDrawer;
    private readonly IFrameSink _sink;
    private readonly int _workers;
    private readonly int _first;
    private readonly FontBook _fonts;
    private readonly TimeProvider _clock;
    private readonly IProgress<FilmProgress>? _progress;
    private readonly CancellationToken _asked;
    private readonly CancellationTokenSource _stop;
    private readonly FramePool _pool;
    private readonly SemaphoreSlim _places;
    private readonly Lock _source = new();
    private readonly Lock _order = new();
    private readonly Dictionary<int, EncodedFrame> _handedIn = [];
    private ExceptionDispatchInfo? _failure;
    private DrawnFrame? _latest;
    private int _taken;
    private int _appended;
    private bool _appending;
    private bool _ended;
    private long _started;

    public FilmRun(
        FilmSettings settings,
        Vector2 size,
        int? frameCount,
        Func<CancellationToken, IEnumerable<T>> states,
        Func<Action<ICanvas, T>> newDrawer,
        IFrameSink sink,
        int workers,
        FontBook fonts,
        TimeProvider clock,
        IProgress<FilmProgress>? progress,
        CancellationToken cancellation)
    {
        _settings = settings;
        _size = size;
        _frameCount = frameCount;
        _newDrawer = newDrawer;
        _sink = sink;
        _workers = workers;
        _fonts = fonts;
        _clock = clock;
        _progress = progress;
        _asked = cancellation;
        _stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        _states = states(_stop.Token).GetEnumerator();
        _pool = new FramePool(settings.Width, settings.Height);
        _appended = _first = sink.FirstFrame;
        _taken = FilmRecorder.FirstState(sink);

        // Enough for workers to run ahead of a slow frame, little enough to bound the memory.
        _places = new SemaphoreSlim((2 * workers) + 1);
    }

    /// <summary>Records all frames; the first thing that goes wrong on any thread is thrown here, as itself.</summary>
    /// <returns>How many frames there were.</returns>
    public int Go()
    {
        _started = _clock.GetTimestamp();
        Thread[] threads = new Thread[_workers];
        for (int i = 0; i < threads.Length; i++)
        {
            threads[i] = new Thread(Work) { IsBackground = true, Name = $"film {i}" };
            threads[i].Start();
        }

        foreach (Thread thread in threads)
        {
            thread.Join();
        }

        // Asked to stop, the rest is consequence: a broken pipe of an encoder that was interrupted too, say.
        _asked.ThrowIfCancellationRequested();
        _failure?.Throw();
        return _appended;
    }

    public void Dispose()
    {
        foreach (EncodedFrame frame in _handedIn.Values)
        {
            frame.Dispose();
        }

        _latest?.Dispose();
        _states.Dispose();
        _places.Dispose();
        _stop.Dispose();
    }

    private void Work()
    {
        try
        {
            int scale = _settings.Supersampling;
            using RasterPicture picture = new(_size, _settings.Width * scale, _settings.Height * scale, _fonts);
            Action<ICanvas, T> draw = _newDrawer();
            while (Take(out T? state, out DrawnFrame? frame, out DrawnFrame? previous))
            {
                try
                {
                    Draw(picture, draw, state!, frame);
                    if (frame.Frame.Index >= _first)
                    {
                        HandIn(Encode(frame, previous));
                    }
                    else
                    {
                        _places.Release();
                    }
                }
                finally
                {
                    frame.Dispose();
                    previous?.Dispose();
                }
            }
        }
        catch (Exception error)
        {
            // Any thread's failure ends the recording, and is thrown again on the thread that asked for it.
            if (error is not OperationCanceledException || !_stop.IsCancellationRequested)
            {
                Interlocked.CompareExchange(ref _failure, ExceptionDispatchInfo.Capture(error), null);
            }

            _stop.Cancel();
        }
    }

    private bool Take(out T? state, out DrawnFrame frame, out DrawnFrame? previous)
    {
        state = default;
        frame = null!;
        previous = null;
        lock (_source)
        {
            if (_ended || _taken == _frameCount)
            {
                return false;
            }

            _places.Wait(_stop.Token);
            if (!_states.MoveNext())
            {
                _ended = true;
                if (_frameCount is null)
                {
                    return false;
                }

                throw new InvalidOperationException($"There are {_taken} states for {_frameCount} frames.");
            }

            state = _states.Current;
            frame = new DrawnFrame(_pool.Rent(_taken++));
            if (_sink.ComparesFrames)
            {
                previous = _latest;
                _latest = frame.Share();
            }

            return true;
        }
    }

    private void Draw(RasterPicture picture, Action<ICanvas, T> draw, T state, DrawnFrame frame)
    {
        try
        {
            picture.Draw(canvas =>
            {
                // Films are opaque, unless asked otherwise: what the drawer leaves bare is black.
                if (!_settings.Transparent)
                {
                    canvas.Clear(new Rgba(0, 0, 0));
                }

                draw(canvas, state);
            });
        }
        finally
        {
            (state as IDisposable)?.Dispose();
        }

        if (_settings.Supersampling == 2)
        {
            Shrink.ByTwo(picture.Pixels, frame.Frame.Pixels, _settings.Width, _settings.Height);
        }
        else
        {
            picture.Pixels.CopyTo(frame.Frame.Pixels);
        }

        frame.SetDrawn();
    }

    private EncodedFrame Encode(DrawnFrame frame, DrawnFrame? previous)
    {
        previous?.WaitUntilDrawn(_stop.Token);
        return _sink.Encode(frame.Frame, previous?.Frame);
    }

    private void HandIn(EncodedFrame encoded)
    {
        lock (_order)
        {
            _handedIn.Add(encoded.Index, encoded);
            if (_appending)
            {
                return;
            }

            _appending = true;
        }

        while (NextDue() is { } due)
        {
            _sink.Append(due);
            _places.Release();
            Report();
        }
    }

    private EncodedFrame? NextDue()
    {
        lock (_order)
        {
            if (!_stop.IsCancellationRequested && _handedIn.Remove(_appended, out EncodedFrame? due))
            {
                _appended++;
                return due;
            }

            _appending = false;
            return null;
        }
    }

    private void Report()
    {
        if (_progress is null)
        {
            return;
        }

        int done = _appended;
        double seconds = _clock.GetElapsedTime(_started).TotalSeconds;
        double rate = seconds > 0 ? (done - _first) / seconds : 0;
        int of = _frameCount ?? Math.Max(Volatile.Read(ref _taken), done);
        TimeSpan left = rate > 0 ? TimeSpan.FromSeconds((of - done) / rate) : TimeSpan.Zero;
        _progress.Report(new FilmProgress(done, of, rate, left));
    }
}
