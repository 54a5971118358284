using CsCheck;
using TokenFlow.Attention.Patterns;
using TokenFlow.Simulation.State;

namespace TokenFlow.Simulation.Tests.State;

public sealed class DyeFrontTests
{
    private static readonly Gen<(AttentionPattern Pattern, PatternEdits Edits, bool[] Holds)> Cases =
        from n in Gen.Int[1, 40]
        from w in Gen.Int[0, 5]
        from dilation in Gen.Int[1, 3]
        from hubs in Gen.Int[0, n - 1].Array[0, 3]
        from cut in Gen.Int[0, n - 1].Array[0, 2]
        from edges in Gen.Select(Gen.Int[0, n - 1], Gen.Int[0, n - 1]).Array[0, 20]
        from holds in Gen.Bool.Array[n]
        select (
            (AttentionPattern)new LongformerPattern(w, dilation, hubs),
            edges.Aggregate(cut.Aggregate(PatternEdits.Empty, (e, hub) => e.CutHub(hub)), (e, pair) => e.CutEdge(pair.Item1, pair.Item2)),
            holds);

    [Test]
    public void Holders_are_those_that_keep_or_read_some() => Cases.Sample(c =>
    {
        AttentionPlan plan = AttentionPlan.Compile(c.Pattern, c.Holds.Length, 2, 0, c.Edits);
        var front = new DyeFront(c.Holds.Length);
        bool[] Reads() => [.. Enumerable.Range(0, c.Holds.Length).Select(i => Enumerable.Range(0, c.Holds.Length).Any(j => c.Holds[j] && plan.Head(0).Contains(i, j)))];
        bool[] reads = Reads();
        float[] all = [.. c.Holds.Select(_ => 1f)];
        return front.Advance(c.Holds, plan, 0.5f, all).SequenceEqual(c.Holds.Zip(reads, (h, r) => h || r))
            && front.Advance(c.Holds, plan, 0, all).SequenceEqual(reads)
            && front.Advance(c.Holds, plan, 1, all).SequenceEqual(c.Holds);
    });

    [Test]
    public void A_key_that_hands_nothing_on_is_no_source_and_one_that_hands_on_a_little_is() => Cases.Sample(c =>
    {
        AttentionPlan plan = AttentionPlan.Compile(c.Pattern, c.Holds.Length, 2, 0, c.Edits);
        var front = new DyeFront(c.Holds.Length);
        float[] sent = [.. c.Holds.Select((_, i) => i % 3 == 0 ? 0 : 1e-30f)];
        bool[] giving = [.. c.Holds.Select((h, i) => h && sent[i] > 0)];
        return front.Advance(c.Holds, plan, 0, sent).SequenceEqual(front.Advance(giving, plan, 0, [.. c.Holds.Select(_ => 1f)]))
            && front.Advance(c.Holds, plan, 1, sent).SequenceEqual(c.Holds);
    });
}
