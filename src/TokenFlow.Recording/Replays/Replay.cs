namespace TokenFlow.Recording.Replays;

/// <summary>A replay as it was read: everything that decides what was seen, and the state of every frame.</summary>
/// <param name="Program">The version of the program that wrote it.</param>
/// <param name="Instructions">The instruction set that it computed with: the same bits are promised on the same set only.</param>
/// <param name="Events">Its lines, the first of them opens a scenario.</param>
/// <param name="IsCut">Whether its last line was cut off; that line is left out.</param>
public sealed record Replay(string Program, string Instructions, IReadOnlyList<ReplayEvent> Events, bool IsCut)
{
    /// <summary>The longest film that a replay makes.</summary>
    public const int MaxFrames = 10_000_000;

    /// <summary>Frames of the film.</summary>
    public int FrameCount => Events.Sum(FramesOf);

    /// <summary>Frames of the film's rate.</summary>
    public int FramesPerSecond => ((ReplayEvent.Opened)Events[0]).FramesPerSecond;

    internal static int FramesOf(ReplayEvent happening) => happening switch
    {
        ReplayEvent.Shown => 1,
        ReplayEvent.Held held => held.Frames,
        _ => 0,
    };
}
