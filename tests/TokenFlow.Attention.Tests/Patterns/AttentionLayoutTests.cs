using CsCheck;
using TokenFlow.Attention.Patterns;
using TokenFlow.Attention.Tests.Support;

namespace TokenFlow.Attention.Tests.Patterns;

public sealed class AttentionLayoutTests
{
    [Test]
    public void Rows_of_any_edited_pattern_are_those_of_the_definition() =>
        Samples.Edited(40).Sample(AssertLayout, iter: 2000);

    [Test]
    public void Rows_of_any_pattern_with_hub_rows_cut_down_are_those_of_the_definition() =>
        Samples.Restricted(40).Sample(AssertLayout, iter: 2000);

    [Test]
    public void Rows_of_any_plain_pattern_are_those_of_the_definition() =>
        Samples.Plain(40).Sample(AssertLayout, iter: 2000);

    [Test]
    public void Ways_add_up_to_all_edges() => Samples.Edited(30).Sample(
        sample =>
        {
            AttentionLayout layout = sample.Compile().Head(0);
            var keys = new int[layout.MaxRowKeys];
            var ways = new EdgeWay[layout.MaxRowKeys];
            var byWay = new long[3];
            for (int query = 0; query < layout.Tokens; query++)
            {
                int count = layout.CopyKeys(query, keys, ways);
                for (int i = 0; i < count; i++)
                {
                    byWay[(int)ways[i]]++;
                }
            }
            Assert.That(byWay.Sum(), Is.EqualTo(layout.CountEdges()));
        },
        iter: 500);

    [Test]
    public void Random_blocks_are_distinct_from_one_another_and_from_those_read_anyway() => Gen.Select(
        Gen.Int[1, 200], Gen.Int[1, 9], Gen.Int[0, 8], Gen.ULong).Sample(
        (n, block, wanted, seed) =>
        {
            RandomLinks links = RandomLinks.Draw(n, block, wanted, seed, 0, 0);
            int rows = (n + block - 1) / block;
            Assert.That(links.Rows, Is.EqualTo(rows));
            for (int row = 0; row < rows; row++)
            {
                int[] drawn = links.Of(row).ToArray();
                int[] anyway = [0, row - 1, row, row + 1, rows - 1];
                int free = Enumerable.Range(0, rows).Except(anyway).Count();
                int expected = row == 0 || row == rows - 1 ? 0 : Math.Min(wanted, free);
                Assert.That(drawn, Has.Length.EqualTo(expected));
                Assert.That(drawn, Is.Ordered.And.Unique);
                Assert.That(drawn.Intersect(anyway), Is.Empty);
                Assert.That(drawn, Is.All.InRange(0, rows - 1));
            }
        },
        iter: 500);

    [Test]
    public void Random_blocks_are_drawn_evenly_over_the_whole_range()
    {
        var drawn = new int[64];
        for (ulong seed = 0; seed < 2000; seed++)
        {
            foreach (int block in RandomLinks.Draw(64, 1, 3, seed, 0, 0).Of(30))
            {
                drawn[block]++;
            }
        }
        // 6,000 draws over 59 blocks: 101.7 each, standard deviation 9.9.
        int[] free = [.. Enumerable.Range(1, 62).Where(block => block is < 29 or > 31)];
        Assert.That(free.Select(block => drawn[block]), Is.All.InRange(52, 152));
        Assert.That(drawn.Sum(), Is.EqualTo(6000));
    }

    [Test]
    public void Random_blocks_differ_by_head_layer_and_seed_and_repeat_otherwise()
    {
        static string Draw(ulong seed, int head, int layer)
        {
            RandomLinks links = RandomLinks.Draw(4096, 64, 3, seed, head, layer);
            return string.Join(",", Enumerable.Range(0, 64).SelectMany(row => links.Of(row).ToArray()));
        }

        string first = Draw(1, 0, 0);
        Assert.That(Draw(1, 0, 0), Is.EqualTo(first));
        Assert.That(new[] { Draw(1, 0, 0), Draw(2, 0, 0), Draw(1, 1, 0), Draw(1, 0, 1), Draw(1, 1, 1) }, Is.Unique);
    }

