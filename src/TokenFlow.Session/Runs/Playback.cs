using TokenFlow.Simulation.Time;

namespace TokenFlow.Session.Runs;

/// <summary>Playing, stepping and speed, the same for whatever is played. Time goes on by <see cref="Tick"/>.</summary>
/// <param name="played">What is played.</param>
public sealed class Playback(IPlayed played)
{
    private readonly PlayClock _clock = new();

    /// <summary>The frame in which the last layer is finished: play stops there.</summary>
    public long EndFrame => played.Clock.EndFrame;

    /// <summary>Whether time goes on by itself.</summary>
    public bool IsPlaying { get; private set; }

    /// <summary>Frames a tick: 1/8 to 8.</summary>
    public double Speed => _clock.Speed;

    /// <summary>Frames a tick, in eighths.</summary>
    public int SpeedEighths => _clock.Eighths;

    /// <summary>The speed in words: <c>1/8x</c>, <c>2x</c>.</summary>
    public string SpeedText => PlayClock.Describe(_clock.Eighths);

    /// <summary>Grows whenever time jumps, rather than going on by itself.</summary>
    internal long Jumps { get; private set; }

    /// <summary>A step of time.</summary>
    /// <returns>Frames that were gone on.</returns>
    public int Tick()
    {
        if (!IsPlaying)
        {
            return 0;
        }

        long before = played.Frame;
        int frames = _clock.Tick();
        if (frames > 0)
        {
            played.Seek(Math.Min(before + frames, EndFrame));
        }

        IsPlaying = played.Frame < EndFrame;
        return (int)(played.Frame - before);
    }

    /// <summary>Plays or pauses; at the end, starts over.</summary>
    public void Toggle()
    {
        if (IsPlaying)
        {
            IsPlaying = false;
            return;
        }

        if (played.Frame >= EndFrame)
        {
            Seek(0);
        }

        _clock.Reset();
        IsPlaying = true;
    }

    /// <summary>Pauses at the next layer's start, or at the one before this frame.</summary>
    /// <param name="by">1 or -1.</param>
    public void StepLayer(int by)
    {
        LayerClock clock = played.Clock;
        int layer = by > 0 ? clock.LayerOf(played.Frame) + 1 : clock.LayerOf(Math.Max(0, played.Frame - 1));
        Pause(clock.FirstFrame(Math.Min(layer, clock.Layers)));
    }

    /// <summary>Pauses so many frames on or back.</summary>
    public void StepFrame(int by) => Pause(played.Frame + by);

    /// <summary>Goes to a frame, or the nearest there is; play goes on from there.</summary>
    public void Seek(long frame)
    {
        played.Seek(Math.Clamp(frame, 0, EndFrame));
        _clock.Reset();
        Jumps++;
    }

    /// <summary>To the start, and play.</summary>
    public void Restart()
    {
        Seek(0);
        IsPlaying = true;
    }

    /// <summary>To a frame, or the nearest there is, paused.</summary>
    public void Pause(long frame)
    {
        IsPlaying = false;
        Seek(frame);
    }

    /// <summary>Twice as fast, to 8.</summary>
    public void Faster() => _clock.Faster();

    /// <summary>Half as fast, to 1/8.</summary>
    public void Slower() => _clock.Slower();

    /// <summary>Sets the speed.</summary>
    /// <param name="eighths">Frames a tick, in eighths: a power of two from 1 to 64.</param>
    public void SetSpeed(int eighths) => _clock.Set(eighths);

    /// <summary>Another run is played: at its end there is nothing more to play.</summary>
    internal void Refit() => IsPlaying &= played.Frame < EndFrame;
}

/// <summary>What can be played: layers of frames, one of which shows.</summary>
public interface IPlayed
{
    /// <summary>Which frame belongs to which layer.</summary>
    LayerClock Clock { get; }

    /// <summary>The frame that shows.</summary>
    long Frame { get; }

    /// <summary>Shows another frame, one that there is.</summary>
    void Seek(long frame);
}
