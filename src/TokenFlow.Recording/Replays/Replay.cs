using TokenFlow.Scenarios.Scenarios;
using TokenFlow.Simulation.Edits;

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

/// <summary>One line of a replay.</summary>
/// <param name="Line">Its number in the file, from 1.</param>
public abstract record ReplayEvent(int Line)
{
    /// <summary>A scenario is opened: the first line, and again where a text or seed made another world.</summary>
    /// <param name="Line">Its number in the file.</param>
    /// <param name="Scenario">The scenario, at its own frame rate.</param>
    /// <param name="FramesPerSecond">The frame rate that it ran at.</param>
    public sealed record Opened(int Line, Scenario Scenario, int FramesPerSecond) : ReplayEvent(Line);

    /// <summary>The edits of the run are others from here on: made, taken back, or made again.</summary>
    /// <param name="Line">Its number in the file.</param>
    /// <param name="Keep">So many of the edits stand as they were.</param>
    /// <param name="Then">These follow them.</param>
    public sealed record Edited(int Line, int Keep, IReadOnlyList<ScheduledEdit> Then) : ReplayEvent(Line);

    /// <summary>The run is looked at in another way.</summary>
    /// <param name="Line">Its number in the file.</param>
    /// <param name="View">As saved sessions have it.</param>
    public sealed record Viewed(int Line, IReadOnlyDictionary<string, string> View) : ReplayEvent(Line);

    /// <summary>What is said from here on.</summary>
    /// <param name="Line">Its number in the file.</param>
    /// <param name="Caption">The sentence; empty for none.</param>
    public sealed record Said(int Line, string Caption) : ReplayEvent(Line);

    /// <summary>A frame is shown, for one frame of the film.</summary>
    /// <param name="Line">Its number in the file.</param>
    /// <param name="Frame">The simulation's frame.</param>
    /// <param name="Hash">Its state.</param>
    public sealed record Shown(int Line, long Frame, ulong Hash) : ReplayEvent(Line);

    /// <summary>What was shown last stands still.</summary>
    /// <param name="Line">Its number in the file.</param>
    /// <param name="Frames">For so many more frames of the film.</param>
    public sealed record Held(int Line, int Frames) : ReplayEvent(Line);
}
