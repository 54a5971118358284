using TokenFlow.Ui.Input;

namespace TokenFlow.Ui.Hosting;

/// <summary>How the loop runs.</summary>
public sealed record LoopSettings
{
    /// <summary>Pictures to draw before the window closes by itself; null for no limit.</summary>
    public long? Frames { get; init; }

    /// <summary>
    /// Actions that are played in place of a user's; null for a user. With actions, or a limit of frames, every picture is
    /// exactly one tick, so that a run is the same on any machine.
    /// </summary>
    public ActionScript? Script { get; init; }

    /// <summary>Where the last picture goes; null for nowhere.</summary>
    public string? Screenshot { get; init; }

    /// <summary>Writes a picture to a file.</summary>
    public required Action<string, Pixels> WritePicture { get; init; }

    /// <summary>Chooses how much detail is drawn; null for all, always.</summary>
    public DetailGovernor? Detail { get; init; }

    /// <summary>Whether time goes by pictures rather than by the clock.</summary>
    public bool IsStepped => Frames is not null || Script is not null;
}
