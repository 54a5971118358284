namespace TokenFlow.Studies.Sweeps;

/// <summary>What theory expects, to stand beside what was measured.</summary>
/// <param name="RankBound">The most facts that a linear probe tells apart: the hubs' ranks added up, at most D.</param>
/// <param name="Superposition">Where a matched filter breaks on superposed facts: R / (2 ln M).</param>
/// <param name="Bound">The most facts that all limits together let through.</param>
public sealed record SweepTheory(double RankBound, double Superposition, double Bound)
{
    /// <summary>Where the curve is expected to break: superposition's estimate, or the bound where that is less.</summary>
    public double Knee => Math.Min(Superposition, Bound);
}
