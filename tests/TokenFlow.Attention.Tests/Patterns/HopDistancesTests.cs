using CsCheck;
using TokenFlow.Attention.Patterns;
using TokenFlow.Attention.Tests.Support;

namespace TokenFlow.Attention.Tests.Patterns;

public sealed class HopDistancesTests
{
    [Test]
    public void Hops_are_those_of_a_search_over_the_whole_matrix() => AssertHops(Samples.Edited(36), 4000);

    [Test]
    public void Hops_are_those_of_the_whole_matrix_where_hub_rows_are_cut_down() => AssertHops(Samples.Restricted(36), 4000);

    [Test]
    public void Many_hubs_of_few_slots_are_searched_in_linear_memory()
    {
        const int Tokens = 65_536;
        int[] hubs = [.. Enumerable.Range(0, 64).Select(i => i * 1_000)];
        AttentionPlan whole = AttentionPlan.Compile(new LongformerPattern(256, 1, hubs), Tokens, 1, 0);
        AttentionPlan plan = whole.WithHubRows([.. hubs.Select(h => new HubRow(h, new[] { 60_500, 60_501 }))]);
        long before = GC.GetAllocatedBytesForCurrentThread();
        int[] hops = HopDistances.From(plan.Head(0), 60_500);
        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.LessThan(8_000_000));
        Assert.That(hops[0], Is.EqualTo(1), "a hub that reads it");
        Assert.That(hops.Max(), Is.EqualTo(2));
        Assert.That(HopDistances.Between(plan.Head(0), 30_500, 0), Is.EqualTo((60_500 - 30_500 + 255) / 256 + 1), "by windows to a key that the hub reads");
    }

    private static void AssertHops(Gen<Samples.Sample> samples, long iter) => Gen.Select(samples, Gen.Int[0, 35]).Sample(
        (sample, any) =>
        {
            AttentionLayout layout = sample.Compile().Head(sample.Heads - 1);
            int source = any % sample.Tokens;
            int[] expected = BruteForce(sample.Oracle(sample.Heads - 1), sample.Tokens, source);
            Assert.That(HopDistances.From(layout, source), Is.EqualTo(expected));
            int target = (any * 7) % sample.Tokens;
            Assert.That(HopDistances.Between(layout, source, target), Is.EqualTo(expected[target]));
        },
        iter: iter);

    [TestCase(100, 3, 1)]
    [TestCase(100, 3, 4)]
    [TestCase(97, 5, 2)]
    public void Local_windows_need_the_distance_over_window_times_dilation(int n, int w, int dilation)
    {
        AttentionLayout layout = AttentionPlan.Compile(new LocalPattern(w, dilation), n, 1, 0).Head(0);
        int[] hops = HopDistances.From(layout, 10);
        for (int token = 0; token < n; token++)
        {
            int away = Math.Abs(token - 10);
            int expected = away % dilation != 0 ? -1 : (away + (w * dilation) - 1) / (w * dilation);
            Assert.That(hops[token], Is.EqualTo(expected));
        }
    }

    [Test]
    public void One_hub_brings_everything_within_two()
    {
        AttentionLayout layout = AttentionPlan.Compile(new LongformerPattern(4, 1, [50]), 1000, 1, 0).Head(0);
        Assert.That(HopDistances.Between(layout, 0, 999), Is.EqualTo(2));
        Assert.That(HopDistances.Between(layout, 0, 50), Is.EqualTo(1));
        Assert.That(HopDistances.Between(layout, 50, 999), Is.EqualTo(1));
        Assert.That(HopDistances.From(layout, 3).Max(), Is.EqualTo(2));
    }

    [Test]
    public void A_cut_hub_sends_information_the_long_way()
    {
        PatternEdits cut = PatternEdits.Empty.CutHub(50);
        AttentionLayout layout = AttentionPlan.Compile(new LongformerPattern(4, 1, [50]), 1000, 1, 0, cut).Head(0);
        Assert.That(HopDistances.Between(layout, 0, 999), Is.EqualTo(250));
    }

    [Test]
    public void Sequences_of_the_greatest_length_are_searched_in_linear_memory()
    {
        AttentionLayout local = AttentionPlan.Compile(new LocalPattern(256), 65_536, 1, 0).Head(0);
        AttentionLayout hubs = AttentionPlan.Compile(new LongformerPattern(256, 1, [0, 7, 30_000]), 65_536, 1, 0).Head(0);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Assert.That(HopDistances.Between(local, 0, 65_535), Is.EqualTo(256));
        Assert.That(HopDistances.From(hubs, 100).Max(), Is.EqualTo(2));
        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.LessThan(8_000_000));
    }

    [Test]
    public void A_token_outside_is_refused()
    {
        AttentionLayout layout = AttentionPlan.Compile(new FullPattern(), 5, 1, 0).Head(0);
        Assert.That(() => HopDistances.From(layout, 5), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => HopDistances.Between(layout, 0, -1), Throws.InstanceOf<ArgumentOutOfRangeException>());
    }

    private static int[] BruteForce(Oracle oracle, int n, int source)
    {
        var hops = new int[n];
        Array.Fill(hops, -1);
        hops[source] = 0;
        for (int layer = 1; ; layer++)
        {
            bool any = false;
            for (int query = 0; query < n; query++)
            {
                if (hops[query] >= 0)
                {
                    continue;
                }

                for (int key = 0; key < n; key++)
                {
                    if (hops[key] != layer - 1 || oracle.Way(query, key) is null)
                    {
                        continue;
                    }

                    hops[query] = layer;
                    any = true;
                    break;
                }
            }
            if (!any)
            {
                return hops;
            }
        }
    }
}
