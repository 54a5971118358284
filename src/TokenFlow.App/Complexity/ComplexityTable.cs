using System.Globalization;
using TokenFlow.Base.Numerics;
using TokenFlow.Studies.Complexity;

namespace TokenFlow.App.Complexity;

/// <summary>Edges and times as a table to read.</summary>
internal static class ComplexityTable
{
    /// <summary>Writes it.</summary>
    public static void Write(TextWriter output, IReadOnlyList<ComplexityCurve> curves, int window, int globals, int threads)
    {
        Line($"one head, d = {ComplexityStudy.HeadDim}, w = {window} a side, g = {globals}, {threads} threads, float32");
        Block("edges", p => p.Edges.ToString("N0", CultureInfo.InvariantCulture), c => c.EdgesFit);
        Block("milliseconds", p => p.Ms is { } ms ? ms.ToString(ms < 100 ? "0.000" : "0.0", CultureInfo.InvariantCulture) + (p.SamplesKept == 0 ? "*" : " ") : "- ", c => c.TimeFit);
        Line($"");
        ComplexityPoint[] points = [.. curves.SelectMany(c => c.Points)];
        if (points.Any(p => p.Ms is not null && p.SamplesKept == 0))
        {
            Line($"* the machine was not at full speed: no sample passed the calibration");
        }

        if (points.Any(p => p.Ms is null))
        {
            Line($"- counted, not timed: a call would take seconds");
        }

        void Block(string title, Func<ComplexityPoint, string> cell, Func<ComplexityCurve, PowerFit> fit)
        {
            Line($"");
            string sizes = string.Concat(curves[0].Points.Select(p => string.Create(CultureInfo.InvariantCulture, $"{p.Tokens,15:N0}")));
            Line($"{title,-14}  {"theory",-15}{sizes}   grows as");
            foreach (ComplexityCurve curve in curves)
            {
                PowerFit power = fit(curve);
                string grows = double.IsNaN(power.Exponent) ? "-" : string.Create(CultureInfo.InvariantCulture, $"n^{power.Exponent:0.00} ({power.From:N0} to {power.To:N0})");
                Line($"{curve.Name,-14}  {curve.Law,-15}{string.Concat(curve.Points.Select(p => $"{cell(p),15}"))}   {grows}");
            }
        }

        void Line(FormattableString text) => output.WriteLine(text.ToString(CultureInfo.InvariantCulture));
    }
}
