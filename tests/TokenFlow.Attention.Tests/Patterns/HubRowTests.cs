using TokenFlow.Attention.Patterns;

namespace TokenFlow.Attention.Tests.Patterns;

public sealed class HubRowTests
{
    private static readonly AttentionPlan Whole = AttentionPlan.Compile(new LongformerPattern(2, 1, [3, 10]), 20, 2, 0);

    [Test]
    public void A_plan_without_rows_cut_down_is_the_plan_itself()
    {
        Assert.That(Whole.WithHubRows([]), Is.SameAs(Whole));
        Assert.That(Whole.IsRestricted, Is.False);
        AttentionPlan cut = Whole.WithHubRows([new HubRow(3, new[] { 1 })]);
        Assert.That(cut.IsRestricted);
        Assert.That(cut.Whole, Is.SameAs(Whole));
        Assert.That(cut.WithHubRows([]), Is.SameAs(Whole), "rows replace one another");
        Assert.That(cut.WithHubRows([new HubRow(10, new[] { 1 })]).Head(0).CountKeys(3), Is.EqualTo(20));
    }

    [Test]
    public void Heads_that_are_alike_stay_one()
    {
        AttentionPlan plan = Whole.WithHubRows([new HubRow(3, new[] { 1 })]);
        Assert.That(plan.Head(1), Is.SameAs(plan.Head(0)));
    }

    [Test]
    public void A_hub_reads_what_it_is_left_and_is_read_by_all()
    {
        AttentionPlan plan = Whole.WithHubRows([new HubRow(3, new[] { 0, 1, 19 })]);
        AttentionLayout layout = plan.Head(0);
        var keys = new int[20];
        Assert.That(keys[..layout.CopyKeys(3, keys, [])], Is.EqualTo((int[])[0, 1, 19]));
        Assert.That(layout.Contains(3, 3), Is.False, "not even itself");
        Assert.That(Enumerable.Range(0, 20).All(i => i == 3 || layout.Contains(i, 3)));
        Assert.That(plan.Edges, Is.EqualTo(Whole.Edges - 17));
        Assert.That(layout.Hubs.ToArray(), Is.EqualTo((int[])[3, 10]));
    }

    [Test]
    public void Rows_that_make_no_sense_are_refused()
    {
        Assert.That(() => Whole.WithHubRows([new HubRow(4, new[] { 1 })]), Throws.ArgumentException.With.Message.Contains("no working hub"));
        Assert.That(() => Whole.WithHubRows([new HubRow(-1, new[] { 1 })]), Throws.ArgumentException);
        Assert.That(() => Whole.WithHubRows([new HubRow(3, new[] { 1 }), new HubRow(3, new[] { 2 })]), Throws.ArgumentException.With.Message.Contains("two rows"));
        Assert.That(() => Whole.WithHubRows([new HubRow(3, new[] { 2, 1 })]), Throws.ArgumentException.With.Message.Contains("ascending"));
        Assert.That(() => Whole.WithHubRows([new HubRow(3, new[] { 1, 1 })]), Throws.ArgumentException);
        Assert.That(() => Whole.WithHubRows([new HubRow(3, new[] { 20 })]), Throws.ArgumentException);
    }

    [Test]
    public void Many_hubs_of_a_long_sequence_take_memory_by_their_keys_alone()
    {
        const int Tokens = 65_536;
        int[] hubs = [.. Enumerable.Range(0, 64).Select(i => i * 1_000)];
        AttentionPlan whole = AttentionPlan.Compile(new LongformerPattern(256, 1, hubs), Tokens, 4, 0);
        HubRow[] rows = [.. hubs.Select(h => new HubRow(h, Enumerable.Range(0, 64).Select(i => (i * 1_001) + (h / 1_000)).ToArray()))];
        long edges = whole.Edges;
        long before = GC.GetAllocatedBytesForCurrentThread();
        AttentionPlan plan = whole.WithHubRows(rows);
        Assert.That(plan.Edges, Is.EqualTo(edges - (64 * (Tokens - 64))));
        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.LessThan(Tokens + (64 * 64 * 40)));
    }
}
