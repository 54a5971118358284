using Microsoft.ML.Tokenizers;

namespace TokenFlow.Simulation.Text;

/// <summary>Sub-word tokens of a vocabulary, by a tokenizer of Microsoft.ML.Tokenizers.</summary>
public sealed class VocabularyTokenizer : ITokenizer
{
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

        // With normalization offsets would speak of another string than the reader's file.
        IReadOnlyList<EncodedToken> tokens = _tokenizer.EncodeToTokens(text, out _, considerNormalization: false);
        var pieces = new List<TextPiece>(tokens.Count);
        int shownTo = 0;
        foreach (EncodedToken token in tokens)
        {
            (int start, int length) = token.Offset.GetOffsetAndLength(text.Length);

            // Byte-level vocabularies split one sign over several tokens, each reporting the whole sign: it is shown once.
            bool continues = length == 0 || start < shownTo;
            int end = start + length;
            string shown = !continues ? text[start..end] : end > shownTo ? text[shownTo..end] : "";
            pieces.Add(new TextPiece(token.Id, shown, start, length));
            shownTo = Math.Max(shownTo, end);
        }

        return pieces;
    }
}
