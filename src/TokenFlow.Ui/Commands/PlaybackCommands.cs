using TokenFlow.Session.Runs;

namespace TokenFlow.Ui.Commands;

/// <summary>Playing, stepping and speed: the same keys wherever something is played.</summary>
public static class PlaybackCommands
{
    /// <summary>The commands.</summary>
    public static IReadOnlyList<CommandInfo> All { get; } =
    [
        CommandInfo.Of(CommandId.TogglePlay, CommandGroup.Time, "Play, pause; at the end, start over", CommandPlace.Button, "Space"),
        CommandInfo.Of(CommandId.LayerOn, CommandGroup.Time, "One layer on", CommandPlace.Button, ".") with { Signs = ".", Repeats = true },
        CommandInfo.Of(CommandId.LayerBack, CommandGroup.Time, "One layer back", CommandPlace.Button, ",") with { Signs = ",", Repeats = true },
        CommandInfo.Of(CommandId.FrameOn, CommandGroup.Time, "One frame on", new(PlaceKind.Timeline, "drag the timeline"), "Right", "Shift+.") with { Repeats = true },
        CommandInfo.Of(CommandId.FrameBack, CommandGroup.Time, "One frame back", new(PlaceKind.Timeline, "drag the timeline"), "Left", "Shift+,") with { Repeats = true },
        CommandInfo.Of(CommandId.Faster, CommandGroup.Time, "Faster", CommandPlace.Button, "]") with { Signs = "]", Repeats = true },
        CommandInfo.Of(CommandId.Slower, CommandGroup.Time, "Slower", CommandPlace.Button, "[") with { Signs = "[", Repeats = true },
        CommandInfo.Of(CommandId.NormalSpeed, CommandGroup.Time, "Normal speed", CommandPlace.Button, "Backspace"),
        CommandInfo.Of(CommandId.Restart, CommandGroup.Time, "Start over and play", CommandPlace.Button, "R"),
        CommandInfo.Of(CommandId.GoHome, CommandGroup.Time, "To the start", new(PlaceKind.Timeline, "click its left end"), "Home"),
        CommandInfo.Of(CommandId.GoEnd, CommandGroup.Time, "To the end", new(PlaceKind.Timeline, "click its right end"), "End"),
    ];

    /// <summary>Does a command.</summary>
    /// <returns>Whether it is one of these; not so: the speed, which is told where it is turned.</returns>
    public static bool TryRun(Playback playback, CommandId command)
    {
        ArgumentNullException.ThrowIfNull(playback);
        switch (command)
        {
            case CommandId.TogglePlay: playback.Toggle(); return true;
            case CommandId.LayerOn: playback.StepLayer(1); return true;
            case CommandId.LayerBack: playback.StepLayer(-1); return true;
            case CommandId.FrameOn: playback.StepFrame(1); return true;
            case CommandId.FrameBack: playback.StepFrame(-1); return true;
            case CommandId.Restart: playback.Restart(); return true;
            case CommandId.GoHome: playback.Pause(0); return true;
            case CommandId.GoEnd: playback.Pause(playback.EndFrame); return true;
            default: return false;
        }
    }
}
