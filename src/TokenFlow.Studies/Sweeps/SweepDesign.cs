using System.Globalization;
using TokenFlow.Base.Faults;

namespace TokenFlow.Studies.Sweeps;

/// <summary>
/// Which trials a sweep has: every combination of the axes' values, the last axis running fastest, and within each all
/// seeds. Trials are numbered in that order.
/// </summary>
public sealed class SweepDesign
{
    /// <summary>The most trials of a sweep.</summary>
    public const int MostTrials = 100_000;

    /// <param name="axes">The axes; none makes one setting.</param>
    /// <param name="seeds">Trials of each setting; at least 1.</param>
    /// <exception cref="FaultException">Usage or OutOfRange: an axis twice, or too many trials.</exception>
    public SweepDesign(IReadOnlyList<SweepAxis> axes, int seeds)
    {
        Axes = axes;
        Seeds = seeds is >= 1 and <= MostTrials
            ? seeds
            : throw new FaultException(FaultKind.OutOfRange, $"{seeds} seeds are out of range", "--seeds", $"give a number from 1 to {MostTrials:N0}");
        if (axes.GroupBy(a => a.Field).FirstOrDefault(g => g.Count() > 1) is { } twice)
        {
            throw new FaultException(FaultKind.Usage, "the axis is given twice", $"--over {twice.Key}", "write its values into one list");
        }

        double trials = axes.Aggregate((double)seeds, (product, axis) => product * axis.Values.Count);
        if (trials > MostTrials)
        {
            throw new FaultException(
                FaultKind.OutOfRange, $"{trials:N0} trials are more than {MostTrials:N0}", "--over, --seeds", "take fewer values or seeds, or make several sweeps of it");
        }

        Trials = (int)trials;
    }

    /// <summary>The design of results: the axes as the rows have them, values in the order in which they first come.</summary>
    public static SweepDesign Of(SweepTable table)
    {
        ArgumentNullException.ThrowIfNull(table);
        return new SweepDesign(
            [
                .. table.Axes.Select((field, axis) => new SweepAxis(
                    field, [.. table.Rows.Select(r => r.Cells[axis]).Distinct().Select(cell => new AxisValue(cell, cell))])),
            ],
            seeds: 1);
    }

    /// <summary>The axes, the slowest first.</summary>
    public IReadOnlyList<SweepAxis> Axes { get; }

    /// <summary>Trials of each setting.</summary>
    public int Seeds { get; }

    /// <summary>All trials.</summary>
    public int Trials { get; }

    /// <summary>All combinations of values.</summary>
    public int Settings => Trials / Seeds;

    /// <summary>The axes' values in a setting.</summary>
    public AxisValue[] Values(int setting)
    {
        var values = new AxisValue[Axes.Count];
        for (int axis = values.Length - 1; axis >= 0; axis--)
        {
            IReadOnlyList<AxisValue> all = Axes[axis].Values;
            values[axis] = all[setting % all.Count];
            setting /= all.Count;
        }

        return values;
    }

    /// <summary>A setting in words, such as "facts = 4, capacity.rank = none".</summary>
    public string Describe(int setting) => Describe([.. Values(setting).Select(v => v.Cell)]);

    /// <summary>A setting in words.</summary>
    /// <param name="cells">The axes' values; null where the field is away.</param>
    public string Describe(IReadOnlyList<string?> cells) => string.Join(", ", Axes.Zip(cells, (axis, cell) => $"{axis.Field} = {cell ?? AxisValue.Absent.Words}"));
}

/// <summary>A field of the scenario and the values that it takes in turn.</summary>
/// <param name="Field">The field's path, as in <c>--set</c>.</param>
/// <param name="Values">Its values in order, each once.</param>
public sealed record SweepAxis(string Field, IReadOnlyList<AxisValue> Values);

/// <summary>A value of an axis, as it is set in the scenario and as it stands in a table.</summary>
/// <param name="Json">What the field is set to, as after <c>--set FIELD=</c>; null takes the field away.</param>
/// <param name="Cell">What stands in a table; null where the field is away.</param>
public sealed record AxisValue(string? Json, string? Cell)
{
    /// <summary>The field taken away.</summary>
    public static AxisValue Absent { get; } = new(null, null);

    /// <summary>The value as a number; null where it is none.</summary>
    public double? Number => NumberOf(Cell);

    /// <summary>The value in a sentence.</summary>
    public string Words => Cell ?? "none";

    /// <summary>A cell of a table as a number; null where it is none.</summary>
    public static double? NumberOf(string? cell) =>
        double.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && double.IsFinite(number) ? number : null;
}
