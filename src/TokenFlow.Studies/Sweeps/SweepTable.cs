namespace TokenFlow.Studies.Sweeps;

/// <summary>The results of a sweep, or of a shard of it.</summary>
public sealed record SweepTable
{
    /// <summary>The axes' fields.</summary>
    public required IReadOnlyList<string> Axes { get; init; }

    /// <summary>The trials that are there, ascending.</summary>
    public required IReadOnlyList<SweepRow> Rows { get; init; }

    /// <summary>Which sweep a shard belongs to; null for results that are whole.</summary>
    public ShardMark? Shard { get; init; }

    /// <summary>The columns' names: axes, seed, measures, and for a shard what a merge goes by.</summary>
    public IReadOnlyList<string> Columns => [.. Axes, SeedColumn, .. SweepMeasures.Names, .. Shard is null ? Array.Empty<string>() : ShardMark.Columns];

    /// <summary>The column of the seed.</summary>
    public const string SeedColumn = "seed";
}

/// <summary>What a shard's rows say beside the results, so that shards can be put together again in the right order.</summary>
/// <param name="Sweep">The fingerprint of the sweep.</param>
/// <param name="Trials">How many trials the whole sweep has.</param>
public sealed record ShardMark(string Sweep, int Trials)
{
    /// <summary>The columns that only shards have: the trial's number, how many there are, which sweep.</summary>
    public static IReadOnlyList<string> Columns { get; } = ["trial", "trials", "sweep"];
}

/// <summary>A row of the results: one trial.</summary>
/// <param name="Trial">Its number in the sweep.</param>
/// <param name="Cells">The axes' values; null where the field was away.</param>
/// <param name="Seed">The scenario's seed.</param>
/// <param name="Measures">What was measured.</param>
public sealed record SweepRow(int Trial, IReadOnlyList<string?> Cells, ulong Seed, SweepMeasures Measures);

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
