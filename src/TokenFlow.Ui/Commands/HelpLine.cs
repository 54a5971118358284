namespace TokenFlow.Ui.Commands;

/// <summary>A line of the help.</summary>
/// <param name="Group">Its column.</param>
/// <param name="Keys">The keys: <c>Ctrl+Y or Ctrl+Shift+Z</c>, <c>1 to 9</c>.</param>
/// <param name="Title">What they do.</param>
/// <param name="Gesture">What the mouse does for the same.</param>
/// <param name="Ids">The commands of the line: one, or a run that differs by a digit.</param>
public sealed record HelpLine(CommandGroup Group, string Keys, string Title, string Gesture, IReadOnlyList<CommandId> Ids)
{
    /// <summary>The lines of a table, in its order; the heads are one line.</summary>
    public static IReadOnlyList<HelpLine> Of(CommandTable table)
    {
        ArgumentNullException.ThrowIfNull(table);
        var lines = new List<HelpLine>();
        foreach (CommandInfo info in table.All)
        {
            if (info.Id is < CommandId.Head1 or > CommandId.Head9)
            {
                lines.Add(new HelpLine(info.Group, info.ChordText, info.Title, info.Place.Gesture, [info.Id]));
            }
            else if (info.Id == CommandId.Head1)
            {
                CommandId[] heads = [.. Enumerable.Range(0, 9).Select(i => CommandId.Head1 + i)];
                lines.Add(new HelpLine(info.Group, $"{info.ChordText} to {table[CommandId.Head9].ChordText}", "One head", info.Place.Gesture, heads));
            }
        }

        return lines;
    }
}
