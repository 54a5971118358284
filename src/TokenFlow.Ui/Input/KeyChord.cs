using System.Diagnostics.CodeAnalysis;

namespace TokenFlow.Ui.Input;

/// <summary>A key and what is held with it: <c>Ctrl+Shift+Z</c>.</summary>
/// <param name="Key">The key that goes down.</param>
/// <param name="With">What is held.</param>
public readonly record struct KeyChord(Key Key, Modifiers With = Modifiers.None)
{
    /// <summary>Whether the key alone would write a sign, so that a text field takes it: no Ctrl, no Alt, and a printing key.</summary>
    public bool Prints => (With & ~Modifiers.Shift) == 0 && Key is (>= Key.A and <= Key.Digit9) or Key.Space or (>= Key.Comma and <= Key.Equal);

    /// <summary>Reads a chord: names with plus signs between, in either case, modifiers in any order (<c>Ctrl+Z</c>, <c>shift+.</c>, <c>?</c>).</summary>
    /// <param name="text">The chord.</param>
    /// <param name="chord">What was read.</param>
    /// <returns>Whether it is a chord.</returns>
    public static bool TryParse([NotNullWhen(true)] string? text, out KeyChord chord)
    {
        chord = default;
        if (string.IsNullOrEmpty(text))
        {
            return false;
        }

        if (text == "?")
        {
            chord = new KeyChord(Key.Slash, Modifiers.Shift);
            return true;
        }

        string[] parts = text.Split('+');
        Modifiers with = Modifiers.None;
        for (int i = 0; i < parts.Length - 1; i++)
        {
            Modifiers held = parts[i].Trim().ToUpperInvariant() switch
            {
                "CTRL" or "CONTROL" or "CMD" => Modifiers.Ctrl,
                "SHIFT" => Modifiers.Shift,
                "ALT" => Modifiers.Alt,
                _ => Modifiers.None,
            };
            if (held == Modifiers.None || with.HasFlag(held))
            {
                return false;
            }

            with |= held;
        }

        Key key = KeyNames.Named(parts[^1].Trim());
        chord = new KeyChord(key, with);
        return key != Key.None;
    }

    /// <summary>As it is shown: <c>Ctrl+Shift+Z</c>, <c>Shift+←</c>, <c>?</c>.</summary>
    public override string ToString()
    {
        if (this == new KeyChord(Key.Slash, Modifiers.Shift))
        {
            return "?";
        }

        string ctrl = With.HasFlag(Modifiers.Ctrl) ? "Ctrl+" : "";
        string alt = With.HasFlag(Modifiers.Alt) ? "Alt+" : "";
        string shift = With.HasFlag(Modifiers.Shift) ? "Shift+" : "";
        return $"{ctrl}{alt}{shift}{KeyNames.CapOf(Key)}";
    }
}

/// <summary>Keys held while another goes down. The command key of a Mac counts as <see cref="Ctrl"/>.</summary>
[Flags]
public enum Modifiers
{
    None = 0,
    Ctrl = 1,
    Shift = 2,
    Alt = 4,
}

/// <summary>A key that went down, or that is held long enough to be taken as pressed again.</summary>
/// <param name="Chord">The key and what was held with it.</param>
/// <param name="IsRepeat">Whether the key was down already.</param>
public readonly record struct KeyPress(KeyChord Chord, bool IsRepeat = false);
