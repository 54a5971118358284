using TokenFlow.Attention.Patterns;
using TokenFlow.Base.Faults;
using TokenFlow.Base.Numerics;
using TokenFlow.Simulation;
using TokenFlow.Simulation.Snapshots;
using TokenFlow.Studies.Recall;

namespace TokenFlow.Studies.Lessons;

/// <summary>What a lesson can measure in a run, at the frame where it stands. Tracer 0 where dye is meant, head 0 where a head is.</summary>
public static class LessonMeasures
{
    /// <summary>Measures of the whole run.</summary>
    public static IReadOnlyList<string> OfRun { get; } =
    [
        "layer", "layers", "tokens", "window", "hubs", "memory", "reach", "meanHops", "edges", "fullEdges", "fewer", "growth",
        "refused", "facts", "recall", "chance", "effectiveRank", "bound", "rank", "rankBound", "superposition",
    ];

    /// <summary>Measures of one token.</summary>
    public static IReadOnlyList<string> OfToken { get; } = ["arrival", "dye", "keys", "readers", "load"];

    /// <summary>Measures from one token to another.</summary>
    public static IReadOnlyList<string> OfPair { get; } = ["hops", "windowHops", "weight"];

    /// <summary>Measures of a way.</summary>
    public static IReadOnlyList<string> OfWay { get; } = ["ways", "reading"];

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. OfRun, .. OfToken, .. OfPair, .. OfWay];

    /// <summary>
    /// Measures. Run: finished layers; layers; tokens; one-sided window; working hubs; memory tokens; tokens reached; mean
    /// arrival layer; edges a head, those of full attention, and how many times fewer; the power of n with which the pattern's
    /// edges grow (counted at 1 to 16 times the tokens, least squares on logarithms); dye refused; and of the recall task facts,
    /// recall by matched filter, what guessing would recall, effective rank, bound, rank bound and superposition's estimate; the rank
    /// to which the first hub is limited. Token: layers until dye came (-1: never);
    /// dye held; keys read; tokens that read it; the mean weight that all give to it as a hub. Pair: hops under the knobs as they
    /// stand, and by the window alone (-1: never); the weight with which <c>to</c> reads <c>from</c>. Way: share of the dye, and
    /// of all attention.
    /// </summary>
    /// <returns>The figure; NaN where the run has none.</returns>
    /// <exception cref="FaultException">OutOfRange: there is no such token.</exception>
    public static double Of(FlowSimulation simulation, LessonClaim claim)
    {
        ArgumentNullException.ThrowIfNull(simulation);
        ArgumentNullException.ThrowIfNull(claim);
        foreach (int token in (ReadOnlySpan<int>)[claim.Token, claim.From, claim.To])
        {
            if (token >= simulation.Snapshot.Tokens.Length)
            {
                throw new FaultException(FaultKind.OutOfRange, $"there is no token {token}", claim.Where, $"give one to {simulation.Snapshot.Tokens.Length - 1}");
            }
        }

        return OfPair.Contains(claim.Measure) ? Pair(simulation, claim)
            : OfToken.Contains(claim.Measure) ? Token(simulation, claim)
            : OfWay.Contains(claim.Measure) ? Way(simulation, claim)
            : Run(simulation, claim.Measure);
    }

    private static double Run(FlowSimulation simulation, string measure)
    {
        FrameSnapshot now = simulation.Snapshot;
        return measure switch
        {
            "layer" => now.CompletedLayers,
            "layers" => now.Subject.Layers,
            "tokens" => now.Tokens.Length,
            "window" => now.Window,
            "hubs" => now.Hubs.Count(h => !h.IsCut),
            "memory" => simulation.Knobs.Pattern.MemoryTokens,
            "reach" => now.Meters.Reach,
            "meanHops" => now.Meters.MeanHops,
            "edges" => now.Meters.Edges,
            "fullEdges" => now.Meters.FullEdges,
            "fewer" => (double)now.Meters.FullEdges / now.Meters.Edges,
            "growth" => Growth(simulation.Knobs.Pattern, now.Tokens.Length),
            "refused" => now.Tracers[0].Refused,
            "facts" => now.Recall is null ? double.NaN : now.Facts.Length,
            "recall" => now.Recall?.Recall ?? double.NaN,
            "chance" => now.Recall?.Chance ?? double.NaN,
            "effectiveRank" => now.Recall?.EffectiveRank ?? double.NaN,
            "bound" => now.Recall?.Bound ?? double.NaN,
            "rank" => now.Hubs.Count == 0 ? double.NaN : now.Hubs[0].Limits.Rank ?? double.NaN,
            "rankBound" => now.Recall?.RankBound ?? double.NaN,
            "superposition" => now.Recall?.Superposition ?? double.NaN,
            _ => throw new ArgumentException($"Nothing is measured by the name '{measure}'.", nameof(measure)),
        };
    }

    private static double Token(FlowSimulation simulation, LessonClaim claim)
    {
        FrameSnapshot now = simulation.Snapshot;
        return claim.Measure switch
        {
            "arrival" => now.Tracers[0].Arrival[claim.Token],
            "dye" => now.Tracers[0].Total(claim.Token),
            "keys" => simulation.Inspect(claim.Token, 0).Keys.Count,
            "readers" => Enumerable.Range(0, now.Tokens.Length).Count(i => Layout(simulation).Contains(i, claim.Token)),
            _ => now.Hubs.Where(h => h.Position == claim.Token).Select(h => (double)h.Load).DefaultIfEmpty(double.NaN).First(),
        };
    }

    private static double Pair(FlowSimulation simulation, LessonClaim claim)
    {
        if (claim.Measure == "weight")
        {
            return simulation.Inspect(claim.To, 0).Keys.Where(k => k.Key == claim.From).Select(k => (double)k.Weight).FirstOrDefault();
        }

        AttentionPattern pattern = simulation.Knobs.Pattern;
        AttentionLayout layout = claim.Measure == "hops"
            ? Layout(simulation)
            : AttentionPlan.Compile(new LocalPattern(pattern.Window, pattern.Dilation), simulation.Snapshot.Tokens.Length, heads: 1, layer: 0).Head(0);
        return HopDistances.Between(layout, claim.From, claim.To);
    }

    private static double Way(FlowSimulation simulation, LessonClaim claim)
    {
        WayShares shares = claim.Measure == "ways" ? simulation.Snapshot.Meters.Ways : simulation.Snapshot.Meters.Reading;
        return claim.Way switch { "window" => shares.Window, "random" => shares.Random, _ => shares.Hub };
    }

    private static AttentionLayout Layout(FlowSimulation simulation)
    {
        FrameSnapshot now = simulation.Snapshot;
        return AttentionPlan.Compile(
            simulation.Knobs.Pattern, now.Tokens.Length, heads: 1, Math.Min(now.CompletedLayers, now.Subject.Layers - 1), simulation.Knobs.Edits).Head(0);
    }

    private static double Growth(AttentionPattern pattern, int tokens)
    {
        const int Most = 16, MostTokens = 65_536;
        var points = new List<(double, double)>();
        for (int times = 1; times <= Most && (long)tokens * times <= MostTokens; times *= 2)
        {
            points.Add((tokens * times, AttentionPlan.Compile(pattern, tokens * times, heads: 1, layer: 0).Edges));
        }

        return PowerFit.Of(points).Exponent;
    }
}
