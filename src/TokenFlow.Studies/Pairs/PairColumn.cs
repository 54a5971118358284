using TokenFlow.Studies.Measures;

namespace TokenFlow.Studies.Pairs;

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
