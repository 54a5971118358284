using System.Globalization;
using TokenFlow.Scene.Canvas;

namespace TokenFlow.Scene.Lettering;

/// <summary>Text made to fit: token pieces as they may be shown, ellipses, numbers.</summary>
public static class Letters
{
    private const int LongestPiece = 40;

    /// <summary>A token's text on one line: spaces at its ends go, a newline is a return arrow, other control signs a dot.</summary>
    public static string Piece(string piece)
    {
        ReadOnlySpan<char> trimmed = piece.AsSpan().Trim(' ');
        if (trimmed.Length == 0)
        {
            return piece.Length > 0 ? "␣" : "";
        }

        bool plain = trimmed.Length <= LongestPiece;
        foreach (char c in trimmed)
        {
            plain &= !char.IsControl(c) && !char.IsWhiteSpace(c);
        }

        if (plain)
        {
            return trimmed.Length == piece.Length ? piece : trimmed.ToString();
        }

        Span<char> line = stackalloc char[LongestPiece + 1];
        int length = 0;
        foreach (char c in trimmed)
        {
            char shown = c is '\n' or '\r' ? '↵' : c == '\t' ? '→' : char.IsControl(c) ? '·' : char.IsWhiteSpace(c) ? ' ' : c;
            if (shown == '↵' && length > 0 && line[length - 1] == '↵')
            {
                continue;
            }

            line[length++] = shown;
            if (length == LongestPiece)
            {
                if (char.IsHighSurrogate(line[length - 1]))
                {
                    length--;
                }

                line[length++] = '…';
                break;
            }
        }

        return line[..length].ToString();
    }

    /// <summary>A token's text in typographic quotes, short enough for a sentence.</summary>
    public static string Quoted(string piece)
    {
        string shown = Piece(piece);
        if (shown.Length > 18)
        {
            shown = Cut(shown, 17);
        }

        return $"“{shown}”";
    }

    /// <summary>The text, or its beginning and an ellipsis so that it is at most <paramref name="width"/> wide; empty where not even that fits.</summary>
    public static string Fit(ICanvas canvas, string text, in TextStyle style, float width)
    {
        if (width <= 0 || text.Length == 0)
        {
            return "";
        }

        if (canvas.MeasureText(text, style) <= width)
        {
            return text;
        }

        int low = 0, high = text.Length - 1;
        while (low < high)
        {
            int mid = (low + high + 1) / 2;
            if (canvas.MeasureText(Cut(text, mid), style) <= width)
            {
                low = mid;
            }
            else
            {
                high = mid - 1;
            }
        }

        return low == 0 ? "" : Cut(text, low);
    }

    /// <summary>A count with thousands set off.</summary>
    public static string Count(long value) => value.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>A share as a percentage: whole from ten on, one place below, "&lt; 0.1 %" for traces.</summary>
    public static string Percent(double share)
    {
        double percent = 100 * share;
        if (percent <= 0)
        {
            return "0 %";
        }

        if (percent < 0.1)
        {
            return "< 0.1 %";
        }
        // What is not everything never reads as 100 %.
        if (percent is > 99 and < 100)
        {
            return string.Create(CultureInfo.InvariantCulture, $"{Math.Floor(percent * 10) / 10:0.0} %");
        }

        return percent.ToString(percent < 9.95 ? "0.0 '%'" : "0 '%'", CultureInfo.InvariantCulture);
    }

    private static string Cut(string text, int length)
    {
        if (length > 0 && char.IsHighSurrogate(text[length - 1]))
        {
            length--;
        }

        return string.Concat(text.AsSpan(0, length).TrimEnd(), "…".AsSpan());
    }
}
