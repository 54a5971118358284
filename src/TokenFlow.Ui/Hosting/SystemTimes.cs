using System.Diagnostics;
using TokenFlow.Simulation;
using TokenFlow.Simulation.Systems;

namespace TokenFlow.Ui.Hosting;

/// <summary>
/// Times the phases of the simulation's frames and the pictures, for the overlay. Told by the thread that runs them; read by
/// the same one.
/// </summary>
/// <param name="ticks">The clock, in ticks of the stopwatch; null for the machine's own.</param>
internal sealed class SystemTimes(Func<long>? ticks = null) : IScheduleObserver
{
    /// <summary>Pictures that are remembered.</summary>
    public const int Pictures = 120;

    private const double Keep = 0.9;
    private readonly Func<long> _ticks = ticks ?? Stopwatch.GetTimestamp;
    private readonly List<string> _names = [];
    private readonly List<double> _milliseconds = [];
    private readonly List<long> _started = [];
    private readonly List<int> _runs = [];
    private readonly float[] _pictures = new float[Pictures];
    private int _next;
    private long _lastPicture = -1;
    private long? _lastRun;

    /// <summary>The phases in the order in which they ran first.</summary>
    public IReadOnlyList<string> Names => _names;

    /// <summary>How many pictures are remembered.</summary>
    public int Count { get; private set; }

    /// <summary>Milliseconds of a phase, smoothed over frames; of the first frame, which finds nothing warm, only while it is the only one.</summary>
    public double this[int phase] => _milliseconds[phase];

    /// <summary>Whether a frame of the simulation ran within the last second: else the times are of long ago.</summary>
    public bool IsFresh => _lastRun is { } last && _ticks() - last < Stopwatch.Frequency;

    /// <summary>Milliseconds from picture to picture, the latest at 0.</summary>
    public float PictureBefore(int back) => _pictures[(_next - 1 - back + (2 * Pictures)) % Pictures];

    /// <summary>How runs are run, timed by this: every run that is made so, of a changed text too, unless something else observes it.</summary>
    public Func<int, FlowOptions> Watching(Func<int, FlowOptions> flow) => tokens =>
    {
        FlowOptions options = flow(tokens);
        return options.Observer is null ? options with { Observer = this } : options;
    };

    /// <inheritdoc/>
    public void Before(string systemName)
    {
        int at = _names.IndexOf(systemName);
        if (at < 0)
        {
            at = _names.Count;
            _names.Add(systemName);
            _milliseconds.Add(0);
            _started.Add(0);
            _runs.Add(0);
        }

        _started[at] = _ticks();
    }

    /// <inheritdoc/>
    public void After(string systemName)
    {
        int at = _names.IndexOf(systemName);
        if (at < 0)
        {
            return;
        }

        long now = _ticks();
        _lastRun = now;
        double took = Milliseconds(now - _started[at]);
        _milliseconds[at] = _runs[at]++ < 2 ? took : (Keep * _milliseconds[at]) + ((1 - Keep) * took);
    }

    /// <summary>A picture is drawn.</summary>
    public void Picture()
    {
        long now = _ticks();
        if (_lastPicture >= 0)
        {
            _pictures[_next] = (float)Milliseconds(now - _lastPicture);
            _next = (_next + 1) % Pictures;
            Count = Math.Min(Count + 1, Pictures);
        }

        _lastPicture = now;
    }

    /// <summary>No pictures are drawn for a while: the time until the next is no picture's.</summary>
    public void Pause() => _lastPicture = -1;

    private static double Milliseconds(long ticks) => ticks * 1000.0 / Stopwatch.Frequency;
}
