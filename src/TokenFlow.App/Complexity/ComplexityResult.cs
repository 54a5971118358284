using TokenFlow.App.Cli;
using TokenFlow.Base.Numerics;
using TokenFlow.Studies.Complexity;

namespace TokenFlow.App.Complexity;

/// <summary>How cost grows with length, as scripts are told of it.</summary>
internal sealed record ComplexityResult(int Window, int Globals, int HeadDim, int Threads, IEnumerable<ComplexityRow> Rows, IEnumerable<ComplexityFit> Fits)
{
    public static ComplexityResult Of(IReadOnlyList<ComplexityCurve> curves, int window, int globals, int threads) => new(
        window,
        globals,
        ComplexityStudy.HeadDim,
        threads,
        curves.SelectMany(c => c.Points.Select(p => new ComplexityRow(c.Name, p.Tokens, p.Edges, JsonNumbers.Rounded(p.Ms, 4), p.SamplesKept))),
        curves.Select(c => new ComplexityFit(c.Name, c.Law, PowerResult.Of(c.EdgesFit), PowerResult.Of(c.TimeFit))));
}

/// <summary>A pattern at one length; no time where a call would take seconds.</summary>
internal sealed record ComplexityRow(string Pattern, int Tokens, long Edges, double? Ms, int SamplesKept);

/// <summary>How a pattern's cost grows: in theory, by its edges, by its time.</summary>
internal sealed record ComplexityFit(string Pattern, string Law, PowerResult Edges, PowerResult Time);

/// <summary>A fitted power of the length, and the lengths that it was fitted over; null where there were too few.</summary>
internal sealed record PowerResult(double? Exponent, double? From, double? To)
{
    public static PowerResult Of(PowerFit fit) => new(JsonNumbers.Rounded(fit.Exponent, 3), JsonNumbers.Rounded(fit.From, 0), JsonNumbers.Rounded(fit.To, 0));
}
