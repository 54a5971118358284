using System.Globalization;
using TokenFlow.Base.Faults;

namespace TokenFlow.Studies.Sweeps;

/// <summary>
/// One of several parts of a sweep, which different machines can do. Trials go round the shards in turn, so that each gets
/// as many of the easy and of the hard ones.
/// </summary>
/// <param name="Number">Which, from 1.</param>
/// <param name="Of">How many there are.</param>
public readonly record struct SweepShard(int Number, int Of)
{
    /// <summary>The most shards.</summary>
    public const int Most = SweepDesign.MostTrials;

    /// <summary>The sweep undivided.</summary>
    public static SweepShard Whole { get; } = new(1, 1);

    /// <summary>Whether there are other shards.</summary>
    public bool IsPart => Of > 1;

    /// <summary>Reads <c>i/N</c>.</summary>
    /// <exception cref="FaultException">Usage or OutOfRange.</exception>
    public static SweepShard Parse(string text)
    {
        string[] parts = text.Split('/');
        if (parts.Length != 2
            || !int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out int number)
            || !int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out int of))
        {
            throw new FaultException(FaultKind.Usage, $"'{text}' is no shard", "--shard", "write it like 1/8, the first of eight");
        }

        return of is >= 1 and <= Most && number >= 1 && number <= of
            ? new SweepShard(number, of)
            : throw new FaultException(FaultKind.OutOfRange, $"there is no shard {number} of {of}", "--shard", "count from 1: 1/8 to 8/8");
    }

    /// <summary>The trials of this shard, ascending.</summary>
    public int[] Trials(int all)
    {
        (int number, int of) = (Number, Of);
        return [.. Enumerable.Range(0, all).Where(trial => trial % of == number - 1)];
    }

    /// <inheritdoc />
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Number}/{Of}");
}
