using System.Globalization;
using System.Text.Json;
using TokenFlow.Studies.Recall;

namespace TokenFlow.Studies.Sweeps;

/// <summary>Says what a sweep came to: a table to read, or the same as one JSON object.</summary>
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

    /// <summary>Writes the object.</summary>
    public static void WriteJson(Utf8JsonWriter json, SweepSummary summary, string? scenario, string? path, string? plot, int missing)
    {
        json.WriteStartObject();
        if (scenario is not null)
        {
            json.WriteString("scenario", scenario);
        }

        json.WriteStartArray("axes");
        foreach (string field in summary.Axes)
        {
            json.WriteStringValue(field);
        }

        json.WriteEndArray();
        json.WriteStartArray("settings");
        foreach (SweepPoint point in summary.Points)
        {
            WritePoint(json, summary, point);
        }

        json.WriteEndArray();
        json.WriteStartArray("series");
        foreach (SweepSeries series in summary.Series)
        {
            WriteSeries(json, summary, series);
        }

        json.WriteEndArray();
        json.WriteNumber("missing", missing);
        foreach ((string name, string? file) in new[] { ("out", path), ("plot", plot) })
        {
            if (file is not null)
            {
                json.WriteString(name, file);
            }
        }

        json.WriteEndObject();
    }

    private static void WritePoint(Utf8JsonWriter json, SweepSummary summary, SweepPoint point)
    {
        json.WriteStartObject();
        foreach ((string field, string? cell) in summary.Axes.Zip(point.Cells))
        {
            json.WritePropertyName(field);
            if (AxisValue.NumberOf(cell) is { } number)
            {
                json.WriteNumberValue(number);
            }
            else
            {
                json.WriteStringValue(cell);
            }
        }

        json.WriteNumber("seeds", point.Seeds);
        foreach ((string name, double value) in SweepMeasures.Names.Zip(point.Mean.ToArray()))
        {
            Number(json, name, value);
        }

        Number(json, "recallLow", point.Interval.Low);
        Number(json, "recallHigh", point.Interval.High);
        json.WriteEndObject();
    }

    private static void WriteSeries(Utf8JsonWriter json, SweepSummary summary, SweepSeries series)
    {
        json.WriteStartObject();
        json.WriteString("name", series.Name);
        if (summary.HasKnees)
        {
            Number(json, "knee", series.Knee);
            if (series.Theory is { } theory)
            {
                Number(json, "kneeInTheory", theory.Knee);
                Number(json, "superposition", theory.Superposition);
                Number(json, "rankBound", theory.RankBound);
                Number(json, "bound", theory.Bound);
            }
        }

        json.WriteEndObject();
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

    private static void Number(Utf8JsonWriter json, string name, double? value)
    {
        if (value is { } number && double.IsFinite(number))
        {
            json.WriteNumber(name, number);
        }
        else
        {
            json.WriteNull(name);
        }
    }
}
