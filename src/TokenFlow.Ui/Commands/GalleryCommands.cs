namespace TokenFlow.Ui.Commands;

/// <summary>What a user can do in the gallery.</summary>
public static class GalleryCommands
{
    private static readonly CommandPlace Pointing = CommandPlace.Control("point at a card");
    private static readonly CommandPlace Wheel = new(PlaceKind.Picture, "turn the wheel");

    /// <summary>A new table of them.</summary>
    public static CommandTable Table() => new([.. Cards(), .. Look(), .. Keep()]);

    private static CommandInfo[] Cards() =>
    [
        CommandInfo.Of(CommandId.CardRight, CommandGroup.Touch, "Card to the right", Pointing, "Right") with { Repeats = true },
        CommandInfo.Of(CommandId.CardLeft, CommandGroup.Touch, "Card to the left", Pointing, "Left") with { Repeats = true },
        CommandInfo.Of(CommandId.CardDown, CommandGroup.Touch, "Card below", Pointing, "Down") with { Repeats = true },
        CommandInfo.Of(CommandId.CardUp, CommandGroup.Touch, "Card above", Pointing, "Up") with { Repeats = true },
        CommandInfo.Of(CommandId.CardFirst, CommandGroup.Touch, "First card", Pointing, "Home"),
        CommandInfo.Of(CommandId.CardLast, CommandGroup.Touch, "Last card", Pointing, "End"),
        CommandInfo.Of(CommandId.CardOpen, CommandGroup.Touch, "Run the scenario", CommandPlace.Control("click its card"), "Enter", "Space"),
        CommandInfo.Of(CommandId.PageOn, CommandGroup.Touch, "A page on", Wheel, "Page down") with { Repeats = true },
        CommandInfo.Of(CommandId.PageBack, CommandGroup.Touch, "A page back", Wheel, "Page up") with { Repeats = true },
    ];

    private static CommandInfo[] Look() =>
    [
        CommandInfo.Of(CommandId.ToggleTheme, CommandGroup.Look, "Light or dark", CommandPlace.Nowhere, "L"),
        CommandInfo.Of(CommandId.ToggleHelp, CommandGroup.Look, "The line of keys", CommandPlace.Nowhere, "H", "F1"),
        CommandInfo.Of(CommandId.Race, CommandGroup.Look, "Race on the scenario's text", CommandPlace.Nowhere, "F4"),
        CommandInfo.Of(CommandId.Lessons, CommandGroup.Look, "Lessons", CommandPlace.Nowhere, "F5"),
        CommandInfo.Of(CommandId.Quiz, CommandGroup.Look, "Quiz", CommandPlace.Nowhere, "F6"),
        CommandInfo.Of(CommandId.GoBack, CommandGroup.Look, "Back", CommandPlace.Nowhere, "Esc"),
    ];

    private static CommandInfo[] Keep() =>
    [
        CommandInfo.Of(CommandId.Still, CommandGroup.Keep, "Still picture", CommandPlace.Nowhere, "F12"),
        .. CommandTable.Window,
    ];
}
