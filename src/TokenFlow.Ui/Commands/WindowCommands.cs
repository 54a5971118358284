namespace TokenFlow.Ui.Commands;

/// <summary>What a user can do with the window, whatever shows in it.</summary>
public static class WindowCommands
{
    /// <summary>The commands.</summary>
    public static IReadOnlyList<CommandInfo> All { get; } =
    [
        CommandInfo.Of(CommandId.FullScreen, CommandGroup.Keep, "Full screen", CommandPlace.Nowhere, "F11", "Alt+Enter"),
        CommandInfo.Of(CommandId.Quit, CommandGroup.Keep, "Quit", new(PlaceKind.Button, "close the window"), "Ctrl+Q"),
    ];
}
