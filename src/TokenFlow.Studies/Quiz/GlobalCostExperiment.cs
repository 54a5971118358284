using TokenFlow.Attention.Patterns;
using TokenFlow.Base.Numerics;
using TokenFlow.Studies.Evidence;

namespace TokenFlow.Studies.Quiz;

/// <summary>What global attention costs alone: all edges of the pattern, its tokens' own included, counted; exponents fitted.</summary>
/// <param name="pattern">Makes the pattern that is tried, of so many hubs.</param>
public sealed class GlobalCostExperiment(Func<int, AttentionPattern> pattern) : IQuizExperiment
{
    private const int Hubs = 8, Tokens = 16_384;

    /// <summary>Global tokens and nothing else.</summary>
    public GlobalCostExperiment()
        : this(hubs => new GlobalPattern([.. Enumerable.Range(0, hubs)]))
    {
    }

    /// <inheritdoc/>
    public QuizEvidence Run(CancellationToken cancellation)
    {
        var byTokens = new List<(double, double)>();
        var full = new List<(double, double)>();
        for (int tokens = 1_024; tokens <= Tokens; tokens *= 2)
        {
            cancellation.ThrowIfCancellationRequested();
            byTokens.Add((tokens, Edges(pattern(Hubs), tokens)));
            full.Add((tokens, Edges(new FullPattern(), tokens)));
        }

        var byHubs = new List<(double, double)>();
        for (int hubs = Hubs; hubs <= 256; hubs *= 2)
        {
            cancellation.ThrowIfCancellationRequested();
            byHubs.Add((hubs, Edges(pattern(hubs), Tokens)));
        }

        return new QuizEvidence(
            $"All edges of the pattern were counted row by row, for 1,024 to {Tokens:N0} tokens and for {Hubs} to 256 hubs, and powers fitted; full attention beside it.",
            [
                new("exponentTokens", PowerFit.Of(byTokens).Exponent, Expectation.Near(1, 0.03), $"power of n with which it grows, g = {Hubs}"),
                new("exponentHubs", PowerFit.Of(byHubs).Exponent, Expectation.Near(1, 0.04), $"power of g with which it grows, n = {Tokens:N0}"),
                new("exponentFull", PowerFit.Of(full).Exponent, Expectation.Near(2, 1e-9), "power of n with which full attention grows"),
                new("edges", byTokens[^1].Item2, Expectation.Below(full[^1].Item2 / 50), $"edges at n = {Tokens:N0}, of {full[^1].Item2:N0} in full attention"),
            ]);
    }

    private static long Edges(AttentionPattern pattern, int tokens) => AttentionPlan.Compile(pattern, tokens, heads: 1, layer: 0).Head(0).CountEdges();
}
