using CsCheck;
using TokenFlow.Attention.Kernels;
using TokenFlow.Attention.Kernels.Panels;
using TokenFlow.Attention.Patterns;
using TokenFlow.Attention.Tests.Support;

namespace TokenFlow.Attention.Tests.Kernels;

/// <summary>What every kernel must do: the scalar twin (no path) and the working kernel at every vector width.</summary>
[TestFixture(null)]
[TestFixture(VectorPath.Scalar)]
[TestFixture(VectorPath.Vector128)]
[TestFixture(VectorPath.Vector256)]
[TestFixture(VectorPath.Vector512)]
public sealed class AttentionKernelTests(VectorPath? path)
{
    private IAttentionKernel _kernel = null!;

    [OneTimeSetUp]
    public void Start() => _kernel = path is null ? new ScalarSparseKernel() : new SparseAttentionKernel(2, path.Value);

    [OneTimeTearDown]
    public void End() => (_kernel as IDisposable)?.Dispose();

    [Test]
    public void Any_pattern_with_any_edits_is_within_bounds_of_the_reference() => Gen.Select(
        Samples.Edited(70), Gen.Int[1, 40], Gen.Int[0, 11], Gen.Bool, Gen.Bool, Gen.ULong).Sample(
        (sample, headDim, extraColumns, global, randomExtra, seed) =>
        {
            var tensors = new Tensors(sample.Compile(), headDim, seed, global, extraColumns, randomExtra);
            tensors.Run(_kernel).AssertNear(tensors.Reference());
        },
        iter: 600,
        threads: 1);

    [Test]
    public void Any_pattern_with_hub_rows_cut_down_is_within_bounds_of_the_reference() => Gen.Select(
        Samples.Restricted(70), Gen.Int[1, 40], Gen.Int[0, 11], Gen.Bool, Gen.Bool, Gen.ULong).Sample(
        (sample, headDim, extraColumns, global, randomExtra, seed) =>
        {
            var tensors = new Tensors(sample.Compile(), headDim, seed, global, extraColumns, randomExtra);
            tensors.Run(_kernel).AssertNear(tensors.Reference());
        },
        iter: 300,
        threads: 1);

    [Test]
    public void Long_hub_rows_cut_down_to_a_few_keys_are_right()
    {
        AttentionPlan plan = AttentionPlan.Compile(new LongformerPattern(4, 1, [9, 700, 1400]), 1700, 2, 0)
            .WithHubRows([new HubRow(9, new[] { 3, 4, 5, 1650 }), new HubRow(1400, Enumerable.Range(500, 900).Where(i => i % 7 > 2).ToArray())]);
        var tensors = new Tensors(plan, 16, 3, global: true, extraColumns: 2, spread: 2);
        tensors.Run(_kernel).AssertNear(tensors.Reference());
    }

    [TestCase(1)]
    [TestCase(7)]
    [TestCase(16)]
    [TestCase(20)]
    [TestCase(64)]
    [TestCase(65)]
    [TestCase(96)]
    [TestCase(128)]
    public void Any_head_dimension_is_right(int headDim)
    {
        AttentionPlan plan = AttentionPlan.Compile(new LongformerPattern(16, 1, [0, 40]), 150, 2, 0);
        var tensors = new Tensors(plan, headDim, 3, global: true);
        tensors.Run(_kernel).AssertNear(tensors.Reference());
    }

    [TestCase(0)]
    [TestCase(1)]
    [TestCase(3)]
    [TestCase(8)]
    [TestCase(24)]
    public void Any_number_of_extra_columns_is_carried(int columns)
    {
        AttentionPlan plan = AttentionPlan.Compile(new BigBirdPattern(8, 2, 5), 150, 2, 0);
        var tensors = new Tensors(plan, 32, 3, extraColumns: columns, randomExtra: columns > 0);
        tensors.Run(_kernel).AssertNear(tensors.Reference());
    }

    [Test]
    public void Rows_longer_than_a_batch_are_right()
    {
        AttentionPlan plan = AttentionPlan.Compile(new FullPattern(), 1500, 1, 0);
        var tensors = new Tensors(plan, 16, 3, extraColumns: 2);
        tensors.Run(_kernel).AssertNear(tensors.Reference());
    }

    [Test]
    public void Hub_rows_that_are_split_over_keys_are_right()
    {
        PatternEdits edits = PatternEdits.Empty.WithPadding(Enumerable.Range(500, 700)).CutEdge(9, 3);
        AttentionPlan plan = AttentionPlan.Compile(new LongformerPattern(4, 1, [9, 1400]), 1700, 2, 0, edits);
        var tensors = new Tensors(plan, 16, 3, global: true, extraColumns: 2, spread: 2);
        tensors.Run(_kernel).AssertNear(tensors.Reference());
    }

    [Test]
    public void Many_hub_rows_are_right()
    {
        AttentionPlan plan = AttentionPlan.Compile(new BigBirdPattern(64, 1), 700, 1, 0);
        var tensors = new Tensors(plan, 16, 3, extraColumns: 2);
        tensors.Run(_kernel).AssertNear(tensors.Reference());
    }

