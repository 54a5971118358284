using TokenFlow.Attention.Kernels;
using TokenFlow.Attention.Kernels.Panels;
using TokenFlow.Attention.Patterns;
using TokenFlow.Attention.Tests.Support;
using TokenFlow.Base.Threading;

namespace TokenFlow.Attention.Tests.Kernels;

public sealed class SparseAttentionKernelTests
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
        var tensors = new Tensors(plan, 20, 9, global: true, extraColumns: 5, randomExtra: true);
        ulong? bits = null;
        foreach (int threads in new[] { 1, 2, 3, 4, 8 })
        {
            using var kernel = new SparseAttentionKernel(threads);
            ulong found = tensors.Run(kernel).Bits();
            bits ??= found;
            Assert.That(found, Is.EqualTo(bits), $"{threads} threads");
            Assert.That(tensors.Run(kernel).Bits(), Is.EqualTo(bits), "again");
        }
    }

    [Test]
    public void Kernels_that_share_a_team_take_turns_and_leave_it_to_its_owner()
    {
        AttentionPlan plan = AttentionPlan.Compile(new LongformerPattern(40, 1, [0, 5, 300]), 700, 2, 0);
        using var team = new WorkerTeam(3);
        using var own = new SparseAttentionKernel(1);
        ulong expected = new Tensors(plan, 16, 9).Run(own).Bits();
        using (var one = new SparseAttentionKernel(team))
        using (var other = new SparseAttentionKernel(team))
        {
            var found = new ulong[8];
            Task.WaitAll(found.Select((_, i) => Task.Run(() => found[i] = new Tensors(plan, 16, 9).Run(i % 2 == 0 ? one : other).Bits())));
            Assert.That(found, Is.All.EqualTo(expected));
        }

        int done = 0;
        team.Run(5, _ => Interlocked.Increment(ref done));
        Assert.That(done, Is.EqualTo(5), "the team goes on after its kernels");
    }

    [TestCase(1)]
    [TestCase(2)]
    public void Nothing_is_allocated_once_warm(int threads)
    {
        const int Rounds = 25, SmallestObject = 24;
        AttentionPlan plan = AttentionPlan.Compile(new LongformerPattern(40, 1, [0, 5, 300]), 1300, 2, 0);
        var tensors = new Tensors(plan, 16, 9, extraColumns: 4);
        using var kernel = new SparseAttentionKernel(threads);
        var keys = new int[plan.Head(0).MaxRowKeys];
        var weights = new float[keys.Length];
        var ways = new EdgeWay[keys.Length];
        var column = new float[plan.Tokens];
        var topKeys = new int[4];
        var topWeights = new float[4];
        Round();
        long beforeHere = GC.GetAllocatedBytesForCurrentThread();
        long least = long.MaxValue;
        for (int batch = 0; batch < 8; batch++)
        {
            long before = GC.GetTotalAllocatedBytes(precise: true);
            for (int i = 0; i < Rounds; i++)
            {
                Round();
            }

            least = Math.Min(least, GC.GetTotalAllocatedBytes(precise: true) - before);
        }

        Assert.That(GC.GetAllocatedBytesForCurrentThread() - beforeHere, Is.Zero);
        // All threads: were there one object a call, on whichever of the team's, every batch would show it. What the test host
        // allocates now and then, it does not in each.
        Assert.That(least, Is.LessThan(Rounds * SmallestObject));

        void Round()
        {
            AttentionInputs inputs = tensors.Inputs;
            kernel.Run(inputs, plan, new AttentionOutputs { Output = tensors.Output, Extra = tensors.Extra, LogSumExp = tensors.LogSumExp });
            EdgeWeights.CopyRow(inputs, plan, tensors.LogSumExp, 1, 100, keys, weights, ways);
            EdgeWeights.CopyColumn(inputs, plan, tensors.LogSumExp, 1, 5, column);
            EdgeWeights.TopKeys(inputs, plan, tensors.LogSumExp, 1, 100, topKeys, topWeights);
        }
    }

    [Test]
    public void Scratch_memory_does_not_grow_with_the_sequence()
    {
        AttentionPlan plan = AttentionPlan.Compile(new LongformerPattern(8, 1, [0]), 65_536, 1, 0);
        var tensors = new Tensors(plan, 4, 9);
        using var kernel = new SparseAttentionKernel(2);
        tensors.Run(kernel);
        Assert.That(kernel.ScratchBytes, Is.LessThan(256 << 10));
        Assert.That(tensors.Output, Is.All.InRange(-10f, 10f));
    }

    [Test]
    public void A_run_may_go_without_log_sum_exp()
    {
        AttentionPlan plan = AttentionPlan.Compile(new LongformerPattern(2, 1, [0]), 10, 1, 0);
        var tensors = new Tensors(plan, 4, 9);
        using var kernel = new SparseAttentionKernel(1);
        float[] with = [.. tensors.Run(kernel).Output];
        kernel.Run(tensors.Inputs, plan, new AttentionOutputs { Output = tensors.Output });
        Assert.That(tensors.Output, Is.EqualTo(with));
    }

    [TestCase(65_536, 64)]
    [TestCase(262_144, 16)]
    public void Long_sequences_are_right_row_by_row_within_small_scratch(int tokens, int headDim)
    {
        AttentionPlan plan = AttentionPlan.Compile(new LongformerPattern(256, 1, [0, tokens / 2]), tokens, 1, 0);
        var tensors = new Tensors(plan, headDim, 9);
        using var kernel = new SparseAttentionKernel(2);
        tensors.Run(kernel);
        Assert.That(kernel.ScratchBytes, Is.LessThan(512 << 10));
        AttentionLayout layout = plan.Head(0);
        var keys = new int[layout.MaxRowKeys];
        var weights = new double[keys.Length];
        foreach (int query in new[] { 0, 1, 17, 255, 256, tokens / 3, tokens / 2, tokens - 300, tokens - 1 })
        {
            int count = layout.CopyKeys(query, keys, []);
            for (int i = 0; i < count; i++)
            {
                weights[i] = Dot(tensors, query, keys[i], headDim);
            }

            double maximum = weights[..count].Max();
            double sum = 0;
            for (int i = 0; i < count; i++)
            {
                sum += weights[i] = Math.Exp(weights[i] - maximum);
            }

            Assert.That(tensors.LogSumExp[query], Is.EqualTo(maximum + Math.Log(sum)).Within(1e-5));
            for (int c = 0; c < headDim; c++)
            {
                double expected = 0;
                for (int i = 0; i < count; i++)
                {
                    expected += weights[i] / sum * tensors.Inputs.V[(keys[i] * headDim) + c];
                }

                Assert.That(tensors.Output[(query * headDim) + c], Is.EqualTo(expected).Within(1e-5), $"row {query}");
            }
        }
    }

    private static double Dot(Tensors tensors, int query, int key, int d)
    {
        double dot = 0;
        for (int c = 0; c < d; c++)
        {
            dot += (double)tensors.Inputs.Q[(query * d) + c] * tensors.Inputs.K[(key * d) + c];
        }

        return dot / Math.Sqrt(d);
    }
}
