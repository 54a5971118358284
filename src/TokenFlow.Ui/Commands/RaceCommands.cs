using System.Globalization;

namespace TokenFlow.Ui.Commands;

/// <summary>What a user can do in a race.</summary>
public static class RaceCommands
{
    /// <summary>A new table of them.</summary>
    public static CommandTable Table() => new([.. PlaybackCommands.All, .. Lanes(), .. Look(), .. Keep()]);

    private static CommandInfo[] Lanes() =>
    [
        .. Enumerable.Range(1, 4).Select(lane => CommandInfo.Of(
            CommandId.Lane1 + lane - 1, CommandGroup.Change, $"Lane {lane}", CommandPlace.Control("click a lane"), lane.ToString(CultureInfo.InvariantCulture)) with { Series = "One lane" }),
        CommandInfo.Of(CommandId.LanePatternOn, CommandGroup.Change, "Next pattern of the lane", CommandPlace.Control("click its name"), "P"),
        CommandInfo.Of(CommandId.LanePatternBack, CommandGroup.Change, "Pattern before", CommandPlace.Control("click its name"), "Shift+P"),
        CommandInfo.Of(CommandId.AddLane, CommandGroup.Change, "Add a lane", CommandPlace.Button, "=") with { Signs = "=" },
        CommandInfo.Of(CommandId.RemoveLane, CommandGroup.Change, "Take the lane away", CommandPlace.Control("click its cross"), "-", "C", "Del") with { Signs = "-" },
    ];

    private static CommandInfo[] Look() =>
    [
        CommandInfo.Of(CommandId.ToggleTheme, CommandGroup.Look, "Light or dark", CommandPlace.Nowhere, "L"),
        CommandInfo.Of(CommandId.ToggleHelp, CommandGroup.Look, "The line of keys", CommandPlace.Nowhere, "H", "?", "F1") with { Signs = "?" },
        CommandInfo.Of(CommandId.Gallery, CommandGroup.Look, "Gallery of scenarios", CommandPlace.Nowhere, "G"),
        CommandInfo.Of(CommandId.GoBack, CommandGroup.Look, "Close the list, or back", CommandPlace.Nowhere, "Esc"),
    ];

    private static CommandInfo[] Keep() =>
    [
        CommandInfo.Of(CommandId.Still, CommandGroup.Keep, "Still picture", CommandPlace.Nowhere, "F12"),
        .. CommandTable.Window,
    ];
}
