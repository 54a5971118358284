using System.Globalization;
using TokenFlow.Studies.Recall;

namespace TokenFlow.Studies.Sweeps;

/// <summary>Says what a sweep came to: a table to read.</summary>
public static class SweepReport
{
    private const int NumberWidth = 9;

    /// <summary>Writes the table: a line a setting, then where each line breaks.</summary>
    public static void WriteTable(TextWriter output, SweepSummary summary)
    {
        int[] widths = [.. summary.Axes.Select((field, axis) => Math.Max(field.Length, summary.Points.Max(p => (p.Cells[axis] ?? AxisValue.Absent.Words).Length)))];
        Line([.. summary.Axes], "recall", "95% from", "to", "least sq.", "chance", "eff. rank", "bound", "rejected");
        foreach (SweepPoint point in summary.Points)
        {
            SweepMeasures mean = point.Mean;
            Line(
                [.. point.Cells.Select(c => c ?? AxisValue.Absent.Words)],
                Share(mean.Recall),
                Share(point.Interval.Low),
                Share(point.Interval.High),
                Share(mean.RecallLeastSquares),
                Share(mean.Chance),
                Amount(mean.EffectiveRank),
                Amount(mean.Bound),
                Share(mean.RejectedMass));
        }

        if (summary.HasKnees)
        {
            WriteKnees(output, summary);
        }

        void Line(string[] cells, params string[] numbers) =>
            output.WriteLine(string.Join("  ", cells.Select((cell, i) => cell.PadLeft(widths[i])).Concat(numbers.Select(n => n.PadLeft(NumberWidth)))));
    }

    private static void WriteKnees(TextWriter output, SweepSummary summary)
    {
        const string Heading = "knee";
        int width = Math.Max(Heading.Length, summary.Series.Max(s => s.Name.Length));
        string reads = Share(Knee.Reads);
        output.WriteLine();
        output.WriteLine($"{Heading.PadRight(width)}  {"measured",NumberWidth}  {"in theory",NumberWidth}  {"ratio",NumberWidth}  {"rank",NumberWidth}  {"bound",NumberWidth}");
        foreach (SweepSeries series in summary.Series)
        {
            string knee = series.Knee is { } k ? Amount(k) : series.Ascending is not [var first, .., var last] ? "-" : series.IsBeyond ? $"> {last.X}" : $"< {first.X}";
            string Theory(Func<SweepTheory, double> of) => series.Theory is { } theory ? Amount(of(theory)) : "-";
            string ratio = series is { Knee: { } measured, Theory: { } expected } ? Amount(measured / expected.Knee) : "-";
            output.WriteLine(
                $"{series.Name.PadRight(width)}  {knee,NumberWidth}  {Theory(t => t.Knee),NumberWidth}  {ratio,NumberWidth}  {Theory(t => t.RankBound),NumberWidth}  {Theory(t => t.Bound),NumberWidth}");
        }

        output.WriteLine();
        output.WriteLine($"The knee is the largest number of facts with a mean recall of {reads}. In theory: R / (2 ln M) for a matched filter,");
        output.WriteLine("or the bound where that is less. Recall is linear-probe recall.");
    }

    private static string Share(double value) => value.ToString("0.000", CultureInfo.InvariantCulture);

    private static string Amount(double value) => value.ToString(value < 100 ? "0.00" : "0.0", CultureInfo.InvariantCulture);
}
