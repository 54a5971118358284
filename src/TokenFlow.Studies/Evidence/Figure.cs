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
