using Microsoft.ML.Tokenizers;
using TokenFlow.Base.Faults;

namespace TokenFlow.Scenarios.Text;

/// <summary>Sub-word tokens of a vocabulary, by a tokenizer of Microsoft.ML.Tokenizers.</summary>
public sealed class VocabularyTokenizer : ITokenizer
{
    /// <summary>
    /// The longest run of letters, of signs or of white space that is handed over at once. Merging byte pairs takes time
    /// quadratic in such a run, so a hostile file of one endless word would take hours; longer runs are cut here.
    /// </summary>
    public const int LongestRun = 512;

    private readonly Tokenizer _tokenizer;

    /// <param name="name">The name to report.</param>
    /// <param name="tokenizer">The tokenizer with its vocabulary loaded.</param>
    public VocabularyTokenizer(string name, Tokenizer tokenizer)
    {
        Name = name;
        _tokenizer = tokenizer;
    }

    /// <inheritdoc />
    public string Name { get; }

    /// <inheritdoc />
    public IReadOnlyList<TextPiece> Tokenize(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var pieces = new List<TextPiece>();
        for (int start = 0, end; start < text.Length; start = end)
        {
            end = StretchEnd(text, start);
            Add(text, start, end, pieces);
        }

        return pieces;
    }

    private void Add(string text, int from, int to, List<TextPiece> pieces)
    {
        IReadOnlyList<EncodedToken> tokens;
        try
        {
            // With normalization offsets would speak of another string than the reader's file.
            tokens = _tokenizer.EncodeToTokens(text.AsSpan(from, to - from), out _, considerNormalization: false);
        }
        catch (KeyNotFoundException e)
        {
            throw new FaultException(
                FaultKind.DocumentInvalid, "the vocabulary lacks a token for some byte of the text", Name, "add the 256 single bytes to it", e);
        }

        int shownTo = from;
        foreach (EncodedToken token in tokens)
        {
            (int start, int length) = token.Offset.GetOffsetAndLength(to - from);
            start += from;

            // Byte-level vocabularies split one sign over several tokens, each reporting the whole sign: it is shown once.
            bool continues = length == 0 || start < shownTo;
            int end = start + length;
            string shown = !continues ? text[start..end] : end > shownTo ? text[shownTo..end] : "";
            pieces.Add(new TextPiece(token.Id, shown, start, length));
            shownTo = Math.Max(shownTo, end);
        }
    }

    // The end of the text, or where a run of one kind of character has gone on for too long.
    private static int StretchEnd(string text, int start)
    {
        int run = 0;
        for (int i = start; i < text.Length; i++)
        {
            run = i > start && KindOf(text[i]) == KindOf(text[i - 1]) ? run + 1 : 1;
            if (run > LongestRun && !char.IsLowSurrogate(text[i]))
            {
                return i;
            }
        }

        return text.Length;
    }

    private static int KindOf(char c) => char.IsWhiteSpace(c) ? 0 : char.IsLetterOrDigit(c) ? 1 : 2;
}
