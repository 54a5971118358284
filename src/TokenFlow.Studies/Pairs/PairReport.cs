using TokenFlow.Studies.Measures;

namespace TokenFlow.Studies.Pairs;

/// <summary>All measures of a pair of tokens, and of the other sources that they are ranked among.</summary>
public sealed record PairReport
{
    /// <summary>The source, before the first layer.</summary>
    public required int From { get; init; }

    /// <summary>The reader, after the last layer.</summary>
    public required int To { get; init; }

    /// <summary>Ascending; the pair's source is one of them.</summary>
    public required IReadOnlyList<int> Sources { get; init; }

    /// <summary>The reader's row of the rollout.</summary>
    public required RolloutInfluence Rollout { get; init; }

    /// <summary>The pair's flow; null where the graph is too large.</summary>
    public required FlowBetween? Flow { get; init; }

    /// <summary>The reader's Jacobian norms.</summary>
    public required JacobianInfluence Jacobian { get; init; }

    /// <summary>[tokens] layers until a source comes to the reader; -1 for never.</summary>
    public required IReadOnlyList<int> Arrival { get; init; }

    /// <summary>Least hops from source to reader in the first layer's graph; -1 where there is no path.</summary>
    public required int Hops { get; init; }

    /// <summary>Tokens that hold something of the source after the last layer.</summary>
    public required int Reach { get; init; }

    /// <summary>The load of each hub.</summary>
    public required IReadOnlyList<HubLoad> Hubs { get; init; }

    /// <summary>The measures that order the sources.</summary>
    public required IReadOnlyList<PairColumn> Columns { get; init; }

    /// <summary>Each two measures.</summary>
    public required IReadOnlyList<Agreement> Agreements { get; init; }

    /// <summary>What was bounded or left out, in plain words.</summary>
    public required IReadOnlyList<string> Notes { get; init; }

    /// <summary>The place of the pair's source in the list of sources.</summary>
    public int Place => Array.BinarySearch([.. Sources], From);

    /// <summary>Sources that have come to the reader.</summary>
    public int Heard => Arrival.Count(a => a >= 0);
}

/// <summary>One measure over all sources that are compared.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Values">[sources] what it came to.</param>
/// <param name="Order">The order that it puts the sources in, strongest first.</param>
public sealed record PairColumn(string Name, IReadOnlyList<double> Values, RankOrder Order)
{
    /// <summary>A measure whose larger numbers are the stronger ones.</summary>
    public static PairColumn Of(string name, IReadOnlyList<double> values) => new(name, values, RankOrder.Of(values));

    /// <summary>Arrivals: the sooner the stronger, never the weakest of all.</summary>
    public static PairColumn OfArrivals(string name, IReadOnlyList<double> layers) => new(name, layers, RankOrder.Of([.. layers.Select(l => l < 0 ? 0 : 1 / (1 + l))]));
}
