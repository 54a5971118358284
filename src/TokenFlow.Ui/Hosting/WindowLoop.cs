using System.Diagnostics;
using TokenFlow.Scene.Canvas;
using TokenFlow.Ui.Input;

namespace TokenFlow.Ui.Hosting;

/// <summary>
/// The frame loop, and the one place where the app meets real time: gather input, tell the app how many of its equal steps
/// have passed, draw. Drawing slower or faster changes nothing of what the app computes; a window that is put away goes on.
/// </summary>
public sealed class WindowLoop
{
    private const double FillSeconds = 0.5;

    private readonly IWindowHost _host;
    private readonly IWindowApp _app;
    private readonly LoopSettings _settings;
    private readonly InputCollector _collector = new();
    private readonly ActionPlayer? _player;
    private readonly Func<long> _now;
    private TickClock _clock;
    private int _ticksPerSecond;

    /// <param name="host">The window.</param>
    /// <param name="app">What runs in it.</param>
    /// <param name="settings">How the loop runs.</param>
    /// <param name="now">What pictures are timed by, in ticks of the stopwatch; null for the machine's own.</param>
    public WindowLoop(IWindowHost host, IWindowApp app, LoopSettings settings, Func<long>? now = null)
    {
        ArgumentNullException.ThrowIfNull(host);
        ArgumentNullException.ThrowIfNull(app);
        ArgumentNullException.ThrowIfNull(settings);
        _host = host;
        _app = app;
        _settings = settings;
        _now = now ?? Stopwatch.GetTimestamp;
        _player = settings.Script is { } script ? new ActionPlayer(script, app.PointOf) : null;
        _ticksPerSecond = app.TicksPerSecond;
        _clock = new TickClock(_ticksPerSecond);
    }

    /// <summary>How long pictures take.</summary>
    public FrameTimes Times { get; } = new();

    /// <summary>Runs until the user or the app closes the window, or all frames are drawn.</summary>
    /// <param name="cancellation">Closes the window.</param>
    /// <returns>How many pictures were drawn.</returns>
    public long Run(CancellationToken cancellation)
    {
        long last = _now();
        string title = "";
        long frame = 0;
        double mayFill = 0;
        while (!IsOver(frame, cancellation))
        {
            long allocated = GC.GetAllocatedBytesForCurrentThread();
            long start = _now();
            ScriptedFrame wanted = Take();
            if (wanted.Resize is { } size)
            {
                _host.Resize(size);
            }

            _collector.Resize(_host.Size);
            double seconds = _settings.IsStepped ? frame / (double)_app.TicksPerSecond : _host.Seconds;
            InputFrame input = _collector.Next(seconds);
            if (_app.TicksPerSecond != _ticksPerSecond)
            {
                // Another view with another time of its own.
                _ticksPerSecond = _app.TicksPerSecond;
                _clock = new TickClock(_ticksPerSecond);
            }

            _app.Update(input, _settings.IsStepped ? 1 : _clock.Due(seconds));
            if (_app.TakeFullScreenRequest() && (_settings.IsStepped || seconds >= mayFill))
            {
                // Some systems take the keyboard away while a window changes: a key that is held goes down anew then.
                _host.ToggleFullScreen();
                mayFill = seconds + FillSeconds;
            }

            if (_app.Title != title)
            {
                _host.SetTitle(title = _app.Title);
            }

            long updated = _now();
            if (_host.IsMinimised && !_settings.IsStepped)
            {
                // The next picture took no longer for the time that nobody looked.
                _host.Rest();
                last = _now();
                continue;
            }

            _host.ShowHand(_app.IsOverButton);
            ICanvas canvas = _host.BeginPicture();
            _app.Draw(canvas);
            bool isLast = frame + 1 == _settings.Frames;
            foreach (string path in wanted.Screenshots ?? [])
            {
                _settings.WritePicture(path, _host.ReadPixels());
            }

            if (_settings.Screenshot is { } lastPicture && (isLast || _app.IsClosing || (_settings.Frames is null && _player is { IsDone: true })))
            {
                _settings.WritePicture(lastPicture, _host.ReadPixels());
            }

            _host.EndPicture();
            long drawn = _now();
            Times.Add(Milliseconds(last, drawn), Milliseconds(start, updated), Milliseconds(updated, drawn), GC.GetAllocatedBytesForCurrentThread() - allocated);
            if (_settings.Detail is { } detail)
            {
                detail.Note(Times.Draw);
                _host.CurveTolerance = detail.CurveTolerance;
            }

            last = drawn;
            frame++;
        }

        return frame;

        ScriptedFrame Take()
        {
            if (_player is not null)
            {
                return _player.Play(frame, _collector);
            }
            // Nobody's mouse may lie in a picture that is the same everywhere.
            if (!_settings.IsStepped)
            {
                _host.Gather(_collector);
            }

            return default;
        }
    }

    private static double Milliseconds(long from, long to) => Stopwatch.GetElapsedTime(from, to).TotalMilliseconds;

    private bool IsOver(long frame, CancellationToken cancellation) =>
        cancellation.IsCancellationRequested
        || _app.IsClosing
        || _host.WantsToClose
        || frame >= _settings.Frames
        || (_settings.Frames is null && _player is { IsDone: true });
}

/// <summary>
/// Turns the time that passes into whole steps of equal length. What is left of a step is kept. When the machine falls
/// behind, time goes slower rather than in jumps: at most a few steps a picture, and what was missed is forgotten.
/// </summary>
/// <param name="ticksPerSecond">Steps a second.</param>
public struct TickClock(int ticksPerSecond)
{
    private const int MostAtOnce = 4;
    private double _owed;
    private double? _last;

    /// <summary>How many steps are due.</summary>
    /// <param name="seconds">The time now; never less than before.</param>
    public int Due(double seconds)
    {
        _owed += Math.Max(seconds - (_last ?? seconds), 0) * ticksPerSecond;
        _last = seconds;
        int due = (int)Math.Min(Math.Floor(_owed), MostAtOnce);
        _owed = Math.Min(_owed - due, 1);
        return due;
    }
}
