using TokenFlow.Ui.Input;

namespace TokenFlow.Ui.Commands;

/// <summary>What is known of a command.</summary>
/// <param name="Id">The command.</param>
/// <param name="Group">What it is about.</param>
/// <param name="Title">What it does, for the help and for tips: a short phrase.</param>
/// <param name="Place">Where the mouse does the same.</param>
/// <param name="Chords">The keys that do it, the first one the one to show.</param>
public sealed record CommandInfo(CommandId Id, CommandGroup Group, string Title, CommandPlace Place, IReadOnlyList<KeyChord> Chords)
{
    /// <summary>
    /// Characters that do it when they are typed, wherever the keyboard's layout has them: where a German keyboard writes a
    /// question mark there is no slash.
    /// </summary>
    public string Signs { get; init; } = "";

    /// <summary>Whether holding the key does it again and again.</summary>
    public bool Repeats { get; init; }

    /// <summary>The keys as they are shown: <c>. </c> or <c>Ctrl+Y or Ctrl+Shift+Z</c>.</summary>
    public string ChordText => string.Join(" or ", Chords);
}
