using TokenFlow.Studies.Recall;

namespace TokenFlow.Studies.Learning;

/// <summary>Counts the facts that readers read by the matched filter over the whole vocabulary, task after task. Not thread-safe.</summary>
internal sealed class UnseenReading
{
    private readonly int _heads;
    private readonly int _headDim;
    private readonly RecallProbe _probe;
    private readonly float[] _reader;

    /// <param name="task">Any task of the vocabulary.</param>
    /// <param name="heads">Heads.</param>
    /// <param name="headDim">Dimensions a head.</param>
    public UnseenReading(RecallTask task, int heads, int headDim)
    {
        _heads = heads;
        _headDim = headDim;
        _probe = new RecallProbe(task.Codebook.Words, task.Seed);
        _probe.Use(RecallChannel.Of(task.Codebook, heads, headDim, []));
        _reader = new float[heads * headDim];
    }

    /// <summary>Facts read, all readers together.</summary>
    /// <param name="task">The task.</param>
    /// <param name="result">[heads][tokens][headDim] what the last layer came to.</param>
    public int Hits(RecallTask task, ReadOnlySpan<float> result)
    {
        int tokens = result.Length / _reader.Length, hits = 0;
        ReadOnlySpan<int> facts = task.FactWords[..task.Facts];
        Span<int> best = new int[facts.Length];
        foreach (int reader in task.Readers)
        {
            for (int h = 0; h < _heads; h++)
            {
                result.Slice(((h * tokens) + reader) * _headDim, _headDim).CopyTo(_reader.AsSpan(h * _headDim));
            }

            _probe.MatchedFilter(_reader, best);
            foreach (int word in best)
            {
                hits += facts.Contains(word) ? 1 : 0;
            }
        }

        return hits;
    }
}
