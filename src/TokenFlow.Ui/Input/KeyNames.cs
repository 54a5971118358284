namespace TokenFlow.Ui.Input;

/// <summary>How keys are written in files (<c>Period</c> or <c>.</c>) and shown on key caps (<c>.</c>, <c>←</c>).</summary>
internal static class KeyNames
{
    // What is printed on the key, where that is not its name. Arrows are words in files and signs on the screen.
    private static readonly (Key Key, string Cap, string[] Also)[] Special =
    [
        (Key.Escape, "Esc", ["Escape"]),
        (Key.Backspace, "Backspace", []),
        (Key.Delete, "Del", ["Delete"]),
        (Key.Insert, "Ins", ["Insert"]),
        (Key.Left, "←", ["Left"]),
        (Key.Right, "→", ["Right"]),
        (Key.Up, "↑", ["Up"]),
        (Key.Down, "↓", ["Down"]),
        (Key.PageUp, "Page up", ["PageUp"]),
        (Key.PageDown, "Page down", ["PageDown"]),
        (Key.Comma, ",", ["Comma"]),
        (Key.Period, ".", ["Period"]),
        (Key.Slash, "/", ["Slash"]),
        (Key.Semicolon, ";", ["Semicolon"]),
        (Key.Apostrophe, "'", ["Apostrophe"]),
        (Key.LeftBracket, "[", ["LeftBracket"]),
        (Key.RightBracket, "]", ["RightBracket"]),
        (Key.Backslash, "\\", ["Backslash"]),
        (Key.Grave, "`", ["Grave"]),
        (Key.Minus, "-", ["Minus"]),
        (Key.Equal, "=", ["Equal"]),
    ];

    private static readonly Dictionary<Key, string> Caps = AllCaps();
    private static readonly Dictionary<string, Key> Keys = AllKeys();

    /// <summary>What is printed on the key.</summary>
    public static string CapOf(Key key) => Caps[key];

    /// <summary>The key of a name or cap, in either case; <see cref="Key.None"/> where there is none.</summary>
    public static Key Named(string name) => Keys.GetValueOrDefault(name, Key.None);

    /// <summary>The character that a chord writes on a US keyboard; null where it writes none.</summary>
    public static char? SignOf(KeyChord chord)
    {
        const string Plain = "0123456789";
        const string Shifted = ")!@#$%^&*(";
        if (!chord.Prints)
        {
            return null;
        }

        bool shift = chord.With.HasFlag(Modifiers.Shift);
        return chord.Key switch
        {
            Key.Space => ' ',
            >= Key.A and <= Key.Z => (char)((shift ? 'A' : 'a') + (chord.Key - Key.A)),
            >= Key.Digit0 and <= Key.Digit9 => (shift ? Shifted : Plain)[chord.Key - Key.Digit0],
            Key.Comma => shift ? '<' : ',',
            Key.Period => shift ? '>' : '.',
            Key.Slash => shift ? '?' : '/',
            Key.Semicolon => shift ? ':' : ';',
            Key.Apostrophe => shift ? '"' : '\'',
            Key.LeftBracket => shift ? '{' : '[',
            Key.RightBracket => shift ? '}' : ']',
            Key.Backslash => shift ? '|' : '\\',
            Key.Grave => shift ? '~' : '`',
            Key.Minus => shift ? '_' : '-',
            _ => shift ? '+' : '=',
        };
    }

    private static Dictionary<Key, string> AllCaps()
    {
        var caps = new Dictionary<Key, string>();
        foreach (Key key in Enum.GetValues<Key>())
        {
            caps[key] = key is >= Key.Digit0 and <= Key.Digit9 ? ((char)('0' + (key - Key.Digit0))).ToString() : key.ToString();
        }

        foreach ((Key key, string cap, _) in Special)
        {
            caps[key] = cap;
        }

        return caps;
    }

    private static Dictionary<string, Key> AllKeys()
    {
        var keys = new Dictionary<string, Key>(StringComparer.OrdinalIgnoreCase);
        foreach ((Key key, string cap) in AllCaps())
        {
            if (key != Key.None)
            {
                keys.Add(cap, key);
            }
        }

        foreach ((Key key, _, string[] also) in Special)
        {
            foreach (string name in also)
            {
                keys.Add(name, key);
            }
        }

        return keys;
    }
}
