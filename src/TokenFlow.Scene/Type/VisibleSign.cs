using System.Globalization;
using System.Text;

namespace TokenFlow.Scene.Type;

/// <summary>
/// How a canvas shows a character that has no shape of its own. Tokens are made of any bytes, and a line feed that
/// drew nothing would look like a missing token.
/// </summary>
public static class VisibleSign
{
    /// <summary>
    /// The sign to draw for <paramref name="rune"/>: a return arrow for line ends, an arrow for a tab, an open box for
    /// a space that would leave the text blank, the rune itself otherwise.
    /// </summary>
    /// <param name="rune">The character of the text.</param>
    /// <param name="aloneInText">Whether the text holds nothing but white space.</param>
    public static Rune Of(Rune rune, bool aloneInText) => rune.Value switch
    {
        '\n' or '\r' or 0x85 or 0x2028 or 0x2029 => new Rune('\u21B5'),
        '\t' or '\v' or '\f' => new Rune('\u2192'),
        _ when aloneInText && Rune.IsWhiteSpace(rune) => new Rune('\u2423'),
        _ => rune,
    };

    /// <summary>
    /// Whether the character only steers its neighbours (joiners, variation selectors, direction marks), so that
    /// drawing nothing for it is right as long as the text shows something else.
    /// </summary>
    public static bool IsIgnorable(Rune rune) => rune.Value is (>= 0xFE00 and <= 0xFE0F) or (>= 0xE0100 and <= 0xE01EF)
        || Rune.GetUnicodeCategory(rune) == UnicodeCategory.Format;

    /// <summary>
    /// The signs to draw for a line of text, in order. Null stands for a visible box: a character that only steers its
    /// neighbours and has none to steer.
    /// </summary>
    public static IReadOnlyList<Rune?> OfLine(ReadOnlySpan<char> text)
    {
        bool blank = ShowsNothing(text);
        var signs = new List<Rune?>(text.Length);
        Rune last = default;
        foreach (Rune rune in text.EnumerateRunes())
        {
            bool isPairedLineEnd = last.Value == '\r' && rune.Value == '\n';
            last = rune;
            if (isPairedLineEnd)
            {
                continue;
            }

            Rune sign = Of(rune, blank);
            // A soft hyphen steers too, but has a shape.
            if (!IsIgnorable(sign) || sign.Value == 0xAD)
            {
                signs.Add(sign);
            }
            else if (blank)
            {
                signs.Add(null);
            }
        }

        return signs;
    }

    // Whether the text holds only white space and characters that steer their neighbours.
    private static bool ShowsNothing(ReadOnlySpan<char> text)
    {
        foreach (Rune rune in text.EnumerateRunes())
        {
            if (!Rune.IsWhiteSpace(rune) && !IsIgnorable(rune))
            {
                return false;
            }
        }

        return true;
    }
}
