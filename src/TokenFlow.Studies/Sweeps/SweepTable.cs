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
