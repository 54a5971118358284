using System.IO.Hashing;
using System.Runtime.InteropServices;

namespace TokenFlow.Scenarios.Text;

/// <summary>Cuts a text into tokens.</summary>
public interface ITokenizer
{
    /// <summary>The tokenizer's name as a user would give it.</summary>
    string Name { get; }

    /// <summary>The text's tokens in reading order.</summary>
    /// <exception cref="TokenFlow.Base.Faults.FaultException">A vocabulary that the user gave cannot spell the text.</exception>
    IReadOnlyList<TextPiece> Tokenize(string text);
}

/// <summary>One token of a text.</summary>
/// <param name="Id">The vocabulary's number, or a stable hash of the piece where there is no vocabulary. Equal pieces have equal ids.</param>
/// <param name="Shown">The text to show. Empty for a token that only continues a sign shown by the token before it.</param>
/// <param name="Start">Where the piece starts in the text, in UTF-16 units.</param>
/// <param name="Length">Its length in UTF-16 units.</param>
public readonly record struct TextPiece(int Id, string Shown, int Start, int Length);

/// <summary>Numbers for pieces that no vocabulary numbers: the same on every run and machine.</summary>
internal static class StableId
{
    /// <summary>A non-negative hash of the piece's UTF-16 units.</summary>
    public static int Of(ReadOnlySpan<char> piece) =>
        (int)(XxHash3.HashToUInt64(MemoryMarshal.AsBytes(piece)) & int.MaxValue);
}
