namespace TokenFlow.Scenarios.Recall;

/// <summary>The recall task of a scenario: facts written far away, to be read back after the last layer.</summary>
/// <param name="Facts">k, how many facts are written; 0 for no task.</param>
/// <param name="Vocabulary">M, how many codewords there are.</param>
/// <param name="Readers">Tokens that facts are read back at.</param>
/// <param name="Distractors">Length of the random vectors on the other tokens, against 1 for a codeword.</param>
/// <param name="Mark">Length of the direction that all facts share beside their codeword; 0 for none.</param>
public sealed record RecallSpec(int Facts, int Vocabulary, int Readers, double Distractors, double Mark)
{
    /// <summary>The largest vocabulary.</summary>
    public const int MostWords = 65_536;

    /// <summary>The most readers.</summary>
    public const int MostReaders = 256;

    /// <summary>No task.</summary>
    public static RecallSpec None { get; } = new(0, 1_024, 8, 0, 0);
}
