using System.Globalization;

namespace TokenFlow.Scenarios.Text;

/// <summary>Characters as a reader sees them: a letter with its accents, an emoji with its joiners, is one token.</summary>
public sealed class CharacterTokenizer : ITokenizer
{
    /// <inheritdoc />
    public string Name => "chars";

    /// <inheritdoc />
    public IReadOnlyList<TextPiece> Tokenize(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var pieces = new List<TextPiece>(text.Length);
        int at = 0;
        while (at < text.Length)
        {
            int length = StringInfo.GetNextTextElementLength(text, at);
            string sign = text.Substring(at, length);
            pieces.Add(new TextPiece(StableId.Of(sign), sign, at, length));
            at += length;
        }

        return pieces;
    }
}
