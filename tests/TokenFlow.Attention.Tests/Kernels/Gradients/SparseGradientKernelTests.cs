using TokenFlow.Attention.Cases;
using TokenFlow.Attention.Kernels;
using TokenFlow.Attention.Kernels.Gradients;
using TokenFlow.Attention.Patterns;

namespace TokenFlow.Attention.Tests.Kernels.Gradients;

public sealed class SparseGradientKernelTests
{
    private static readonly AttentionPattern[] Patterns =
    [
        new FullPattern(),
        new LocalPattern(50).WithDilations([1, 3, 2]),
        new LongformerPattern(40, 1, [0, 5, 900]),
        new BigBirdPattern(32, 3, 1),
        new MemoryPattern(70, 20),
        new StreamingPattern(4, 60),
    ];

    [TestCaseSource(nameof(Patterns))]
    public void Any_number_of_threads_gives_the_same_bits(AttentionPattern pattern)
    {
        AttentionPlan plan = AttentionPlan.Compile(pattern, 1300, 3, 0, PatternEdits.Empty.WithPadding([7, 1299]));
        var tensors = new GradientTensors(plan, 20, 9, global: true, extraColumns: 5, randomExtra: true);
        ulong? bits = null;
        foreach (int threads in new[] { 1, 2, 3, 4, 8 })
        {
            using var kernel = new SparseGradientKernel(threads);
            ulong found = tensors.Run(kernel).Bits();
            bits ??= found;
            Assert.That(found, Is.EqualTo(bits), $"{threads} threads");
            Assert.That(tensors.Run(kernel).Bits(), Is.EqualTo(bits), "again");
        }
    }

    [Test]
    public void Nothing_is_allocated_once_warm()
    {
        AttentionPlan plan = AttentionPlan.Compile(new LongformerPattern(40, 1, [0, 5, 300]), 1300, 2, 0);
        var tensors = new GradientTensors(plan, 16, 9, extraColumns: 4);
        using var kernel = new SparseGradientKernel(2);
        kernel.Run(tensors.Inputs, plan, tensors.Saved, tensors.Gradients);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 5; i++)
        {
            kernel.Run(tensors.Inputs, plan, tensors.Saved, tensors.Gradients);
        }

        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.Zero);
    }

    [Test]
    public void Scratch_memory_is_a_number_a_row_and_a_few_kilobytes_a_thread()
    {
        AttentionPlan plan = AttentionPlan.Compile(new LongformerPattern(8, 1, [0]), 16_384, 1, 0);
        var tensors = new GradientTensors(plan, 4, 9);
        using var kernel = new SparseGradientKernel(2);
        tensors.Run(kernel);
        Assert.That(kernel.ScratchBytes, Is.LessThan((16_384 * sizeof(float)) + (16 << 10)));
    }

    [Test]
    public void A_plan_compiled_anew_is_taken_as_it_is()
    {
        using var kernel = new SparseGradientKernel(2);
        foreach (int hub in new[] { 0, 500, 129 })
        {
            AttentionPlan plan = AttentionPlan.Compile(new LongformerPattern(4, 1, [hub]), 600, 1, 0);
            var tensors = new GradientTensors(plan, 8, 9);
            tensors.Run(kernel).AssertNear(tensors.Reference());
        }
    }

    // Figures recorded from other implementations: their inputs and padding, with a loss of ours.
    [TestCase("longformer-allenai-small")]
    [TestCase("longformer-no-global")]
    public void Recorded_cases_have_the_gradients_of_the_reference(string name)
    {
        AttentionCase subject = AttentionCase.Load(Path.Combine(TestContext.CurrentContext.TestDirectory, "Data", $"{name}.json"));
        AttentionPlan plan = AttentionPlan.Compile(subject.Pattern, subject.Rows, subject.Heads, 0, PatternEdits.Empty.WithPadding(subject.Padding));
        float[] q = HeadMajor(subject, subject.Q), k = HeadMajor(subject, subject.K), v = HeadMajor(subject, subject.V);
        bool global = subject.GlobalQ.Length > 0;
        var inputs = new AttentionInputs
        {
            Heads = subject.Heads,
            HeadDim = subject.HeadDim,
            Scale = 1 / MathF.Sqrt(subject.HeadDim),
            Q = q,
            K = k,
            V = v,
            GlobalQ = global ? HeadMajor(subject, subject.GlobalQ) : [],
            GlobalK = global ? HeadMajor(subject, subject.GlobalK) : [],
            GlobalV = global ? HeadMajor(subject, subject.GlobalV) : [],
        };
        var output = new float[q.Length];
        var logSumExp = new float[subject.Heads * subject.Rows];
        new ScalarSparseKernel().Run(inputs, plan, new AttentionOutputs { Output = output, LogSumExp = logSumExp });
        // The loss is half the sum of squares: its gradient is the output itself.
        float[][] found = [.. Enumerable.Range(0, 6).Select(i => new float[i < 3 || global ? q.Length : 0])];
        using var kernel = new SparseGradientKernel(2);
        kernel.Run(
            inputs,
            plan,
            new GradientInputs { Output = output, LogSumExp = logSumExp, OutputGradient = output },
            new AttentionGradients { Q = found[0], K = found[1], V = found[2], GlobalQ = found[3], GlobalK = found[4], GlobalV = found[5] });
        ReferenceGradients expected = DenseGradientReference.Run(ReferenceInputs.From(inputs), plan, [.. output.Select(o => (double)o)], []);
        double[][] wanted = [expected.Q, expected.K, expected.V, expected.GlobalQ, expected.GlobalK, expected.GlobalV];
        for (int i = 0; i < found.Length; i++)
        {
            double bound = 3e-5 * Math.Max(1, wanted[i].Select(Math.Abs).DefaultIfEmpty().Max());
            Assert.That(found[i].Select(f => (double)f), Is.EqualTo(wanted[i]).Within(bound));
        }
        Assert.That(found[0], Has.Some.Not.Zero);
    }

    // [token][heads * headDim] to [heads][token][headDim].
    private static float[] HeadMajor(AttentionCase subject, double[] tokenMajor)
    {
        int d = subject.HeadDim;
        var headMajor = new float[tokenMajor.Length];
        for (int i = 0; i < tokenMajor.Length; i++)
        {
            int token = i / (subject.Heads * d), head = i / d % subject.Heads;
            headMajor[(((head * subject.Rows) + token) * d) + (i % d)] = (float)tokenMajor[i];
        }
        return headMajor;
    }
}
