using TokenFlow.Scenarios.Scenarios;
using TokenFlow.Simulation.Edits;

namespace TokenFlow.Recording.Replays;

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
