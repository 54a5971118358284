using TokenFlow.Attention.Patterns;
using TokenFlow.Studies.Evidence;

namespace TokenFlow.Studies.Quiz;

/// <summary>Longformer's window, counted key by key in the row of the middle token (Beltagy et al. 2020, section 3.1).</summary>
/// <param name="pattern">The pattern that is tried.</param>
/// <param name="tokens">n.</param>
public sealed class WindowCountExperiment(AttentionPattern pattern, int tokens) : IQuizExperiment
{
    /// <summary>4,096 tokens, a window of 256 a side, and [CLS] global.</summary>
    public WindowCountExperiment()
        : this(new LongformerPattern(256, 1, [0]), 4_096)
    {
    }

    /// <inheritdoc/>
    public QuizEvidence Run(CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        AttentionLayout layout = AttentionPlan.Compile(pattern, tokens, heads: 1, layer: 0).Head(0);
        int middle = tokens / 2;
        var keys = new int[layout.MaxRowKeys];
        var ways = new EdgeWay[layout.MaxRowKeys];
        int count = layout.CopyKeys(middle, keys, ways);
        int[] near = [.. Enumerable.Range(0, count).Where(k => ways[k] == EdgeWay.Window).Select(k => keys[k])];
        return new QuizEvidence(
            $"The keys of token {middle:N0}, the middle of {tokens:N0}, were taken from the plan that the kernel runs on, and counted one by one.",
            [
                new("before", near.Count(k => k < middle), Expectation.Exactly(256), "neighbours in front of it"),
                new("behind", near.Count(k => k > middle), Expectation.Exactly(256), "neighbours behind it"),
                new("neighbours", near.Count(k => k != middle), Expectation.Exactly(512), "neighbours on both sides"),
                new("keys", near.Length, Expectation.Exactly(513), "keys of its window, itself among them"),
                new("keysWithHub", count, Expectation.Exactly(514), "keys of its row, [CLS] among them"),
            ]);
    }
}
