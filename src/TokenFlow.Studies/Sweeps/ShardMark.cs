namespace TokenFlow.Studies.Sweeps;

/// <summary>What a shard's rows say beside the results, so that shards can be put together again in the right order.</summary>
/// <param name="Sweep">The fingerprint of the sweep.</param>
/// <param name="Trials">How many trials the whole sweep has.</param>
public sealed record ShardMark(string Sweep, int Trials)
{
    /// <summary>The columns that only shards have: the trial's number, how many there are, which sweep.</summary>
    public static IReadOnlyList<string> Columns { get; } = ["trial", "trials", "sweep"];
}
