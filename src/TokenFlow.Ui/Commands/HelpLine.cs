namespace TokenFlow.Ui.Commands;

/// <summary>A line of the help.</summary>
/// <param name="Group">Its column.</param>
/// <param name="Keys">The keys: <c>Ctrl+Y or Ctrl+Shift+Z</c>, <c>1 to 9</c>.</param>
/// <param name="Title">What they do.</param>
/// <param name="Gesture">What the mouse does for the same.</param>
/// <param name="Ids">The commands of the line: one, or a run that differs by a digit.</param>
public sealed record HelpLine(CommandGroup Group, string Keys, string Title, string Gesture, IReadOnlyList<CommandId> Ids)
{
    /// <summary>The lines of a table, in its order; a series of neighbours is one line.</summary>
    public static IReadOnlyList<HelpLine> Of(CommandTable table)
    {
        ArgumentNullException.ThrowIfNull(table);
        var lines = new List<HelpLine>();
        for (int first = 0, next; first < table.All.Count; first = next)
        {
            CommandInfo info = table.All[first];
            next = first + 1;
            while (info.Series is not null && next < table.All.Count && table.All[next].Series == info.Series)
            {
                next++;
            }

            CommandId[] ids = [.. table.All.Skip(first).Take(next - first).Select(i => i.Id)];
            lines.Add(info.Series is { } series
                ? new HelpLine(info.Group, $"{info.ChordText} to {table.All[next - 1].ChordText}", series, info.Place.Gesture, ids)
                : new HelpLine(info.Group, info.ChordText, info.Title, info.Place.Gesture, ids));
        }

        return lines;
    }
}
