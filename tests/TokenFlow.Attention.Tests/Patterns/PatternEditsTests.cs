using TokenFlow.Attention.Patterns;
using TokenFlow.Base.Faults;

namespace TokenFlow.Attention.Tests.Patterns;

public sealed class PatternEditsTests
{
    [Test]
    public void A_made_hub_reads_and_is_read_by_all()
    {
        AttentionLayout layout = Compile(new LocalPattern(1), 10, PatternEdits.Empty.MakeHub(4));
        Assert.That(Row(layout, 4), Is.EqualTo(Enumerable.Range(0, 10)));
        Assert.That(Row(layout, 9), Is.EqualTo(new[] { 4, 8, 9 }));
        Assert.That(layout.WayOf(9, 4), Is.EqualTo(EdgeWay.Hub));
    }

    [Test]
    public void An_unmade_hub_keeps_its_window_and_reads_other_hubs()
    {
        AttentionLayout layout = Compile(new LongformerPattern(1, 1, [0, 4]), 10, PatternEdits.Empty.UnmakeHub(4));
        Assert.That(Row(layout, 4), Is.EqualTo(new[] { 0, 3, 4, 5 }));
        Assert.That(Row(layout, 9), Is.EqualTo(new[] { 0, 8, 9 }));
        Assert.That(layout.Hubs.ToArray(), Is.EqualTo(new[] { 0 }));
    }

    [Test]
    public void A_cut_hub_keeps_its_window_alone_and_is_still_reported()
    {
        AttentionLayout layout = Compile(new LongformerPattern(1, 1, [0, 4]), 10, PatternEdits.Empty.CutHub(4));
        Assert.That(Row(layout, 4), Is.EqualTo(new[] { 3, 4, 5 }));
        Assert.That(Row(layout, 0), Is.EqualTo(new[] { 0, 1, 2, 3, 5, 6, 7, 8, 9 }));
        Assert.That(layout.WayOf(4, 5), Is.EqualTo(EdgeWay.Window));
        Assert.That(layout.CutHubs.ToArray(), Is.EqualTo(new[] { 4 }));
        Assert.That(layout.IsHub(4), Is.False);
    }

    [Test]
    public void A_cut_memory_token_keeps_itself_alone()
    {
        AttentionLayout layout = Compile(new MemoryPattern(2, 1), 10, PatternEdits.Empty.CutHub(0));
        Assert.That(Row(layout, 0), Is.EqualTo(new[] { 0 }));
        Assert.That(Row(layout, 1), Is.EqualTo(Enumerable.Range(1, 9)));
        Assert.That(Row(layout, 9), Is.EqualTo(new[] { 1, 8, 9 }));
    }

    [Test]
    public void A_cut_hub_of_bigbird_keeps_its_block_and_the_next()
    {
        AttentionLayout layout = Compile(new BigBirdPattern(4, 1), 40, PatternEdits.Empty.CutHub(1));
        Assert.That(Row(layout, 1), Is.EqualTo(Enumerable.Range(0, 8)));
        Assert.That(Row(layout, 20), Does.Contain(0).And.Not.Contain(1));
    }

    [Test]
    public void A_cut_cls_of_full_attention_keeps_itself_alone()
    {
        AttentionLayout layout = Compile(new BertClsPattern(), 6, PatternEdits.Empty.CutHub(0));
        Assert.That(Row(layout, 0), Is.EqualTo(new[] { 0 }));
        Assert.That(Row(layout, 3), Is.EqualTo(new[] { 1, 2, 3, 4, 5 }));
    }

    [Test]
    public void A_cut_edge_is_gone_in_its_direction_alone_and_comes_back()
    {
        PatternEdits cut = PatternEdits.Empty.CutEdge(3, 4);
        AttentionLayout layout = Compile(new LocalPattern(1), 10, cut);
        Assert.That(Row(layout, 3), Is.EqualTo(new[] { 2, 3 }));
        Assert.That(Row(layout, 4), Is.EqualTo(new[] { 3, 4, 5 }));
        Assert.That(cut.RestoreEdge(3, 4), Is.EqualTo(PatternEdits.Empty));
    }

    [Test]
    public void A_hub_made_in_a_causal_pattern_obeys_its_order()
    {
        AttentionLayout layout = Compile(new StreamingPattern(1, 2), 10, PatternEdits.Empty.MakeHub(4));
        Assert.That(Row(layout, 4), Is.EqualTo(new[] { 0, 1, 2, 3, 4 }));
        Assert.That(Row(layout, 8), Is.EqualTo(new[] { 0, 4, 7, 8 }));
        Assert.That(Row(layout, 2), Is.EqualTo(new[] { 0, 1, 2 }));
    }

    [Test]
    public void A_padded_hub_serves_nobody()
    {
        AttentionLayout layout = Compile(new LongformerPattern(1, 1, [4]), 10, PatternEdits.Empty.WithPadding([4]));
        Assert.That(layout.Hubs.ToArray(), Is.Empty);
        Assert.That(Row(layout, 4), Is.Empty);
        Assert.That(Row(layout, 5), Is.EqualTo(new[] { 5, 6 }));
    }

    [Test]
    public void Edits_are_values_and_undo_one_another()
    {
        PatternEdits edits = PatternEdits.Empty.MakeHub(3).CutHub(3).CutEdge(1, 2).UnmakeHub(5);
        Assert.That(edits, Is.EqualTo(PatternEdits.Empty.UnmakeHub(5).CutEdge(1, 2).MakeHub(3).CutHub(3)));
        Assert.That(edits.GetHashCode(), Is.EqualTo(PatternEdits.Empty.UnmakeHub(5).CutEdge(1, 2).MakeHub(3).CutHub(3).GetHashCode()));
        Assert.That(PatternEdits.Empty.CutHub(3).RestoreHub(3).IsEmpty, Is.True);
        Assert.That(PatternEdits.Empty.UnmakeHub(3).MakeHub(3).UnmadeHubs, Is.Empty);
        Assert.That(PatternEdits.Empty.MakeHub(3).UnmakeHub(3).MadeHubs, Is.Empty);
    }

    [Test]
    public void Positions_outside_the_sequence_are_refused_by_name()
    {
        Faults.Expect(FaultKind.OutOfRange, () => Compile(new FullPattern(), 5, PatternEdits.Empty.MakeHub(5)), "edits.madeHubs");
        Faults.Expect(FaultKind.OutOfRange, () => Compile(new FullPattern(), 5, PatternEdits.Empty.UnmakeHub(-1)), "edits.unmadeHubs");
        Faults.Expect(FaultKind.OutOfRange, () => Compile(new FullPattern(), 5, PatternEdits.Empty.CutHub(9)), "edits.cutHubs");
        Faults.Expect(FaultKind.OutOfRange, () => Compile(new FullPattern(), 5, PatternEdits.Empty.CutEdge(0, 5)), "edits.cutEdges");
        Faults.Expect(FaultKind.OutOfRange, () => Compile(new FullPattern(), 5, PatternEdits.Empty.WithPadding([7])), "padding");
    }

    private static AttentionLayout Compile(AttentionPattern pattern, int tokens, PatternEdits edits) =>
        AttentionPlan.Compile(pattern, tokens, 1, 0, edits).Head(0);

    private static int[] Row(AttentionLayout layout, int query)
    {
        var keys = new int[layout.Tokens];
        return keys[..layout.CopyKeys(query, keys, [])];
    }
}
