using System.Text;
using TokenFlow.Base.Faults;
using TokenFlow.Scenarios.Text;

namespace TokenFlow.Session.Runs;

/// <summary>Texts that come in by hand: typed, pasted, dropped. What is no text is refused in one line.</summary>
internal static class TextIntake
{
    /// <summary>A typed or pasted text, checked as a file would be.</summary>
    /// <exception cref="FaultException">Empty, too long, or not text.</exception>
    public static string Check(string text, string origin)
    {
        if (text.Length > TextReading.MaxBytes)
        {
            throw new FaultException(FaultKind.TextUnusable, $"the text is longer than {TextReading.MaxBytes:N0} bytes", origin, "give a shorter one");
        }

        var strict = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
        byte[] utf8;
        try
        {
            utf8 = strict.GetBytes(text);
        }
        catch (EncoderFallbackException e)
        {
            throw new FaultException(FaultKind.TextUnusable, $"half a character stands at place {e.Index}", origin, "copy the text again", e);
        }

        using var stream = new MemoryStream(utf8);
        return WithoutZeros(TextReading.FromStream(stream, origin), origin);
    }

    /// <summary>A file's text.</summary>
    /// <exception cref="FaultException">Unreadable, not UTF-8, empty, too long, or not text.</exception>
    public static string FromFile(string path) => WithoutZeros(TextReading.FromFile(path), path);

    // No text has a zero in it, while most other files that happen to be valid UTF-8 do.
    private static string WithoutZeros(string text, string where) => text.Contains('\0', StringComparison.Ordinal)
        ? throw new FaultException(FaultKind.TextUnusable, "this is not a text: it has zero bytes", where, "give a UTF-8 text")
        : text;
}
