using TokenFlow.Attention.Kernels;
using TokenFlow.Attention.Kernels.Panels;
using TokenFlow.Attention.Patterns;
using TokenFlow.Attention.Tests.Support;

namespace TokenFlow.Attention.Tests.Kernels;

/// <summary>What is not finite reaches the rows that read it, as in the scalar twin, and no others.</summary>
[TestFixture(VectorPath.Scalar)]
[TestFixture(VectorPath.Vector128)]
[TestFixture(VectorPath.Vector256)]
[TestFixture(VectorPath.Vector512)]
public sealed class NonFiniteTests(VectorPath path)
{
    private const int N = 90;
    private const int D = 8;

    [Test]
    public void It_reaches_the_rows_that_read_it_and_no_others(
        [Values(float.NaN, float.PositiveInfinity, float.NegativeInfinity)] float what,
        [Values("q", "k", "v", "extra")] string where,
        [Values(false, true)] bool padded)
    {
        PatternEdits edits = padded ? PatternEdits.Empty.WithPadding([41]) : PatternEdits.Empty;
        foreach (AttentionPattern pattern in new AttentionPattern[] { new LongformerPattern(5, 1, [3]), new LocalPattern(4, 3), new BigBirdPattern(16, 1), new StreamingPattern(2, 6) })
        {
            AttentionPlan plan = AttentionPlan.Compile(pattern, N, 1, 0, edits);
            var tensors = new Tensors(plan, D, 5, extraColumns: 2);
            AttentionInputs given = tensors.Inputs;
            float[] q = [.. given.Q], k = [.. given.K], v = [.. given.V], extra = [.. given.Extra];
            float[] target = where switch { "q" => q, "k" => k, "v" => v, _ => extra };
            int width = where == "extra" ? 2 : D;
            Array.Fill(target, what, 41 * width, width);
            var inputs = new AttentionInputs { Heads = 1, HeadDim = D, Scale = 0.3f, Q = q, K = k, V = v, ExtraColumns = 2, Extra = extra };
            using var kernel = new SparseAttentionKernel(2, path);
            float[][] expected = Run(new ScalarSparseKernel(), inputs, plan), actual = Run(kernel, inputs, plan);
            for (int part = 0; part < 3; part++)
            {
                for (int i = 0; i < expected[part].Length; i++)
                {
                    float e = expected[part][i], a = actual[part][i];
                    bool same = float.IsNaN(e) ? float.IsNaN(a) : e.Equals(a) || Math.Abs(e - a) < 1e-4;
                    if (!same)
                    {
                        Assert.Fail($"{pattern}: part {part} [{i}] is {a}, the twin has {e}");
                    }
                }
            }
        }
    }

    private static float[][] Run(IAttentionKernel kernel, in AttentionInputs inputs, AttentionPlan plan)
    {
        float[] output = new float[N * D], extra = new float[N * 2], logSumExp = new float[N];
        kernel.Run(inputs, plan, new AttentionOutputs { Output = output, Extra = extra, LogSumExp = logSumExp });
        return [output, extra, logSumExp];
    }
}
