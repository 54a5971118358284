using TokenFlow.Studies.Recall;

namespace TokenFlow.Studies.Sweeps;

/// <summary>The points that differ only in what goes across: one line of a chart.</summary>
/// <param name="Name">The other axes' values, such as "capacity.rank = 4"; empty where there are none.</param>
/// <param name="Points">The points, in the axis' order.</param>
public sealed record SweepSeries(string Name, IReadOnlyList<SweepPoint> Points)
{
    /// <summary>What theory expects; null where the scenario is not known.</summary>
    public SweepTheory? Theory { get; init; }

    /// <summary>Points with a number across, ascending.</summary>
    public IReadOnlyList<SweepPoint> Ascending => [.. Points.Where(p => p.XNumber is not null).OrderBy(p => p.XNumber)];

    /// <summary>The measured knee over facts; null where the curve does not pass 0.9.</summary>
    public double? Knee => TokenFlow.Studies.Recall.Knee.Of([.. Ascending.Select(p => (p.XNumber!.Value, p.Mean.Recall))]);

    /// <summary>Whether recall is still 0.9 at the last point, so that the knee lies beyond.</summary>
    public bool IsBeyond => Ascending is [.., { Mean.Recall: >= TokenFlow.Studies.Recall.Knee.Reads }];
}

/// <summary>What the trials of one setting came to, on the average over the seeds.</summary>
/// <param name="Cells">The axes' values.</param>
/// <param name="X">The value that goes across a chart; null without axes, or where the field was away.</param>
/// <param name="Seeds">Seeds averaged over.</param>
/// <param name="Mean">The averages.</param>
/// <param name="Interval">
/// How sure the mean recall is: Wilson's interval of 95%. Its trials are the facts of all seeds. Readers do not count as
/// trials of their own, as they read the same hubs.
/// </param>
public sealed record SweepPoint(IReadOnlyList<string?> Cells, string? X, int Seeds, SweepMeasures Mean, WilsonInterval Interval)
{
    /// <summary>The value across as a number; null where it is none.</summary>
    public double? XNumber => AxisValue.NumberOf(X);
}

/// <summary>What theory expects, to stand beside what was measured.</summary>
/// <param name="RankBound">The most facts that a linear probe tells apart: the hubs' ranks added up, at most D.</param>
/// <param name="Superposition">Where a matched filter breaks on superposed facts: R / (2 ln M).</param>
/// <param name="Bound">The most facts that all limits together let through.</param>
public sealed record SweepTheory(double RankBound, double Superposition, double Bound)
{
    /// <summary>Where the curve is expected to break: superposition's estimate, or the bound where that is less.</summary>
    public double Knee => Math.Min(Superposition, Bound);
}
