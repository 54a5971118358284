namespace TokenFlow.Scenarios.Text;

/// <summary>Words as white space separates them; punctuation stays with its word.</summary>
public sealed class WordTokenizer : ITokenizer
{
    /// <inheritdoc />
    public string Name => "words";

    /// <inheritdoc />
    public IReadOnlyList<TextPiece> Tokenize(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var pieces = new List<TextPiece>();
        int at = 0;
        while (at < text.Length)
        {
            if (char.IsWhiteSpace(text[at]))
            {
                at++;
                continue;
            }

            int start = at;
            while (at < text.Length && !char.IsWhiteSpace(text[at]))
            {
                at++;
            }

            string word = text[start..at];
            pieces.Add(new TextPiece(StableId.Of(word), word, start, at - start));
        }

        return pieces;
    }
}
