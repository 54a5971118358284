using CsCheck;
using TokenFlow.Attention.Patterns;
using TokenFlow.Simulation.Snapshots;
using TokenFlow.Simulation.Survey;

namespace TokenFlow.Simulation.Tests.Survey;

public sealed class StrongestEdgesTests
{
    private static readonly Gen<EdgeSnapshot[]> Edges =
        Gen.Select(Gen.Int[0, 3], Gen.Int[0, 3], Gen.Int[0, 50], Gen.Int[0, 50], (flow, weight, query, key) => new EdgeSnapshot(query, key, weight, flow, EdgeWay.Window, 0)).Array[0, 200];

    [Test]
    public void What_is_kept_is_the_head_of_the_sorted_list() => Gen.Select(Edges, Gen.Int[0, 60]).Sample((edges, capacity) =>
    {
        var rank = new EdgeRank();
        EdgeSnapshot[] distinct = [.. edges.DistinctBy(e => (e.Query, e.Key))];
        var strongest = new StrongestEdges(capacity, rank);
        foreach (EdgeSnapshot edge in distinct)
        {
            strongest.Offer(edge);
        }

        return strongest.Kept.ToArray().Order(rank).SequenceEqual(distinct.Order(rank).Take(capacity));
    });

    [Test]
    public void The_rank_is_a_total_order() => Gen.Select(Edges, Edges).Sample((left, right) =>
    {
        var rank = new EdgeRank();
        return left.Zip(right).All(pair =>
            Math.Sign(rank.Compare(pair.First, pair.Second)) == -Math.Sign(rank.Compare(pair.Second, pair.First))
            && rank.Compare(pair.First, pair.First) == 0);
    });

    [Test]
    public void Flow_counts_before_weight()
    {
        var rank = new EdgeRank();
        var moving = new EdgeSnapshot(0, 1, Weight: 0.1f, Flow: 0.2f, EdgeWay.Window, 0);
        var heavy = new EdgeSnapshot(0, 2, Weight: 0.9f, Flow: 0.1f, EdgeWay.Window, 0);
        var light = new EdgeSnapshot(0, 3, Weight: 0.2f, Flow: 0.1f, EdgeWay.Window, 0);
        Assert.That(new[] { light, heavy, moving }.Order(rank), Is.EqualTo(new[] { moving, heavy, light }));
    }
}
