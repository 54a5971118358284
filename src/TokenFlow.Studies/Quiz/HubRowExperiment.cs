using TokenFlow.Attention.Kernels;
using TokenFlow.Attention.Kernels.Panels;
using TokenFlow.Attention.Patterns;
using TokenFlow.Base.Numerics;
using TokenFlow.Studies.Evidence;

namespace TokenFlow.Studies.Quiz;

/// <summary>
/// Whom a hub reads and who reads it: the kernel is run on seeded Gaussian queries and keys, and the softmax weights of the
/// hub's row and column are counted where they are above 0.
/// </summary>
/// <param name="pattern">The pattern that is tried.</param>
/// <param name="tokens">n.</param>
/// <param name="hub">The token that is held to be a hub.</param>
public sealed class HubRowExperiment(AttentionPattern pattern, int tokens, int hub) : IQuizExperiment
{
    private const int HeadDim = 32;

    /// <summary>A window of six a side and one hub among 192 tokens.</summary>
    public HubRowExperiment()
        : this(new LongformerPattern(6, 1, [121]), 192, 121)
    {
    }

    /// <inheritdoc/>
    public QuizEvidence Run(CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        AttentionPlan plan = AttentionPlan.Compile(pattern, tokens, heads: 1, layer: 0);
        var logSumExp = new float[tokens];
        var inputs = new AttentionInputs
        {
            Heads = 1,
            HeadDim = HeadDim,
            Scale = 1 / MathF.Sqrt(HeadDim),
            Q = Gaussian(1),
            K = Gaussian(2),
            V = Gaussian(3),
        };
        using (var kernel = new SparseAttentionKernel(Environment.ProcessorCount))
        {
            kernel.Run(inputs, plan, new AttentionOutputs { Output = new float[tokens * HeadDim], LogSumExp = logSumExp });
        }

        var keys = new int[tokens];
        var weights = new float[tokens];
        int count = EdgeWeights.CopyRow(inputs, plan, logSumExp, head: 0, hub, keys, weights, []);
        int read = weights.AsSpan(0, count).ToArray().Count(w => w > 0);
        double sum = weights.Take(count).Sum(w => (double)w);
        EdgeWeights.CopyColumn(inputs, plan, logSumExp, head: 0, hub, weights);
        int readers = weights.Count(w => w > 0);
        long widest = Enumerable.Range(0, tokens).Where(i => i != hub).Max(plan.Head(0).CountKeys);
        return new QuizEvidence(
            "The kernel ran on random queries and keys; the softmax weights above 0 in the hub's row and in its column were counted.",
            [
                new("hubKeys", read, Expectation.Exactly(tokens), $"tokens that the hub reads, of {tokens}"),
                new("hubReaders", readers, Expectation.Exactly(tokens), "tokens that read the hub"),
                new("hubWeights", sum, Expectation.Near(1, 1e-5), "sum of the hub's weights: all of its attention"),
                new("plainKeys", widest, Expectation.Below(tokens), "tokens that any other reads at most"),
            ]);
    }

    private float[] Gaussian(ulong stream)
    {
        var random = new SeededRandom(1, stream);
        return [.. Enumerable.Range(0, tokens * HeadDim).Select(_ => (float)random.NextGaussian())];
    }
}
