using TokenFlow.Attention.Patterns;
using TokenFlow.Base.Numerics;
using TokenFlow.Studies.Evidence;

namespace TokenFlow.Studies.Quiz;

/// <summary>How the edges that begin or end at a hub grow with the hubs and with the tokens: counted, and exponents fitted.</summary>
/// <param name="pattern">Makes the pattern that is tried, of so many hubs.</param>
public sealed class HubEdgesExperiment(Func<int, AttentionPattern> pattern) : IQuizExperiment
{
    private const int Hubs = 8, Tokens = 16_384;

    /// <summary>Global tokens at the start of the sequence.</summary>
    public HubEdgesExperiment()
        : this(hubs => new GlobalPattern([.. Enumerable.Range(0, hubs)]))
    {
    }

    /// <inheritdoc/>
    public QuizEvidence Run(CancellationToken cancellation)
    {
        var byTokens = new List<(double, double)>();
        for (int tokens = 1_024; tokens <= Tokens; tokens *= 2)
        {
            cancellation.ThrowIfCancellationRequested();
            byTokens.Add((tokens, Count(Hubs, tokens)));
        }

        var byHubs = new List<(double, double)>();
        for (int hubs = 1; hubs <= 64; hubs *= 2)
        {
            cancellation.ThrowIfCancellationRequested();
            byHubs.Add((hubs, Count(hubs, Tokens)));
        }

        double perPair = byTokens[^1].Item2 / ((double)Hubs * Tokens);
        return new QuizEvidence(
            $"Edges at hubs were counted from compiled plans, for 1,024 to {Tokens:N0} tokens and for 1 to 64 hubs; exponents are least squares on the logarithms.",
            [
                new("exponentTokens", PowerFit.Of(byTokens).Exponent, Expectation.Near(1, 0.03), $"power of n with which they grow, g = {Hubs}"),
                new("exponentHubs", PowerFit.Of(byHubs).Exponent, Expectation.Near(1, 0.03), $"power of g with which they grow, n = {Tokens:N0}"),
                new("edgesPerHubToken", perPair, Expectation.Near(2, 0.02), "edges at hubs, in units of g n: there and back"),
            ]);
    }

    private long Count(int hubs, int tokens)
    {
        AttentionLayout layout = AttentionPlan.Compile(pattern(hubs), tokens, heads: 1, layer: 0).Head(0);
        long edges = 0;
        for (int query = 0; query < tokens; query++)
        {
            foreach (KeyRun run in layout.Runs(query))
            {
                edges += run.Way == EdgeWay.Hub ? run.Length : 0;
            }
        }

        return edges;
    }
}
