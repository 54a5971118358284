namespace TokenFlow.Studies.Recall;

/// <summary>What a run's recall task came to. Recall here is linear-probe recall: what a trained nonlinear decoder could read is another matter.</summary>
/// <param name="Recall">By matched filter, the mean over the readers.</param>
/// <param name="RecallLeastSquares">By least squares, the mean over the readers.</param>
/// <param name="Chance">What guessing reads: k / M.</param>
/// <param name="EffectiveRank">Of what reaches a reader, the mean over the readers.</param>
/// <param name="Bound">The most facts that the limits let through.</param>
/// <param name="RejectedMass">1 - W_S phi in [0, 1], the mean over the hubs and the layers that count.</param>
public sealed record RecallResult(double Recall, double RecallLeastSquares, double Chance, double EffectiveRank, double Bound, double RejectedMass)
{
    /// <summary>k.</summary>
    public required int Facts { get; init; }

    /// <summary>Tokens that read.</summary>
    public required int Readers { get; init; }

    /// <summary>The rank bound, see <see cref="RecallTheory.RankBound"/>.</summary>
    public required double RankBound { get; init; }

    /// <summary>Where superposition is expected to break, see <see cref="RecallTheory.Superposition"/>.</summary>
    public required double Superposition { get; init; }

    /// <summary>
    /// What the run counts for in a <see cref="WilsonInterval"/>: its facts. Readers of one run hold nearly the same and err together, so
    /// they make the mean smoother and no surer.
    /// </summary>
    public double Trials => Facts;
}
