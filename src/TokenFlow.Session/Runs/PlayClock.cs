namespace TokenFlow.Session.Runs;

/// <summary>
/// How many frames of the simulation a tick of the session goes on: exact in eighths, so that at 1/8 every eighth tick goes on
/// by one frame, and at 8 every tick by eight.
/// </summary>
public sealed class PlayClock
{
    /// <summary>A frame a tick.</summary>
    public const int Normal = 8;

    private const int Slowest = 1;
    private const int Fastest = 64;
    private int _phase;

    /// <summary>Frames a tick, in eighths: a power of two from 1 to 64.</summary>
    public int Eighths { get; private set; } = Normal;

    /// <summary>Frames a tick.</summary>
    public double Speed => Eighths / 8.0;

    /// <summary>Whether it is a speed on offer.</summary>
    public static bool IsSpeed(int eighths) => eighths is >= Slowest and <= Fastest && int.IsPow2(eighths);

    /// <summary>A speed in words: <c>1/8</c>, <c>2</c>.</summary>
    public static string Describe(int eighths) => eighths >= Normal ? $"{eighths / Normal}x" : $"1/{Normal / eighths}x";

    /// <summary>Sets the speed; the part of a frame that has gone by is forgotten.</summary>
    public void Set(int eighths)
    {
        Eighths = IsSpeed(eighths) ? eighths : throw new ArgumentOutOfRangeException(nameof(eighths));
        _phase = 0;
    }

    /// <summary>Twice the speed, to 8.</summary>
    public void Faster() => Set(Math.Min(Fastest, Eighths * 2));

    /// <summary>Half the speed, to 1/8.</summary>
    public void Slower() => Set(Math.Max(Slowest, Eighths / 2));

    /// <summary>Starts a frame anew: after a seek.</summary>
    public void Reset() => _phase = 0;

    /// <summary>The frames to go on in this tick.</summary>
    public int Tick()
    {
        _phase += Eighths;
        int frames = _phase / Normal;
        _phase %= Normal;
        return frames;
    }
}
