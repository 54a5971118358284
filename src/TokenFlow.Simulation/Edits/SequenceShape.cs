namespace TokenFlow.Simulation.Edits;

/// <summary>What an edit must fit: the parts of a run that no edit changes.</summary>
/// <param name="Tokens">Rows of the sequence, memory tokens included.</param>
/// <param name="Heads">Heads; a pattern with a dilation a head must have as many.</param>
/// <param name="Tracers">Tracers whose dye can be poured anew.</param>
public readonly record struct SequenceShape(int Tokens, int Heads, int Tracers = 1)
{
    /// <summary>The longest sequence that a run takes, in tokens.</summary>
    public const int MostTokens = 65_536;

    /// <summary>The most tracers a run carries: three value columns each.</summary>
    public const int MostTracers = 8;
}
