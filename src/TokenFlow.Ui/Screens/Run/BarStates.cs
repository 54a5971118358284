using TokenFlow.Session.Runs;
using TokenFlow.Ui.Commands;
using TokenFlow.Ui.Screens.Stage;

namespace TokenFlow.Ui.Screens.Run;

/// <summary>How the commands of the bar stand in a run: which are on, which do anything, what they would do.</summary>
internal static class BarStates
{
    /// <summary>Whether what it turns on and off is on.</summary>
    public static bool IsOn(RunContext run, CommandId command) => command switch
    {
        CommandId.ToggleMatrix => run.Session.View.Matrix,
        CommandId.TogglePanels => run.Session.View.Panels,
        CommandId.ToggleOverlay => run.Session.View.Overlay,
        CommandId.ToggleHelp => run.Session.View.Help,
        _ => false,
    };

    /// <summary>Whether it would do anything now.</summary>
    public static bool IsEnabled(FlowSession session, CommandId command) => command switch
    {
        CommandId.Undo => session.Editor.Undoable is not null,
        CommandId.Redo => session.Editor.Redoable is not null,
        CommandId.LayerBack => session.Frame > 0,
        CommandId.LayerOn => session.Frame < session.EndFrame,
        _ => true,
    };

    /// <summary>What it would do now, where the command's own title cannot know; null where it can.</summary>
    public static string? TitleOf(RunContext run, CommandId command) => command switch
    {
        CommandId.Undo when run.Session.Editor.Undoable is { } what => $"Undo: {what}",
        CommandId.Redo when run.Session.Editor.Redoable is { } what => $"Do again: {what}",
        CommandId.TogglePlay => run.Session.IsPlaying ? "Pause" : run.Session.Frame >= run.Session.EndFrame ? "Start over and play" : "Play",
        CommandId.ToggleFilm => run.Session.Keeping.IsFilming ? "Stop the film" : "Film the session",
        CommandId.ToggleTheme => run.Session.View.Theme == "dark" ? "Light theme" : "Dark theme",
        _ => null,
    };
}
