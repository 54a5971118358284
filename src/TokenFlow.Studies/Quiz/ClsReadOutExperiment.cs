using TokenFlow.Attention.Kernels;
using TokenFlow.Attention.Kernels.Panels;
using TokenFlow.Attention.Patterns;
using TokenFlow.Base.Numerics;
using TokenFlow.Simulation.Weights;
using TokenFlow.Studies.Evidence;

namespace TokenFlow.Studies.Quiz;

/// <summary>
/// A classification that needs a far token. Sequences of [CLS] and random words; one word beyond the window's horizon decides
/// the class. Two layers of the kernel run on each (X' = X/2 + A X/2, scores 0), and a linear read-out is fitted to the vectors
/// at [CLS] of one half and tried on the other: with [CLS] as a global token, and without.
/// </summary>
/// <param name="pattern">The pattern that is tried.</param>
/// <param name="without">What it is held against: the same window and no hub.</param>
public sealed class ClsReadOutExperiment(AttentionPattern pattern, AttentionPattern without) : IQuizExperiment
{
    private const int Tokens = 128, Layers = 2, HeadDim = 64, Words = 24, Examples = 500, Horizon = 40;
    private const ulong Seed = 30;

    // Vocabulary numbers: [CLS], the two words that decide, the others.
    private const int Cls = -1, No = 1_000, Yes = 1_001;

    /// <summary>[CLS] over a window of four, and the window alone.</summary>
    public ClsReadOutExperiment()
        : this(new ClsHubPattern(4), new LocalPattern(4))
    {
    }

    /// <inheritdoc/>
    public QuizEvidence Run(CancellationToken cancellation)
    {
        double with = Accuracy(pattern, cancellation), plain = Accuracy(without, cancellation);
        return new QuizEvidence(
            $"{Examples} seeded sequences of {Tokens} tokens, of two classes that differ in one word beyond token {Horizon}; two layers of the kernel; a linear read-out at [CLS] fitted to half of them and tried on the other half.",
            [
                new("accuracyGlobal", with, Expectation.Exactly(1), "share it tells right with [CLS] global"),
                new("accuracyPlain", plain, Expectation.Near(0.5, 0.1), "share it tells right without: a guess is right in half"),
                new("tried", Examples / 2, Expectation.Exactly(Examples / 2), "sequences it had not seen, on which it was tried"),
            ]);
    }

    private static double Accuracy(AttentionPattern pattern, CancellationToken cancellation)
    {
        var random = new SeededRandom(Seed);
        var vectors = new List<float[]>(Examples);
        var classes = new List<bool>(Examples);
        AttentionPlan plan = AttentionPlan.Compile(pattern, Tokens, heads: 1, layer: 0);
        using var kernel = new SparseAttentionKernel(Environment.ProcessorCount);
        for (int e = 0; e < Examples; e++)
        {
            cancellation.ThrowIfCancellationRequested();
            int[] ids = [Cls, .. Enumerable.Range(1, Tokens - 1).Select(_ => random.Next(Words))];
            bool isYes = random.Next(2) == 1;
            ids[Horizon + random.Next(Tokens - Horizon)] = isYes ? Yes : No;
            vectors.Add(AtCls(kernel, plan, Embedding.Of(ids, heads: 1, HeadDim, Seed)));
            classes.Add(isYes);
        }

        const int Half = Examples / 2;
        var readOut = LinearReadOut.Fit(vectors.GetRange(0, Half), classes.GetRange(0, Half));
        return Enumerable.Range(Half, Examples - Half).Count(e => readOut.Classify(vectors[e]) == classes[e]) / (double)(Examples - Half);
    }

    private static float[] AtCls(SparseAttentionKernel kernel, AttentionPlan plan, float[] values)
    {
        var zeros = new float[values.Length];
        var attended = new float[values.Length];
        for (int layer = 0; layer < Layers; layer++)
        {
            kernel.Run(
                new AttentionInputs { Heads = 1, HeadDim = HeadDim, Scale = 1, Q = zeros, K = zeros, V = values },
                plan,
                new AttentionOutputs { Output = attended });
            for (int i = 0; i < values.Length; i++)
            {
                values[i] = (values[i] + attended[i]) / 2;
            }
        }

        return values[..HeadDim];
    }
}
