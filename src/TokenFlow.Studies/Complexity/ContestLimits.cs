namespace TokenFlow.Studies.Complexity;

/// <summary>How long a contest measures.</summary>
public sealed record ContestLimits
{
    /// <summary>What a sample lasts at least; quicker calls are repeated.</summary>
    public double SampleSeconds { get; init; } = 0.008;

    /// <summary>About how long each contender is measured.</summary>
    public double ContenderSeconds { get; init; } = 2;

    /// <summary>Rounds that even a slow contender takes part in.</summary>
    public int FewestRounds { get; init; } = 3;

    /// <summary>Rounds after which the median is settled.</summary>
    public int MostRounds { get; init; } = 25;

    /// <summary>How often the rounds are run again for contenders of whose samples too few were kept.</summary>
    public int SecondChances { get; init; } = 2;
}
