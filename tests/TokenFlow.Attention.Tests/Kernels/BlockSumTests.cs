using CsCheck;
using TokenFlow.Attention.Kernels;
using TokenFlow.Attention.Kernels.Panels;
using TokenFlow.Attention.Patterns;
using TokenFlow.Attention.Tests.Support;

namespace TokenFlow.Attention.Tests.Kernels;

[TestFixture(VectorPath.Scalar)]
[TestFixture(VectorPath.Vector128)]
[TestFixture(VectorPath.Vector256)]
[TestFixture(VectorPath.Vector512)]
public sealed class BlockSumTests(VectorPath path)
{
    [Test]
    public void Blocks_sum_the_references_weights() => Gen.Select(Gen.OneOf(Samples.Edited(60), Samples.Restricted(60)), Gen.Int[1, 20], Gen.Int[1, 70], Gen.Bool).Sample(
        (sample, headDim, block, global) =>
        {
            AttentionPlan plan = sample.Compile();
            var tensors = new Tensors(plan, headDim, 7, global);
            double[] weights = tensors.Reference(keepWeights: true).Weights;
            using var kernel = new SparseAttentionKernel(2, path);
            int n = sample.Tokens, blocks = (n + block - 1) / block;
            var sums = new float[sample.Heads * blocks * blocks];
            var expected = new double[sums.Length];
            Array.Fill(sums, float.NaN);
            kernel.Run(tensors.Inputs, plan, new() { Output = tensors.Output, LogSumExp = tensors.LogSumExp, BlockSums = sums, BlockTokens = block });
            for (int i = 0; i < weights.Length; i++)
            {
                expected[(((i / n / n * blocks) + (i / n % n / block)) * blocks) + (i % n / block)] += weights[i];
            }

            for (int i = 0; i < sums.Length; i++)
            {
                Assert.That(sums[i], Is.EqualTo(expected[i]).Within(1e-5 * (1 + expected[i])));
            }
        },
        iter: 150,
        threads: 1);

    [Test]
    public void Any_number_of_threads_gives_the_same_bits()
    {
        AttentionPlan plan = AttentionPlan.Compile(new LongformerPattern(40, 1, [0, 300]), 700, 2, 0);
        var tensors = new Tensors(plan, 16, 7, global: true);
        float[]? first = null;
        foreach (int threads in new[] { 1, 2, 3, 8 })
        {
            using var kernel = new SparseAttentionKernel(threads, path);
            var sums = new float[2 * 11 * 11];
            kernel.Run(tensors.Inputs, plan, new() { Output = tensors.Output, LogSumExp = tensors.LogSumExp, BlockSums = sums });
            first ??= sums;
            Assert.That(sums, Is.EqualTo(first));
        }
    }

    [Test]
    public void Sums_without_log_sum_exp_or_of_the_wrong_size_are_refused()
    {
        AttentionPlan plan = AttentionPlan.Compile(new FullPattern(), 5, 1, 0);
        var tensors = new Tensors(plan, 4, 11);
        using var kernel = new SparseAttentionKernel(1, path);
        Assert.That(() => kernel.Run(tensors.Inputs, plan, new() { Output = tensors.Output, BlockSums = new float[1] }), Throws.ArgumentException);
        Assert.That(
            () => kernel.Run(tensors.Inputs, plan, new() { Output = tensors.Output, LogSumExp = tensors.LogSumExp, BlockSums = new float[2] }),
            Throws.ArgumentException);
    }
}
