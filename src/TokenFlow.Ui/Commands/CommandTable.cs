using TokenFlow.Ui.Input;

namespace TokenFlow.Ui.Commands;

/// <summary>The one list of what a user can do: the help shows it, keys are looked up in it, and tests run over it.</summary>
public sealed class CommandTable
{
    private readonly CommandInfo[] _byId;
    private readonly Dictionary<KeyChord, CommandInfo> _byChord = [];
    private readonly Dictionary<char, CommandInfo> _bySign = [];

    public CommandTable()
    {
        All =
        [
            .. Time(), .. Touch(), .. Change(), .. Look(), .. Keep(),
        ];
        _byId = new CommandInfo[All.Count];
        foreach (CommandInfo info in All)
        {
            _byId[(int)info.Id] = info;
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

    /// <summary>All commands, in the help's order.</summary>
    public IReadOnlyList<CommandInfo> All { get; }

    /// <summary>What is known of a command.</summary>
    public CommandInfo this[CommandId id] => _byId[(int)id];

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

    private static CommandInfo[] Time() =>
    [
        Of(CommandId.TogglePlay, CommandGroup.Time, "Play, pause; at the end, start over", Button(), "Space"),
        Of(CommandId.LayerOn, CommandGroup.Time, "One layer on", Button(), ".") with { Signs = ".", Repeats = true },
        Of(CommandId.LayerBack, CommandGroup.Time, "One layer back", Button(), ",") with { Signs = ",", Repeats = true },
        Of(CommandId.FrameOn, CommandGroup.Time, "One frame on", new(PlaceKind.Timeline, "drag the timeline"), "Right", "Shift+.") with { Repeats = true },
        Of(CommandId.FrameBack, CommandGroup.Time, "One frame back", new(PlaceKind.Timeline, "drag the timeline"), "Left", "Shift+,") with { Repeats = true },
        Of(CommandId.Faster, CommandGroup.Time, "Faster", Button(), "]") with { Signs = "]", Repeats = true },
        Of(CommandId.Slower, CommandGroup.Time, "Slower", Button(), "[") with { Signs = "[", Repeats = true },
        Of(CommandId.NormalSpeed, CommandGroup.Time, "Normal speed", Button(), "Backspace"),
        Of(CommandId.Restart, CommandGroup.Time, "Start over and play", Button(), "R"),
        Of(CommandId.GoHome, CommandGroup.Time, "To the start", new(PlaceKind.Timeline, "click its left end"), "Home"),
        Of(CommandId.GoEnd, CommandGroup.Time, "To the end", new(PlaceKind.Timeline, "click its right end"), "End"),
    ];

    private static CommandInfo[] Touch() =>
    [
        Of(CommandId.TokenOn, CommandGroup.Touch, "Next token", new(PlaceKind.Token, "point at a token"), "D", "Down") with { Repeats = true },
        Of(CommandId.TokenBack, CommandGroup.Touch, "Token before", new(PlaceKind.Token, "point at a token"), "A", "Up") with { Repeats = true },
        Of(CommandId.TokenOnFar, CommandGroup.Touch, "Sixteen tokens on", new(PlaceKind.Token, "point at a token"), "Shift+D", "Shift+Down") with { Repeats = true },
        Of(CommandId.TokenBackFar, CommandGroup.Touch, "Sixteen tokens back", new(PlaceKind.Token, "point at a token"), "Shift+A", "Shift+Up") with { Repeats = true },
        Of(CommandId.EdgeOn, CommandGroup.Touch, "Next edge of the token", new(PlaceKind.Edge, "point at an edge"), "E") with { Repeats = true },
        Of(CommandId.EdgeBack, CommandGroup.Touch, "Edge before", new(PlaceKind.Edge, "point at an edge"), "Shift+E") with { Repeats = true },
        Of(CommandId.DropDye, CommandGroup.Touch, "Drop dye on the token", new(PlaceKind.Token, "click a token"), "Enter"),
        Of(CommandId.Lock, CommandGroup.Touch, "Hold the token in the inspector", new(PlaceKind.Token, "Shift+click a token"), "Shift+Enter"),
        Of(CommandId.Unlock, CommandGroup.Touch, "Let go", new(PlaceKind.Picture, "right click"), "Esc"),
        Of(CommandId.ToggleHub, CommandGroup.Touch, "Make the token a hub, or no hub", new(PlaceKind.Token, "Ctrl+click a token"), "Ctrl+Enter", "U"),
        Of(CommandId.CutHub, CommandGroup.Touch, "Cut or heal the hub", new(PlaceKind.Hub, "click a hub's sun"), "X"),
        Of(CommandId.CutEdge, CommandGroup.Touch, "Cut or heal the edge", new(PlaceKind.Edge, "click an edge"), "C", "Del"),
    ];

    private static CommandInfo[] Change() =>
    [
        Of(CommandId.Undo, CommandGroup.Change, "Undo", Button(), "Ctrl+Z") with { Repeats = true },
        Of(CommandId.Redo, CommandGroup.Change, "Redo", Button(), "Ctrl+Y", "Ctrl+Shift+Z") with { Repeats = true },
        Of(CommandId.PatternOn, CommandGroup.Change, "Next pattern", Control("choose a pattern"), "P"),
        Of(CommandId.PatternBack, CommandGroup.Change, "Pattern before", Control("choose a pattern"), "Shift+P"),
        Of(CommandId.WindowWider, CommandGroup.Change, "Wider window", Control("drag Window"), "W") with { Repeats = true },
        Of(CommandId.WindowNarrower, CommandGroup.Change, "Narrower window", Control("drag Window"), "Shift+W") with { Repeats = true },
        Of(CommandId.ResidualUp, CommandGroup.Change, "More residual", Control("drag Residual"), "B") with { Repeats = true },
        Of(CommandId.ResidualDown, CommandGroup.Change, "Less residual", Control("drag Residual"), "Shift+B") with { Repeats = true },
        Of(CommandId.TemperatureUp, CommandGroup.Change, "Flatter softmax", Control("drag Temperature"), "=") with { Signs = "=", Repeats = true },
        Of(CommandId.TemperatureDown, CommandGroup.Change, "Sharper softmax", Control("drag Temperature"), "-") with { Signs = "-", Repeats = true },
        Of(CommandId.HubsMore, CommandGroup.Change, "More hubs", Control("click + of Number of hubs"), "J") with { Repeats = true },
        Of(CommandId.HubsFewer, CommandGroup.Change, "Fewer hubs", Control("click - of Number of hubs"), "Shift+J") with { Repeats = true },
        Of(CommandId.SlotsMore, CommandGroup.Change, "More slots a hub", Control("drag Slots"), "O") with { Repeats = true },
        Of(CommandId.SlotsFewer, CommandGroup.Change, "Fewer slots a hub", Control("drag Slots"), "Shift+O") with { Repeats = true },
        Of(CommandId.RankHigher, CommandGroup.Change, "Higher rank", Control("drag Rank"), "K") with { Repeats = true },
        Of(CommandId.RankLower, CommandGroup.Change, "Lower rank", Control("drag Rank"), "Shift+K") with { Repeats = true },
        Of(CommandId.BitsMore, CommandGroup.Change, "More bits a hub", Control("drag Bits"), "I") with { Repeats = true },
        Of(CommandId.BitsFewer, CommandGroup.Change, "Fewer bits a hub", Control("drag Bits"), "Shift+I") with { Repeats = true },
        Of(CommandId.WeightsOn, CommandGroup.Change, "Next weight source", Control("choose Weights"), "V"),
        Of(CommandId.SeedOn, CommandGroup.Change, "Next seed", Control("click + of Seed"), "N"),
        Of(CommandId.SeedBack, CommandGroup.Change, "Seed before", Control("click - of Seed"), "Shift+N"),
        Of(CommandId.TokenizerOn, CommandGroup.Change, "Next tokenizer", Control("choose a tokenizer"), "Q"),
        Of(CommandId.EditText, CommandGroup.Change, "Type a text", Button(), "T"),
        Of(CommandId.PasteText, CommandGroup.Change, "Paste a text", Button(), "Ctrl+V"),
        Of(CommandId.OpenFile, CommandGroup.Change, "Open a text or a scenario", new(PlaceKind.Picture, "drop a file in the window"), "Ctrl+O"),
    ];

    private static CommandInfo[] Look() =>
    [
        Of(CommandId.MeanOfHeads, CommandGroup.Look, "Mean of all heads", Control("choose a head"), "0"),
        .. Enumerable.Range(1, 9).Select(head => Of(
            CommandId.MeanOfHeads + head, CommandGroup.Look, $"Head {head}", Control("choose a head"), head.ToString(System.Globalization.CultureInfo.InvariantCulture))),
        Of(CommandId.ToggleMatrix, CommandGroup.Look, "Attention matrix", Button(), "M"),
        Of(CommandId.TogglePanels, CommandGroup.Look, "Panels", Button(), "Tab"),
        Of(CommandId.ToggleTheme, CommandGroup.Look, "Light or dark", Button(), "L"),
        Of(CommandId.ZoomIn, CommandGroup.Look, "Closer", new(PlaceKind.Picture, "turn the wheel"), "Ctrl+=", "Page up") with { Repeats = true },
        Of(CommandId.ZoomOut, CommandGroup.Look, "Farther", new(PlaceKind.Picture, "turn the wheel"), "Ctrl+-", "Page down") with { Repeats = true },
        Of(CommandId.ZoomAll, CommandGroup.Look, "All of it", new(PlaceKind.Picture, "double click"), "Ctrl+0"),
        Of(CommandId.PanLeft, CommandGroup.Look, "Look to the left", new(PlaceKind.Picture, "drag the picture"), "Ctrl+Left") with { Repeats = true },
        Of(CommandId.PanRight, CommandGroup.Look, "Look to the right", new(PlaceKind.Picture, "drag the picture"), "Ctrl+Right") with { Repeats = true },
        Of(CommandId.SelfCheck, CommandGroup.Look, "Check the kernel against float64", Button(), "S"),
        Of(CommandId.ToggleOverlay, CommandGroup.Look, "Times of systems and drawing", Button(), "F3"),
        Of(CommandId.ToggleHelp, CommandGroup.Look, "This help", Button(), "H", "?", "F1") with { Signs = "?" },
        Of(CommandId.Gallery, CommandGroup.Look, "Gallery of scenarios", Button(), "G"),
        Of(CommandId.Race, CommandGroup.Look, "Race patterns side by side", Button(), "F4"),
        Of(CommandId.Lessons, CommandGroup.Look, "Lessons: runs that stop and tell", Button(), "F5"),
        Of(CommandId.Quiz, CommandGroup.Look, "Quiz: answers that are proved", Button(), "F6"),
    ];

    private static CommandInfo[] Keep() =>
    [
        Of(CommandId.Save, CommandGroup.Keep, "Save the state", Button(), "Ctrl+S"),
        Of(CommandId.ToggleFilm, CommandGroup.Keep, "Film: start, stop", Button(), "F9"),
        Of(CommandId.Still, CommandGroup.Keep, "Still picture", Button(), "F12"),
        Of(CommandId.FullScreen, CommandGroup.Keep, "Full screen", Button(), "F11", "Alt+Enter"),
        Of(CommandId.Quit, CommandGroup.Keep, "Quit", new(PlaceKind.Button, "close the window"), "Ctrl+Q"),
    ];

    private static CommandPlace Button() => new(PlaceKind.Button, "click its button");

    private static CommandPlace Control(string gesture) => new(PlaceKind.Control, gesture);

    private static CommandInfo Of(CommandId id, CommandGroup group, string title, CommandPlace place, params ReadOnlySpan<string> chords)
    {
        var read = new List<KeyChord>();
        foreach (string text in chords)
        {
            read.Add(KeyChord.TryParse(text, out KeyChord chord) ? chord : throw new ArgumentException($"'{text}' is no chord.", nameof(chords)));
        }

        return new CommandInfo(id, group, title, place, read);
    }
}
