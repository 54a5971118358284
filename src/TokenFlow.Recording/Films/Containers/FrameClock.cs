namespace TokenFlow.Recording.Films.Containers;

/// <summary>
/// When frames are shown, in the whole ticks of a format. Each frame's time is rounded by itself, not its duration,
/// so that durations add up and a long film does not drift.
/// </summary>
/// <param name="FramesPerSecond">Frames a second.</param>
/// <param name="TicksPerSecond">The format's ticks: 100 a second in GIF, 1,000 in WebP.</param>
internal readonly record struct FrameClock(int FramesPerSecond, int TicksPerSecond)
{
    /// <summary>The tick at which frame <paramref name="frame"/> starts.</summary>
    public long TickOf(long frame) => frame * TicksPerSecond / FramesPerSecond;

    /// <summary>The first frame that starts at a tick or after it: how many frames last so long.</summary>
    public long FramesUntil(long tick) => ((tick * FramesPerSecond) + TicksPerSecond - 1) / TicksPerSecond;
}
