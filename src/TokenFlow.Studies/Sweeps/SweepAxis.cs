using System.Globalization;

namespace TokenFlow.Studies.Sweeps;

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
