namespace TokenFlow.Scenarios.Scenarios;

/// <summary>Where queries and keys come from.</summary>
public enum WeightKind
{
    /// <summary>All scores 0: pure topology.</summary>
    Uniform,

    /// <summary>Query = key = the token's embedding: like attends to like.</summary>
    Content,

    /// <summary>Seeded Xavier projections of the normalised values, a set a layer.</summary>
    Random,
}
