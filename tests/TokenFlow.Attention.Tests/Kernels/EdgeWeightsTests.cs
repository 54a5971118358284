using CsCheck;
using TokenFlow.Attention.Kernels;
using TokenFlow.Attention.Kernels.Panels;
using TokenFlow.Attention.Patterns;
using TokenFlow.Attention.Tests.Support;

namespace TokenFlow.Attention.Tests.Kernels;

public sealed class EdgeWeightsTests
{
    [Test]
    public void Rows_single_edges_and_columns_are_the_references_weights() => Gen.Select(Gen.OneOf(Samples.Edited(40), Samples.Restricted(40)), Gen.Int[1, 24], Gen.Bool).Sample(
        (sample, headDim, global) =>
        {
            AttentionPlan plan = sample.Compile();
            var tensors = new Tensors(plan, headDim, 11, global);
            using var kernel = new SparseAttentionKernel(1);
            tensors.Run(kernel);
            double[] expected = tensors.Reference(keepWeights: true).Weights;
            int n = sample.Tokens;
            var column = new float[n];
            for (int head = 0; head < sample.Heads; head++)
            {
                AttentionLayout layout = plan.Head(head);
                var keys = new int[layout.MaxRowKeys];
                var weights = new float[layout.MaxRowKeys];
                var ways = new EdgeWay[layout.MaxRowKeys];
                for (int query = 0; query < n; query++)
                {
                    int count = EdgeWeights.CopyRow(tensors.Inputs, plan, tensors.LogSumExp, head, query, keys, weights, ways);
                    Assert.That(count, Is.EqualTo(layout.CountKeys(query)));
                    double sum = 0;
                    for (int i = 0; i < count; i++)
                    {
                        sum += weights[i];
                        Assert.That(weights[i], Is.EqualTo(expected[(((head * n) + query) * n) + keys[i]]).Within(1e-5));
                        Assert.That(ways[i], Is.EqualTo(layout.WayOf(query, keys[i])));
                    }
                    Assert.That(sum, Is.EqualTo(count == 0 ? 0 : 1).Within(1e-5));
                    int key = (query * 5) % n;
                    float single = EdgeWeights.Weight(tensors.Inputs, plan, tensors.LogSumExp, head, query, key);
                    Assert.That(single, Is.EqualTo(expected[(((head * n) + query) * n) + key]).Within(1e-5));
                }
                int reader = n / 2;
                EdgeWeights.CopyColumn(tensors.Inputs, plan, tensors.LogSumExp, head, reader, column);
                for (int query = 0; query < n; query++)
                {
                    Assert.That(column[query], Is.EqualTo(expected[(((head * n) + query) * n) + reader]).Within(1e-5));
                }
            }
        },
        iter: 200);

    [Test]
    public void Buffers_of_the_wrong_length_are_refused()
    {
        AttentionPlan plan = AttentionPlan.Compile(new FullPattern(), 5, 1, 0);
        var tensors = new Tensors(plan, 4, 11);
        Assert.That(() => EdgeWeights.CopyRow(tensors.Inputs, plan, new float[4], 0, 0, new int[5], new float[5], []), Throws.ArgumentException);
        Assert.That(() => EdgeWeights.CopyRow(tensors.Inputs, plan, new float[5], 0, 0, new int[5], new float[4], []), Throws.ArgumentException);
        Assert.That(() => EdgeWeights.CopyColumn(tensors.Inputs, plan, new float[5], 0, 0, new float[4]), Throws.ArgumentException);
    }

    [Test]
    public void Top_keys_are_the_heaviest_of_the_row_heaviest_first() => Gen.Select(Samples.Edited(40), Gen.Int[0, 12], Gen.Bool).Sample(
        (sample, most, ties) =>
        {
            AttentionPlan plan = sample.Compile();
            var tensors = new Tensors(plan, 5, 11, spread: ties ? 0 : 1);
            using var kernel = new SparseAttentionKernel(1);
            tensors.Run(kernel);
            var top = new int[most];
            var topWeights = new float[most];
            AttentionLayout layout = plan.Head(0);
            var keys = new int[layout.MaxRowKeys];
            var weights = new float[keys.Length];
            for (int query = 0; query < sample.Tokens; query++)
            {
                int all = EdgeWeights.CopyRow(tensors.Inputs, plan, tensors.LogSumExp, 0, query, keys, weights, []);
                int count = EdgeWeights.TopKeys(tensors.Inputs, plan, tensors.LogSumExp, 0, query, top, topWeights);
                int[] order = [.. Enumerable.Range(0, all).OrderByDescending(i => weights[i]).ThenBy(i => keys[i]).Take(most)];
                Assert.That(top[..count], Is.EqualTo(order.Select(i => keys[i])));
                Assert.That(topWeights[..count], Is.EqualTo(order.Select(i => weights[i])));
            }
        },
        iter: 200);
}
