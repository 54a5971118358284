namespace TokenFlow.Ui.Commands;

/// <summary>What a user can do in the list of lessons and in the quiz.</summary>
public static class LearningCommands
{
    private static readonly CommandPlace Pointing = CommandPlace.Control("point at a lesson");

    /// <summary>A new table of what can be done in the list of lessons.</summary>
    public static CommandTable Lessons() => new(
    [
        CommandInfo.Of(CommandId.CardRight, CommandGroup.Touch, "Lesson to the right", Pointing, "Right") with { Repeats = true },
        CommandInfo.Of(CommandId.CardLeft, CommandGroup.Touch, "Lesson to the left", Pointing, "Left") with { Repeats = true },
        CommandInfo.Of(CommandId.CardDown, CommandGroup.Touch, "Lesson below", Pointing, "Down") with { Repeats = true },
        CommandInfo.Of(CommandId.CardUp, CommandGroup.Touch, "Lesson above", Pointing, "Up") with { Repeats = true },
        CommandInfo.Of(CommandId.CardOpen, CommandGroup.Touch, "Take the lesson", CommandPlace.Control("click it"), "Enter", "Space"),
        CommandInfo.Of(CommandId.Quiz, CommandGroup.Look, "Quiz", CommandPlace.Nowhere, "F6"),
        .. Around(),
    ]);

    /// <summary>A new table of what can be done in the quiz.</summary>
    public static CommandTable Quiz() => new(
    [
        CommandInfo.Of(CommandId.AnswerA, CommandGroup.Touch, "Answer A", CommandPlace.Control("click it"), "A", "Shift+A"),
        CommandInfo.Of(CommandId.AnswerB, CommandGroup.Touch, "Answer B", CommandPlace.Control("click it"), "B", "Shift+B"),
        CommandInfo.Of(CommandId.AnswerC, CommandGroup.Touch, "Answer C", CommandPlace.Control("click it"), "C", "Shift+C"),
        CommandInfo.Of(CommandId.AnswerD, CommandGroup.Touch, "Answer D", CommandPlace.Control("click it"), "D", "Shift+D"),
        CommandInfo.Of(CommandId.NextQuestion, CommandGroup.Touch, "Next question", CommandPlace.Button, "Enter", "Space", "Right"),
        CommandInfo.Of(CommandId.Lessons, CommandGroup.Look, "Lessons", CommandPlace.Nowhere, "F5"),
        .. Around(),
    ]);

    private static CommandInfo[] Around() =>
    [
        CommandInfo.Of(CommandId.ToggleTheme, CommandGroup.Look, "Light or dark", CommandPlace.Nowhere, "L"),
        CommandInfo.Of(CommandId.Gallery, CommandGroup.Look, "Gallery of scenarios", CommandPlace.Nowhere, "G"),
        CommandInfo.Of(CommandId.GoBack, CommandGroup.Look, "Back", CommandPlace.Nowhere, "Esc"),
        CommandInfo.Of(CommandId.Still, CommandGroup.Keep, "Still picture", CommandPlace.Nowhere, "F12"),
        .. CommandTable.Window,
    ];
}
