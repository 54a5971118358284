using CsCheck;
using TokenFlow.Attention.Kernels;
using TokenFlow.Attention.Patterns;
using TokenFlow.Attention.Tests.Support;

namespace TokenFlow.Attention.Tests.Kernels;

public sealed class RowWeightsTests
{
    [Test]
    public void A_row_by_itself_is_the_references_row() => Gen.Select(Gen.OneOf(Samples.Edited(40), Samples.Restricted(40)), Gen.Int[1, 24], Gen.Bool).Sample(
        (sample, headDim, global) =>
        {
            AttentionPlan plan = sample.Compile();
            var tensors = new Tensors(plan, headDim, 11, global, spread: 2);
            double[] expected = tensors.Reference(keepWeights: true).Weights;
            int n = sample.Tokens;
            int[] keys = new int[n], wanted = new int[n];
            var weights = new float[n];
            for (int row = 0; row < n * sample.Heads; row++)
            {
                int count = RowWeights.Compute(tensors.Inputs, plan, row / n, row % n, keys, weights);
                int wantedCount = plan.Head(row / n).CopyKeys(row % n, wanted, []);
                Assert.That(keys[..count], Is.EqualTo(wanted[..wantedCount]));
                for (int i = 0; i < count; i++)
                {
                    Assert.That(weights[i], Is.EqualTo(expected[(row * n) + keys[i]]).Within(1e-5));
                }
            }
        },
        iter: 200);

    [Test]
    public void The_strongest_come_first_and_equals_by_position() => Gen.Select(Gen.Int[0, 4].Array[0, 60], Gen.Int[0, 70]).Sample(
        (steps, most) =>
        {
            int[] keys = [.. Enumerable.Range(0, steps.Length).Select(i => i * 3)];
            float[] weights = [.. steps.Select(s => s / 4f)];
            var strongest = new int[most];
            var theirs = new float[most];
            int count = RowWeights.Strongest(keys, weights, strongest, theirs);
            int[] expected = [.. keys.OrderByDescending(k => weights[k / 3]).ThenBy(k => k).Take(most)];
            return strongest.Take(count).SequenceEqual(expected) && theirs.Take(count).SequenceEqual(expected.Select(k => weights[k / 3]));
        });

    [Test]
    public void Spans_of_the_wrong_length_are_refused()
    {
        AttentionPlan plan = AttentionPlan.Compile(new FullPattern(), 5, 1, 0);
        var tensors = new Tensors(plan, 4, 11);
        Assert.That(() => RowWeights.Compute(tensors.Inputs, plan, 0, 0, new int[4], new float[5]), Throws.ArgumentException);
        Assert.That(() => RowWeights.Compute(tensors.Inputs, plan, 0, 0, new int[5], new float[4]), Throws.ArgumentException);
        Assert.That(() => RowWeights.Strongest(new int[2], new float[3], [], []), Throws.ArgumentException);
        Assert.That(() => RowWeights.Strongest(new int[2], new float[2], new int[1], []), Throws.ArgumentException);
    }
}