    [Test]
    public void Large_scores_overflow_nothing()
    {
        AttentionPlan plan = AttentionPlan.Compile(new LongformerPattern(8, 1, [0]), 64, 1, 0);
        var tensors = new Tensors(plan, 16, 3, spread: 30);
        tensors.Run(_kernel);
        Assert.That(tensors.Output, Is.All.InRange(-10f, 10f));
        Assert.That(tensors.LogSumExp, Is.All.GreaterThan(float.MinValue));
    }

    [TestCase(3000f)]
    [TestCase(-3000f)]
    [TestCase(3e12f)]
    public void Scores_of_millions_choose_one_key(float query)
    {
        const int tokens = 60;
        AttentionPlan plan = AttentionPlan.Compile(new LocalPattern(2), tokens, 1, 0);
        float[] q = new float[tokens], k = new float[tokens], v = new float[tokens], output = new float[tokens], logSumExp = new float[tokens];
        for (int i = 0; i < tokens; i++)
        {
            q[i] = i % 3 == 0 ? 0.001f : query;
            k[i] = 1000 * ((i % 7) + 1);
            v[i] = i;
        }
        _kernel.Run(
            new AttentionInputs { Heads = 1, HeadDim = 1, Scale = 1, Q = q, K = k, V = v },
            plan,
            new AttentionOutputs { Output = output, LogSumExp = logSumExp });
        for (int i = 0; i < tokens; i++)
        {
            int[] window = [.. Enumerable.Range(Math.Max(0, i - 2), Math.Min(tokens, i + 3) - Math.Max(0, i - 2))];
            double maximum = window.Max(j => (double)q[i] * k[j]);
            double sum = window.Sum(j => Math.Exp(((double)q[i] * k[j]) - maximum));
            double expected = window.Sum(j => Math.Exp(((double)q[i] * k[j]) - maximum) / sum * v[j]);
            Assert.That(output[i], Is.EqualTo(expected).Within(2e-4), $"row {i}");
            double logarithm = maximum + Math.Log(sum);
            Assert.That(logSumExp[i], Is.EqualTo(logarithm).Within(1e-5 + (5e-7 * Math.Abs(logarithm))));
        }
    }

    [Test]
    public void A_sequence_that_is_all_padding_is_all_zero()
    {
        AttentionPlan plan = AttentionPlan.Compile(new LongformerPattern(2, 1, [0]), 9, 2, 0, PatternEdits.Empty.WithPadding(Enumerable.Range(0, 9)));
        var tensors = new Tensors(plan, 5, 3, global: true, extraColumns: 3);
        tensors.Run(_kernel);
        Assert.That(tensors.Output, Is.All.Zero);
        Assert.That(tensors.Extra, Is.All.Zero);
        Assert.That(tensors.LogSumExp, Is.All.EqualTo(float.NegativeInfinity));
    }

    [Test]
    public void A_row_whose_edges_are_all_cut_is_zero()
    {
        PatternEdits edits = PatternEdits.Empty.CutEdge(3, 2).CutEdge(3, 3).CutEdge(3, 4);
        var tensors = new Tensors(AttentionPlan.Compile(new LocalPattern(1), 9, 1, 0, edits), 4, 3);
        tensors.Run(_kernel);
        Assert.That(tensors.Output[12..16], Is.All.Zero);
        Assert.That(tensors.LogSumExp[3], Is.EqualTo(float.NegativeInfinity));
        Assert.That(tensors.Output[8..12], Is.All.Not.Zero);
    }

    [Test]
    public void Mass_carried_as_an_extra_column_is_kept()
    {
        AttentionPlan plan = AttentionPlan.Compile(new BigBirdPattern(4, 2), 60, 2, 0);
        var tensors = new Tensors(plan, 16, 3);
        var ones = new float[60];
        Array.Fill(ones, 1f);
        AttentionInputs given = tensors.Inputs;
        var inputs = new AttentionInputs { Heads = 2, HeadDim = 16, Scale = given.Scale, Q = given.Q, K = given.K, V = given.V, ExtraColumns = 1, Extra = ones };
        var carried = new float[120];
        _kernel.Run(inputs, plan, new AttentionOutputs { Output = tensors.Output, Extra = carried });
        Assert.That(carried, Is.All.EqualTo(1f).Within(1e-6f));
    }

    [Test]
    public void Spans_of_the_wrong_length_are_refused()
    {
        AttentionPlan plan = AttentionPlan.Compile(new FullPattern(), 4, 1, 0);
        var short3 = new float[3];
        var right = new float[4];
        Assert.That(
            () => _kernel.Run(
                new AttentionInputs { Heads = 1, HeadDim = 1, Scale = 1, Q = right, K = right, V = short3 },
                plan,
                new AttentionOutputs { Output = right }),
            Throws.ArgumentException.With.Message.Contains("V"));
        Assert.That(
            () => _kernel.Run(
                new AttentionInputs { Heads = 1, HeadDim = 1, Scale = 1, Q = right, K = right, V = right, GlobalQ = right },
                plan,
                new AttentionOutputs { Output = right }),
            Throws.ArgumentException.With.Message.Contains("GlobalK"));
        Assert.That(
            () => _kernel.Run(
                new AttentionInputs { Heads = 2, HeadDim = 1, Scale = 1, Q = right, K = right, V = right },
                plan,
                new AttentionOutputs { Output = right }),
            Throws.ArgumentException.With.Message.Contains("heads"));
    }
}
