using System.Text.Json;

namespace TokenFlow.Benchmarks.SideBySide;

/// <summary>A report as JSON.</summary>
internal static class SideBySideJson
{
    /// <summary>Writes one object.</summary>
    public static void Write(Utf8JsonWriter json, SideBySideReport report)
    {
        json.WriteStartObject();
        json.WriteStartObject("machine");
        json.WriteString("processor", report.Machine.Processor);
        json.WriteNumber("logicalProcessors", report.Machine.LogicalProcessors);
        json.WriteString("vectors", report.Machine.Vectors);
        json.WriteString("system", report.Machine.System);
        json.WriteString("runtime", report.Machine.Runtime);
        json.WriteString("onnxruntime", report.OnnxRuntime);
        json.WriteEndObject();
        json.WriteNumber("threads", report.Threads);
        json.WriteNumber("peakGflops", Rounded(report.PeakGflops));
        Array("peaks", report.Peaks, peak =>
        {
            json.WriteNumber("threads", peak.Threads);
            json.WriteNumber("lanes", peak.Lanes);
            json.WriteNumber("gflops", Rounded(peak.Gflops));
        });
        Array("checks", report.Checks, check =>
        {
            json.WriteString("what", check.What);
            json.WriteNumber("tokens", check.Tokens);
            json.WriteNumber("heads", check.Heads);
            json.WriteNumber("largestError", check.LargestError);
        });
        Array("rows", report.Rows, row =>
        {
            json.WriteString("impl", row.Impl);
            json.WriteString("pattern", row.Pattern);
            json.WriteNumber("tokens", row.Tokens);
            json.WriteNumber("heads", row.Heads);
            json.WriteNumber("headDim", row.HeadDim);
            json.WriteNumber("edges", row.Edges);
            json.WriteNumber("ms", Rounded(row.Ms));
            json.WriteNumber("gflops", Rounded(row.Gflops));
            json.WriteNumber("shareOfPeak", Rounded(row.ShareOfPeak));
            json.WriteNumber("threads", row.Threads);
            json.WriteNumber("samplesKept", row.SamplesKept);
            json.WriteNumber("samplesTaken", row.SamplesTaken);
        });
        json.WriteStartArray("skipped");
        foreach (string skipped in report.Skipped)
        {
            json.WriteStringValue(skipped);
        }

        json.WriteEndArray();
        Array("goals", report.Goals, goal =>
        {
            json.WriteString("what", goal.What);
            if (goal.IsMeasured)
            {
                json.WriteNumber("measured", Rounded(goal.Measured));
            }
            else
            {
                json.WriteNull("measured");
            }

            json.WriteNumber(goal.AtLeast ? "atLeast" : "atMost", goal.Bound);
            json.WriteNumber("samplesKept", goal.Kept);
            json.WriteBoolean("met", goal.IsMet);
        });
        json.WriteNumber("seconds", Rounded(report.Seconds));
        json.WriteEndObject();

        void Array<T>(string name, IEnumerable<T> items, Action<T> write)
        {
            json.WriteStartArray(name);
            foreach (T item in items)
            {
                json.WriteStartObject();
                write(item);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }
    }

    // Five figures: more would claim what a timing does not give.
    private static double Rounded(double value) =>
        value == 0 || !double.IsFinite(value) ? 0 : Math.Round(value, Math.Clamp(4 - (int)Math.Floor(Math.Log10(Math.Abs(value))), 0, 15));
}
