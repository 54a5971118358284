namespace TokenFlow.Scenarios.Scenarios;

/// <summary>How long a film waits before the first layer and after the last, and its cards.</summary>
/// <param name="LeadSeconds">Still picture before the first layer, in seconds.</param>
/// <param name="TailSeconds">Still picture after the last layer, in seconds.</param>
public sealed record FilmSpec(double LeadSeconds, double TailSeconds)
{
    /// <summary>How long the title card stands before all else, in seconds; 0 for none.</summary>
    public double TitleSeconds { get; init; }

    /// <summary>How long the card with the end's figures stands after all else, in seconds; 0 for none.</summary>
    public double EndSeconds { get; init; }
}
