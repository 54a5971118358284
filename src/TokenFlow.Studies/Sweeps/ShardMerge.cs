using System.Globalization;
using TokenFlow.Base.Faults;

namespace TokenFlow.Studies.Sweeps;

/// <summary>Puts the shards of a sweep together again.</summary>
public static class ShardMerge
{
    private const int MostNamed = 10;

    /// <summary>The results of the whole sweep, in the order in which one process would have written them.</summary>
    /// <param name="shards">The shards and the names of their files.</param>
    /// <param name="isPartial">Whether trials may be missing.</param>
    /// <param name="missing">How many are.</param>
    /// <exception cref="FaultException">DocumentInvalid: shards of different sweeps, a trial twice, trials missing.</exception>
    public static SweepTable Merge(IReadOnlyList<(string Path, SweepTable Table)> shards, bool isPartial, out int missing)
    {
        (string firstPath, SweepTable first) = shards.FirstOrDefault(s => s.Table.Shard is not null, shards[0]);
        foreach ((string path, SweepTable table) in shards)
        {
            if (!table.Axes.SequenceEqual(first.Axes))
            {
                throw new FaultException(
                    FaultKind.DocumentInvalid, $"its axes are not those of {firstPath}: {Fields(table)} against {Fields(first)}", path, "merge shards of one sweep");
            }

            if (table.Shard is { } mark && mark != first.Shard)
            {
                throw new FaultException(
                    FaultKind.DocumentInvalid, $"belongs to another sweep than {firstPath} (other settings, values or seeds)", path, "merge shards of one sweep");
            }
        }

        var found = new SortedDictionary<int, (string Path, SweepRow Row)>();
        foreach ((string path, SweepTable table) in shards)
        {
            foreach (SweepRow row in table.Rows)
            {
                if (!found.TryAdd(row.Trial, (path, row)))
                {
                    throw new FaultException(
                        FaultKind.DocumentInvalid, $"trial {row.Trial} is in {found[row.Trial].Path} already", path, "give each shard once");
                }
            }
        }

        int trials = first.Shard?.Trials ?? 0;
        int[] gaps = [.. Enumerable.Range(0, trials).Where(t => !found.ContainsKey(t))];
        missing = gaps.Length;
        return missing == 0 || isPartial
            ? new SweepTable { Axes = first.Axes, Rows = [.. found.Values.Select(f => f.Row)] }
            : throw new FaultException(
                FaultKind.DocumentInvalid,
                string.Create(CultureInfo.InvariantCulture, $"{missing:N0} of {trials:N0} trials are missing: {Named(gaps)}"),
                "--merge",
                "add the other shards, or take what is there with --partial");
    }

    private static string Named(int[] gaps) =>
        string.Join(", ", gaps.Take(MostNamed)) + (gaps.Length > MostNamed ? ", …" : "");

    private static string Fields(SweepTable table) => table.Axes.Count == 0 ? "none" : string.Join(",", table.Axes);
}
