using System.Text;
using TokenFlow.Base.Faults;
using TokenFlow.Base.Files;
using TokenFlow.Simulation.Edits;

namespace TokenFlow.Scenarios.Text;

/// <summary>Brings in a text: any UTF-8 file, or standard input.</summary>
public static class TextReading
{
    /// <summary>
    /// The longest text that is read, in bytes: 64 a token of <see cref="MaxTokens"/>, where a token of cl100k has about 4.
    /// It bounds what cutting a text that is too long can cost.
    /// </summary>
    public const int MaxBytes = 4 << 20;

    /// <summary>The longest sequence that a run takes, in tokens.</summary>
    public const int MaxTokens = SequenceShape.MostTokens;

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The text of a file.</summary>
    /// <exception cref="FaultException">Unreadable, not UTF-8, empty, or too long.</exception>
    public static string FromFile(string path) =>
        Decode(BoundedFile.ReadAll(path, MaxBytes, FaultKind.TextUnusable, "text"), path);

    /// <summary>The text of a stream, read to its end.</summary>
    /// <exception cref="FaultException">Not UTF-8, empty, or too long.</exception>
    public static string FromStream(Stream stream, string where) =>
        Decode(BoundedFile.ReadAll(stream, MaxBytes, FaultKind.TextUnusable, "text", where), where);

    private static string Decode(byte[] bytes, string where)
    {
        ReadOnlySpan<byte> content = bytes;
        if (content.StartsWith(Encoding.UTF8.Preamble))
        {
            content = content[Encoding.UTF8.Preamble.Length..];
        }

        string text;
        try
        {
            text = Strict.GetString(content);
        }
        catch (DecoderFallbackException e)
        {
            int line = 1 + content[..Math.Min(FirstInvalid(content), content.Length)].Count((byte)'\n');
            throw new FaultException(FaultKind.TextUnusable, "not valid UTF-8", $"{where}, line {line}", "convert the file to UTF-8", e);
        }

        return string.IsNullOrWhiteSpace(text)
            ? throw new FaultException(FaultKind.TextUnusable, "the text is empty", where, "give a text with at least one word")
            : text;
    }

    private static int FirstInvalid(ReadOnlySpan<byte> content)
    {
        int at = 0;
        while (at < content.Length && Rune.DecodeFromUtf8(content[at..], out _, out int used) == System.Buffers.OperationStatus.Done)
        {
            at += used;
        }

        return at;
    }
}
