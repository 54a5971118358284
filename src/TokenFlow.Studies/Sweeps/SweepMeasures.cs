namespace TokenFlow.Studies.Sweeps;

/// <summary>What a trial measures.</summary>
/// <param name="Recall">Share of the facts read back by matched filter, mean over readers, in [0, 1].</param>
/// <param name="RecallLeastSquares">The same by least squares.</param>
/// <param name="Chance">What guessing would read: k / M.</param>
/// <param name="EffectiveRank">Participation ratio of what reaches the readers.</param>
/// <param name="Bound">How many facts the limits let through at most.</param>
/// <param name="RejectedMass">The share that the hubs could not take or send, in [0, 1].</param>
public readonly record struct SweepMeasures(
    double Recall,
    double RecallLeastSquares,
    double Chance,
    double EffectiveRank,
    double Bound,
    double RejectedMass)
{
    /// <summary>The columns' names, in order.</summary>
    public static IReadOnlyList<string> Names { get; } = ["recall", "recallLeastSquares", "chance", "effectiveRank", "bound", "rejectedMass"];

    /// <summary>The values in the same order.</summary>
    public double[] ToArray() => [Recall, RecallLeastSquares, Chance, EffectiveRank, Bound, RejectedMass];

    /// <summary>The measures of values in that order.</summary>
    public static SweepMeasures Of(ReadOnlySpan<double> values) => new(values[0], values[1], values[2], values[3], values[4], values[5]);
}
