using CsCheck;
using TokenFlow.Attention.Kernels.Gradients;
using TokenFlow.Attention.Patterns;
using TokenFlow.Attention.Tests.Support;

namespace TokenFlow.Attention.Tests.Kernels.Gradients;

/// <summary>What every backward pass must do.</summary>
[TestFixture(typeof(ScalarGradientKernel))]
[TestFixture(typeof(SparseGradientKernel))]
public sealed class AttentionGradientKernelTests(Type kind)
{
    private IAttentionGradientKernel _kernel = null!;

    [OneTimeSetUp]
    public void Start() => _kernel = kind == typeof(ScalarGradientKernel) ? new ScalarGradientKernel() : new SparseGradientKernel(2);

    [OneTimeTearDown]
    public void End() => (_kernel as IDisposable)?.Dispose();

    [Test]
    public void Any_pattern_with_any_edits_is_within_bounds_of_the_reference() => Gen.Select(
        Samples.Edited(140), Gen.Int[1, 40], Gen.Int[0, 9], Gen.Bool, Gen.Bool, Gen.Bool, Gen.ULong).Sample(
        (sample, headDim, extraColumns, global, randomExtra, readsExtra, seed) =>
        {
            var tensors = new GradientTensors(sample.Compile(), headDim, seed, global, extraColumns, randomExtra, readsExtra);
            tensors.Run(_kernel).AssertNear(tensors.Reference());
        },
        iter: 200,
        threads: 1);

    [Test]
    public void Any_pattern_with_hub_rows_cut_down_is_within_bounds_of_the_reference() => Gen.Select(
        Samples.Restricted(140), Gen.Int[1, 40], Gen.Int[0, 9], Gen.Bool, Gen.ULong).Sample(
        (sample, headDim, extraColumns, global, seed) =>
        {
            var tensors = new GradientTensors(sample.Compile(), headDim, seed, global, extraColumns, randomExtra: true, readsExtra: true);
            tensors.Run(_kernel).AssertNear(tensors.Reference());
        },
        iter: 100,
        threads: 1);

    [TestCase(1)]
    [TestCase(20)]
    [TestCase(64)]
    [TestCase(96)]
    [TestCase(128)]
    public void Any_head_dimension_is_right(int headDim)
    {
        AttentionPlan plan = AttentionPlan.Compile(new LongformerPattern(16, 1, [0, 40]), 150, 2, 0);
        var tensors = new GradientTensors(plan, headDim, 3, global: true);
        tensors.Run(_kernel).AssertNear(tensors.Reference());
    }

    [Test]
    public void Rows_and_columns_longer_than_a_batch_are_right()
    {
        AttentionPlan plan = AttentionPlan.Compile(new LongformerPattern(3, 1, [1, 700]), 1300, 1, 0);
        var tensors = new GradientTensors(plan, 16, 3, global: true, extraColumns: 2, spread: 2);
        tensors.Run(_kernel).AssertNear(tensors.Reference());
    }

    [Test]
    public void Random_links_are_followed_from_their_keys_back()
    {
        PatternEdits edits = PatternEdits.Empty.WithPadding([7, 333]).CutEdge(200, 210).CutHub(0);
        AttentionPlan plan = AttentionPlan.Compile(new BigBirdPattern(16, 3, 5, [100]), 500, 2, 0, edits);
        var tensors = new GradientTensors(plan, 32, 3, extraColumns: 3, randomExtra: true);
        tensors.Run(_kernel).AssertNear(tensors.Reference());
    }

    [Test]
    public void A_ring_is_closed()
    {
        AttentionPlan plan = AttentionPlan.Compile(new StarPattern(true), 300, 1, 0);
        var tensors = new GradientTensors(plan, 16, 3);
        tensors.Run(_kernel).AssertNear(tensors.Reference());
    }

    [Test]
    public void What_takes_part_in_no_edge_has_no_gradient()
    {
        AttentionPlan plan = AttentionPlan.Compile(new LongformerPattern(2, 1, [0]), 9, 2, 0, PatternEdits.Empty.WithPadding(Enumerable.Range(0, 9)));
        var tensors = new GradientTensors(plan, 5, 3, global: true, extraColumns: 3);
        Assert.That(tensors.Run(_kernel).All, Is.All.Zero);
    }

    [Test]
    public void A_shift_of_all_keys_changes_no_weight()
    {
        // q.(k + t) adds the same number to a row's scores: the gradients of K over a row's keys cancel.
        AttentionPlan plan = AttentionPlan.Compile(new FullPattern(), 200, 1, 0);
        var tensors = new GradientTensors(plan, 8, 3);
        tensors.Run(_kernel);
        for (int column = 0; column < 8; column++)
        {
            double sum = 0;
            for (int token = 0; token < 200; token++)
            {
                sum += tensors.Gradients.K[(token * 8) + column];
            }

            Assert.That(sum, Is.Zero.Within(1e-4));
        }
    }

    [Test]
    public void Spans_of_the_wrong_length_are_refused()
    {
        AttentionPlan plan = AttentionPlan.Compile(new FullPattern(), 4, 1, 0);
        var tensors = new GradientTensors(plan, 1, 3, extraColumns: 2);
        Assert.That(
            () => _kernel.Run(tensors.Inputs, plan, tensors.Saved, new AttentionGradients { Q = new float[4], K = new float[3], V = new float[4], Extra = new float[8] }),
            Throws.ArgumentException.With.Message.Contains("gradient of K"));
        Assert.That(
            () => _kernel.Run(tensors.Inputs, plan, tensors.Saved, new AttentionGradients { Q = new float[4], K = new float[4], V = new float[4] }),
            Throws.ArgumentException.With.Message.Contains("gradient of Extra"));
    }
}
