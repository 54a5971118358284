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
