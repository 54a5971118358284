using CsCheck;
using TokenFlow.Attention.Kernels;
using TokenFlow.Attention.Patterns;
using TokenFlow.Attention.Tests.Support;

namespace TokenFlow.Attention.Tests.Kernels;

public sealed class DenseReferenceTests
{
    [Test]
    public void A_case_worked_by_hand_comes_out()
    {
        // One column, scale 1, window 1: row 0 sees keys 0 and 1 with scores ln 1 and ln 3, so weights 1/4 and 3/4.
        var inputs = new ReferenceInputs
        {
            Heads = 1,
            HeadDim = 1,
            Scale = 1,
            Q = [1, 0, 2],
            K = [0, Math.Log(3), 7],
            V = [4, 8, 100],
        };
        ReferenceResult result = DenseReference.Run(inputs, AttentionPlan.Compile(new LocalPattern(1), 3, 1, 0), keepWeights: true);
        Assert.That(result.Output[0], Is.EqualTo(7).Within(1e-12));
        Assert.That(result.Output[1], Is.EqualTo((4 + 8 + 100) / 3.0).Within(1e-12));
        Assert.That(result.LogSumExp[0], Is.EqualTo(Math.Log(4)).Within(1e-12));
        Assert.That(result.Weights[..3], Is.EqualTo(new[] { 0.25, 0.75, 0 }).Within(1e-12));
    }

    [Test]
    public void Global_rows_use_their_own_projections_and_global_columns_the_ordinary_ones()
    {
        var inputs = new ReferenceInputs
        {
            Heads = 1,
            HeadDim = 1,
            Scale = 1,
            Q = [1, 1, 1],
            K = [0, 0, 0],
            V = [1, 2, 3],
            GlobalQ = [1, 1, 1],
            GlobalK = [0, Math.Log(2), 0],
            GlobalV = [10, 20, 30],
        };
        ReferenceResult result = DenseReference.Run(inputs, AttentionPlan.Compile(new LongformerPattern(0, 1, [0]), 3, 1, 0));
        Assert.That(result.Output, Is.EqualTo(new[] { (10 + 40 + 30) / 4.0, (1 + 2) / 2.0, (1 + 3) / 2.0 }).Within(1e-12));
    }

    [Test]
    public void Weights_stand_on_the_edges_of_the_definition_and_rows_sum_to_one() => Samples.Edited(24).Sample(
        sample =>
        {
            AttentionPlan plan = sample.Compile();
            ReferenceResult result = new Tensors(plan, 3, 5).Reference(keepWeights: true);
            Assert.That(result.MaxRowSumError, Is.LessThan(1e-12));
            int n = sample.Tokens;
            for (int head = 0; head < sample.Heads; head++)
            {
                Oracle oracle = sample.Oracle(head);
                for (int pair = 0; pair < n * n; pair++)
                {
                    bool edge = oracle.Way(pair / n, pair % n) is not null;
                    Assert.That(result.Weights[(head * n * n) + pair] > 0, Is.EqualTo(edge));
                }
            }
        },
        iter: 300);

    [Test]
    public void Inputs_that_do_not_fit_the_plan_are_refused()
    {
        var inputs = new ReferenceInputs { Heads = 1, HeadDim = 1, Scale = 1, Q = [1], K = [1], V = [1] };
        Assert.That(() => DenseReference.Run(inputs, AttentionPlan.Compile(new FullPattern(), 2, 1, 0)), Throws.ArgumentException);
    }
}
