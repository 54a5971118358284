using System.Globalization;

namespace TokenFlow.Benchmarks.SideBySide;

/// <summary>A report as aligned text.</summary>
internal static class SideBySideText
{
    /// <summary>Writes machine, table, checks, goals and what was left out.</summary>
    public static void Write(TextWriter output, SideBySideReport report)
    {
        Line($"{report.Machine.Processor}, {report.Machine.LogicalProcessors} logical processors, {report.Machine.Vectors}");
        Line($"{report.Machine.System}; {report.Machine.Runtime}; onnxruntime {report.OnnxRuntime}");
        Line($"{report.Threads} threads, float32, d = {SideBySideOptions.HeadDim}; peak {report.PeakGflops:0.0} GFLOP/s of fused multiply-adds");
        foreach ((int threads, int lanes, double gflops) in report.Peaks)
        {
            Line($"  {threads} thread{(threads == 1 ? " " : "s")}, {lanes * 32}-bit vectors  {gflops,8:0.0} GFLOP/s");
        }

        Line($"");
        Line($"outputs compared before timing: {report.Checks.Count} comparisons, largest difference {report.Checks.Max(c => c.LargestError):0.0e+0}");
        Line($"");
        int wide = Math.Max("implementation".Length, report.Rows.Max(r => r.Impl.Length));
        int pattern = Math.Max("pattern".Length, report.Rows.Max(r => r.Pattern.Length));
        string head = $"{"implementation".PadRight(wide)}  {"pattern".PadRight(pattern)}  {"tokens",7}  {"heads",5}  {"edges a head",13}  {"ms",10}  {"GFLOP/s",8}  {"of peak",7}  kept";
        Line($"{head}");
        Line($"{new string('-', head.Length + 3)}");
        int lastTokens = 0;
        foreach (ResultRow row in report.Rows.OrderBy(r => r.Heads).ThenBy(r => r.Tokens).ThenBy(r => r.Ms))
        {
            if (lastTokens != 0 && row.Tokens != lastTokens)
            {
                Line($"");
            }

            lastTokens = row.Tokens;
            Line($"{row.Impl.PadRight(wide)}  {row.Pattern.PadRight(pattern)}  {row.Tokens,7:N0}  {row.Heads,5}  {row.Edges,13:N0}  {row.Ms,10:0.000}  {row.Gflops,8:0.0}  {row.ShareOfPeak,7:0.0%}  {row.SamplesKept}/{row.SamplesTaken}");
        }

        Line($"");
        Line($"GFLOP/s count useful work, 4 d an edge of the pattern, over all heads; the peak is that of as many threads.");
        Line($"kept: samples with the machine at 85% of its best speed or more, before and after.");
        if (report.Skipped.Count > 0)
        {
            Line($"");
            Line($"left out:");
            foreach (string skipped in report.Skipped)
            {
                Line($"  {skipped}");
            }
        }

        Line($"");
        int what = Math.Max("goal".Length, report.Goals.Max(g => g.What.Length));
        Line($"{"goal".PadRight(what)}  {"wanted",9}  {"measured",9}");
        Line($"{new string('-', what + 30)}");
        foreach (Goal goal in report.Goals)
        {
            string wanted = Figure(goal.Bound, goal);
            string measured = goal.IsMeasured ? Figure(goal.Measured, goal) : "-";
            string verdict = !goal.IsMeasured ? "not measured" : (goal.IsMet ? "met" : "missed") + (goal.IsCalibrated ? "" : ", but no sample was kept");
            Line($"{goal.What.PadRight(what)}  {(goal.AtLeast ? ">= " : "<= ") + wanted,9}  {measured,9}  {verdict}");
        }

        Line($"");
        Line($"took {report.Seconds:0} s");

        void Line(FormattableString text) => output.WriteLine(text.ToString(CultureInfo.InvariantCulture));
    }

    private static string Figure(double value, Goal goal) => value.ToString(value >= 10 ? "0.0" : "0.00", CultureInfo.InvariantCulture) + goal.Unit;
}
