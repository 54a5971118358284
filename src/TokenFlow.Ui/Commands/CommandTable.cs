using TokenFlow.Ui.Input;

namespace TokenFlow.Ui.Commands;

/// <summary>What a user can do on a screen: the help shows it, keys are looked up in it, and tests run over it. Each screen has its own.</summary>
public sealed class CommandTable
{
    private readonly Dictionary<CommandId, CommandInfo> _byId = [];
    private readonly Dictionary<KeyChord, CommandInfo> _byChord = [];
    private readonly Dictionary<char, CommandInfo> _bySign = [];

    /// <param name="all">The commands, in the help's order.</param>
    public CommandTable(IReadOnlyList<CommandInfo> all)
    {
        ArgumentNullException.ThrowIfNull(all);
        All = all;
        foreach (CommandInfo info in all)
        {
            _byId.Add(info.Id, info);
            foreach (KeyChord chord in info.Chords)
            {
                _byChord.Add(chord, info);
            }

            foreach (char sign in info.Signs)
            {
                _bySign.Add(sign, info);
            }
        }
    }

    /// <summary>What a user can do with the window, whatever shows in it: screens take these into their tables.</summary>
    public static IReadOnlyList<CommandInfo> Window { get; } =
    [
        CommandInfo.Of(CommandId.FullScreen, CommandGroup.Keep, "Full screen", CommandPlace.Nowhere, "F11", "Alt+Enter"),
        CommandInfo.Of(CommandId.Quit, CommandGroup.Keep, "Quit", new(PlaceKind.Button, "close the window"), "Ctrl+Q"),
    ];

    /// <summary>All commands, in the help's order.</summary>
    public IReadOnlyList<CommandInfo> All { get; }

    /// <summary>What is known of a command.</summary>
    public CommandInfo this[CommandId id] => _byId[id];

    /// <summary>The command of a chord; null where it has none.</summary>
    public CommandInfo? Find(KeyChord chord) => _byChord.GetValueOrDefault(chord);

    /// <summary>
    /// The commands that a frame's keys call, in order, each at most once. Where a typed character calls a command, that
    /// decides, and keys that print are passed over: the layout knows better than the place on the keyboard.
    /// </summary>
    /// <param name="frame">The frame, without what a text field has taken.</param>
    /// <param name="called">Filled with the commands; cleared first.</param>
    public void Collect(in InputFrame frame, List<CommandId> called)
    {
        ArgumentNullException.ThrowIfNull(called);
        called.Clear();
        IReadOnlyList<KeyPress> keys = frame.Keys;
        bool isRepeat = keys.Count > 0;
        for (int i = 0; i < keys.Count; i++)
        {
            isRepeat &= keys[i].IsRepeat;
        }

        bool signed = false;
        if ((frame.Held & (Modifiers.Ctrl | Modifiers.Alt)) == 0)
        {
            foreach (char sign in frame.Text)
            {
                if (_bySign.TryGetValue(sign, out CommandInfo? info))
                {
                    signed = true;
                    Add(info, isRepeat, called);
                }
            }
        }

        for (int i = 0; i < keys.Count; i++)
        {
            if (!(signed && keys[i].Chord.Prints) && _byChord.TryGetValue(keys[i].Chord, out CommandInfo? info))
            {
                Add(info, keys[i].IsRepeat, called);
            }
        }
    }

    private static void Add(CommandInfo info, bool isRepeat, List<CommandId> called)
    {
        if ((info.Repeats || !isRepeat) && !called.Contains(info.Id))
        {
            called.Add(info.Id);
        }
    }
}
