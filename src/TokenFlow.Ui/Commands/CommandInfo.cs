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

    /// <summary>The help's one title for it and its neighbours that differ by a digit; null where it has a line of its own.</summary>
    public string? Series { get; init; }

    /// <summary>Whether holding the key does it again and again.</summary>
    public bool Repeats { get; init; }

    /// <summary>The keys as they are shown: <c>. </c> or <c>Ctrl+Y or Ctrl+Shift+Z</c>.</summary>
    public string ChordText => string.Join(" or ", Chords);

    /// <summary>A command and its keys, as they are written: <c>Ctrl+Z</c>.</summary>
    public static CommandInfo Of(CommandId id, CommandGroup group, string title, CommandPlace place, params ReadOnlySpan<string> chords)
    {
        var read = new List<KeyChord>();
        foreach (string text in chords)
        {
            read.Add(KeyChord.TryParse(text, out KeyChord chord) ? chord : throw new ArgumentException($"'{text}' is no chord.", nameof(chords)));
        }

        return new CommandInfo(id, group, title, place, read);
    }
}

/// <summary>What a command is about; the help has a column a group.</summary>
public enum CommandGroup
{
    /// <summary>Playing, stepping, speed.</summary>
    Time,

    /// <summary>Choosing a token or an edge and what to do with it.</summary>
    Touch,

    /// <summary>Pattern, knobs, weights, text.</summary>
    Change,

    /// <summary>What is shown.</summary>
    Look,

    /// <summary>Files, films, the window itself.</summary>
    Keep,
}

/// <summary>Where the mouse calls a command.</summary>
/// <param name="Kind">The sort of place.</param>
/// <param name="Gesture">What to do there, in words for the help: <c>click</c>, <c>Ctrl+click a token</c>; empty where there is none.</param>
public readonly record struct CommandPlace(PlaceKind Kind, string Gesture)
{
    /// <summary>A button of its own.</summary>
    public static CommandPlace Button => new(PlaceKind.Button, "click its button");

    /// <summary>No place at all.</summary>
    public static CommandPlace Nowhere => new(PlaceKind.None, "");

    /// <summary>A control of a panel.</summary>
    public static CommandPlace Control(string gesture) => new(PlaceKind.Control, gesture);
}

/// <summary>The sorts of places that can be clicked.</summary>
public enum PlaceKind
{
    /// <summary>A button of the command's own, in the bar of its group or in a panel.</summary>
    Button,

    /// <summary>The timeline.</summary>
    Timeline,

    /// <summary>A token's disc or text.</summary>
    Token,

    /// <summary>A hub's sun.</summary>
    Hub,

    /// <summary>An edge drawn by itself.</summary>
    Edge,

    /// <summary>The picture, where nothing else is.</summary>
    Picture,

    /// <summary>A slider, stepper or choice of a panel.</summary>
    Control,

    /// <summary>There is only the key.</summary>
    None,
}
