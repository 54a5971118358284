using System.Globalization;

namespace TokenFlow.Studies.Evidence;

/// <summary>A figure that was measured, and what it had to be.</summary>
/// <param name="Name">Its name for scripts, such as <c>hubKeys</c>.</param>
/// <param name="Value">What was measured.</param>
/// <param name="Expected">What it has to be for the claim to stand.</param>
/// <param name="Meaning">What it counts, in a few words.</param>
public sealed record Figure(string Name, double Value, Expectation Expected, string Meaning)
{
    /// <summary>Whether it is as expected.</summary>
    public bool Holds => Expected.Holds(Value);

    /// <summary>The value as it is read: whole numbers with thousands set off, others to four places at most.</summary>
    public string Text => Write(Value, 4);

    /// <summary>A number with thousands set off and so many places at most.</summary>
    /// <param name="value">The number.</param>
    /// <param name="places">Places after the point, 0 to 6.</param>
    public static string Write(double value, int places) => double.IsFinite(value)
        ? value.ToString(places == 0 ? "#,0" : "#,0." + new string('#', places), CultureInfo.InvariantCulture)
        : "none";
}

/// <summary>What a measured figure should be: an interval, its ends in it or not. NaN is in none.</summary>
/// <param name="Least">The lower end; -infinity for none.</param>
/// <param name="Most">The upper end; +infinity for none.</param>
/// <param name="IsLeastOut">Whether the lower end itself is too low.</param>
/// <param name="IsMostOut">Whether the upper end itself is too high.</param>
public readonly record struct Expectation(double Least, double Most, bool IsLeastOut = false, bool IsMostOut = false)
{
    /// <summary>Exactly this.</summary>
    public static Expectation Exactly(double value) => new(value, value);

    /// <summary>This, give or take.</summary>
    public static Expectation Near(double value, double tolerance) => new(value - tolerance, value + tolerance);

    /// <summary>This or more.</summary>
    public static Expectation AtLeast(double value) => new(value, double.PositiveInfinity);

    /// <summary>This or less.</summary>
    public static Expectation AtMost(double value) => new(double.NegativeInfinity, value);

    /// <summary>More than this.</summary>
    public static Expectation Above(double value) => new(value, double.PositiveInfinity, IsLeastOut: true);

    /// <summary>Less than this.</summary>
    public static Expectation Below(double value) => new(double.NegativeInfinity, value, IsMostOut: true);

    /// <summary>Whether a figure is as expected.</summary>
    public bool Holds(double value) =>
        (IsLeastOut ? value > Least : value >= Least) && (IsMostOut ? value < Most : value <= Most);

    /// <summary>In signs: <c>= 192</c>, <c>≤ 2</c>, <c>&gt; 0.4</c>, <c>0.97 to 1.03</c>.</summary>
    public override string ToString() =>
        Text(Least) == Text(Most) ? $"= {Text(Least)}"
        : double.IsNegativeInfinity(Least) ? $"{(IsMostOut ? '<' : '≤')} {Text(Most)}"
        : double.IsPositiveInfinity(Most) ? $"{(IsLeastOut ? '>' : '≥')} {Text(Least)}"
        : $"{Text(Least)} to {Text(Most)}";

    private static string Text(double value) => value.ToString("#,0.######", CultureInfo.InvariantCulture);
}
