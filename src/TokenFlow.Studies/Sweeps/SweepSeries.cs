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