    [Test]
    public void Edges_at_a_hub_are_hub_edges_even_inside_the_window()
    {
        AttentionLayout layout = AttentionPlan.Compile(new LongformerPattern(2, 1, [5]), 12, 1, 0).Head(0);
        Assert.That(layout.WayOf(5, 6), Is.EqualTo(EdgeWay.Hub));
        Assert.That(layout.WayOf(6, 5), Is.EqualTo(EdgeWay.Hub));
        Assert.That(layout.WayOf(6, 7), Is.EqualTo(EdgeWay.Window));
        Assert.That(() => layout.WayOf(0, 9), Throws.ArgumentException);
    }

    [Test]
    public void A_full_pattern_has_window_edges_only_and_bert_cls_hub_edges_at_its_cls()
    {
        AttentionLayout full = AttentionPlan.Compile(new FullPattern(), 5, 1, 0).Head(0);
        AttentionLayout bert = AttentionPlan.Compile(new BertClsPattern(), 5, 1, 0).Head(0);
        Assert.That(full.WayOf(0, 3), Is.EqualTo(EdgeWay.Window));
        Assert.That(full.Hubs.ToArray(), Is.Empty);
        Assert.That(bert.WayOf(0, 3), Is.EqualTo(EdgeWay.Hub));
        Assert.That(bert.WayOf(3, 0), Is.EqualTo(EdgeWay.Hub));
        Assert.That(bert.WayOf(3, 2), Is.EqualTo(EdgeWay.Window));
        Assert.That(bert.Hubs.ToArray(), Is.EqualTo(new[] { 0 }));
    }

    [Test]
    public void Too_short_a_buffer_and_a_token_outside_are_refused()
    {
        AttentionLayout layout = AttentionPlan.Compile(new FullPattern(), 5, 1, 0).Head(0);
        Assert.That(() => layout.CopyKeys(0, new int[4], []), Throws.ArgumentException);
        Assert.That(() => layout.CopyKeys(0, new int[5], new EdgeWay[4]), Throws.ArgumentException);
        Assert.That(() => layout.CountKeys(5), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => layout.Contains(-1, 0), Throws.InstanceOf<ArgumentOutOfRangeException>());
    }

    private static void AssertLayout(Samples.Sample sample)
    {
        AttentionPlan plan = sample.Compile();
        for (int head = 0; head < sample.Heads; head++)
        {
            AttentionLayout layout = plan.Head(head);
            Oracle oracle = sample.Oracle(head);
            Assert.That(layout.Hubs.ToArray(), Is.EqualTo(oracle.Hubs));
            Assert.That(layout.CutHubs.ToArray(), Is.EqualTo(oracle.CutHubs));
            var keys = new int[layout.MaxRowKeys];
            var ways = new EdgeWay[layout.MaxRowKeys];
            long edges = 0;
            int longest = 0;
            for (int query = 0; query < sample.Tokens; query++)
            {
                int count = layout.CopyKeys(query, keys, ways);
                int expected = 0;
                for (int key = 0; key < sample.Tokens; key++)
                {
                    EdgeWay? way = oracle.Way(query, key);
                    if (layout.Contains(query, key) != way.HasValue)
                    {
                        Assert.Fail($"Contains({query}, {key})");
                    }

                    if (way is null)
                    {
                        continue;
                    }

                    if (expected >= count || keys[expected] != key || ways[expected] != way || layout.WayOf(query, key) != way)
                    {
                        Assert.Fail($"edge {query} <- {key} by {way}");
                    }

                    expected++;
                }
                Assert.That(count, Is.EqualTo(expected));
                Assert.That(layout.CountKeys(query), Is.EqualTo(expected));
                edges += expected;
                longest = Math.Max(longest, expected);
            }
            Assert.That(layout.CountEdges(), Is.EqualTo(edges));
            Assert.That(layout.MaxRowKeys, Is.EqualTo(longest));
        }
        Assert.That(plan.Edges, Is.EqualTo(plan.Head(0).CountEdges()));
    }
}
