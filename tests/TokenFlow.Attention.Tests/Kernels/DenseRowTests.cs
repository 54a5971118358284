using CsCheck;
using TokenFlow.Attention.Kernels;
using TokenFlow.Attention.Patterns;
using TokenFlow.Base.Numerics;

namespace TokenFlow.Attention.Tests.Kernels;

public sealed class DenseRowTests
{
    private static readonly Gen<(int Tokens, AttentionPattern Pattern, int Seed)> Worlds = Gen.Select(
        Gen.Int[9, 40],
        Gen.Int[0, 4].Select(kind => (AttentionPattern)(kind switch
        {
            0 => new FullPattern(),
            1 => new LocalPattern(2).WithDilations([1, 3]),
            2 => new LongformerPattern(2, 1, [0, 5]),
            3 => new BigBirdPattern(3, 1, Seed: 4),
            _ => new StreamingPattern(1, 3),
        })),
        Gen.Int[0, 9_999]);

    [Test]
    public void A_row_is_that_of_the_dense_reference([Values] bool separateGlobal) => Worlds.Sample(
        world =>
        {
            const int Heads = 2, D = 5, E = 3;
            int n = world.Tokens;
            var random = new SeededRandom((ulong)world.Seed);
            PatternEdits edits = PatternEdits.Empty.CutEdge(3, 3).WithPadding([n - 1]).MakeHub(7);
            AttentionPlan plan = AttentionPlan.Compile(world.Pattern, n, Heads, layer: 0, edits);
            int size = Heads * n * D;
            float[] globalQ = separateGlobal ? Numbers(random, size) : [], globalK = separateGlobal ? Numbers(random, size) : [];
            float[] globalV = separateGlobal ? Numbers(random, size) : [];
            var inputs = new AttentionInputs
            {
                Heads = Heads,
                HeadDim = D,
                Scale = 0.7f,
                Q = Numbers(random, size),
                K = Numbers(random, size),
                V = Numbers(random, size),
                GlobalQ = globalQ,
                GlobalK = globalK,
                GlobalV = globalV,
                ExtraColumns = E,
                Extra = Numbers(random, n * E),
                RandomExtra = Numbers(random, n * E),
            };
            ReferenceResult reference = DenseReference.Run(ReferenceInputs.From(inputs), plan, keepWeights: true);
            var weights = new double[n];
            var output = new double[D];
            var extra = new double[E];
            bool alike = true;
            for (int row = 0; row < Heads * n; row++)
            {
                double logSumExp = DenseRow.Compute(inputs, plan, row / n, row % n, weights, output, extra);
                alike &= Near(logSumExp, reference.LogSumExp[row])
                    && weights.Zip(reference.Weights.Skip(row * n)).All(p => Near(p.First, p.Second))
                    && output.Zip(reference.Output.Skip(row * D)).All(p => Near(p.First, p.Second))
                    && extra.Zip(reference.Extra.Skip(row * E)).All(p => Near(p.First, p.Second));
            }

            return alike && double.IsNegativeInfinity(reference.LogSumExp[n - 1]);
        },
        iter: 60);

    [Test]
    public void Spans_of_another_length_are_refused()
    {
        AttentionPlan plan = AttentionPlan.Compile(new FullPattern(), 4, 1, 0);
        Assert.That(
            () => DenseRow.Compute(new AttentionInputs { Heads = 1, HeadDim = 1, Scale = 1, Q = new float[4], K = new float[4], V = new float[4] }, plan, 0, 0, new double[3], new double[1], []),
            Throws.ArgumentException);
    }

    private static bool Near(double a, double b) => a.Equals(b) || Math.Abs(a - b) < 1e-12;

    private static float[] Numbers(SeededRandom random, int count) => [.. Enumerable.Range(0, count).Select(_ => (float)((random.NextUnit() * 4) - 2))];
}
