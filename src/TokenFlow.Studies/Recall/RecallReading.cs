namespace TokenFlow.Studies.Recall;

/// <summary>Reads facts back at every reader, by both probes. Not thread-safe.</summary>
internal sealed class RecallReading
{
    private readonly RecallTask _task;
    private readonly RecallProbe _probe;
    private readonly int[] _best;

    // [words] a fact's number, or -1 for a word that is not written.
    private readonly int[] _factOf;

    public RecallReading(RecallTask task)
    {
        _task = task;
        _probe = new RecallProbe(task.Codebook.Words, task.Seed);
        _best = new int[task.MostFacts];
        _factOf = new int[task.Codebook.Words];
        Array.Fill(_factOf, -1);
        for (int i = 0; i < task.MostFacts; i++)
        {
            _factOf[task.FactWords[i]] = i;
        }
    }

    /// <summary>Facts read by the matched filter, all readers together.</summary>
    public int Hits { get; private set; }

    /// <summary>Facts read by least squares, all readers together.</summary>
    public int HitsLeastSquares { get; private set; }

    /// <summary>Reads.</summary>
    /// <param name="channel">What hubs leave of the codewords.</param>
    /// <param name="values">[readers][dimensions] what the readers hold.</param>
    /// <param name="facts">k, how many are written, at least 1.</param>
    /// <param name="reads">[readers][k] receives whether the matched filter reads the fact; empty where it is not wanted.</param>
    public void Read(RecallChannel channel, ReadOnlySpan<float> values, int facts, Span<bool> reads)
    {
        _probe.Use(channel);
        (Hits, HitsLeastSquares) = (0, 0);
        reads.Clear();
        int dimensions = _task.Codebook.Dimensions;
        Span<int> best = _best.AsSpan(0, facts);
        for (int r = 0; r < _task.Readers.Count; r++)
        {
            ReadOnlySpan<float> value = values.Slice(r * dimensions, dimensions);
            _probe.MatchedFilter(value, best);
            Hits += Count(best, facts, reads.IsEmpty ? [] : reads.Slice(r * facts, facts));
            _probe.LeastSquares(value, best);
            HitsLeastSquares += Count(best, facts, []);
        }
    }

    private int Count(ReadOnlySpan<int> best, int facts, Span<bool> reads)
    {
        int hits = 0;
        foreach (int word in best)
        {
            int fact = _factOf[word];
            if (fact >= 0 && fact < facts)
            {
                hits++;
                if (!reads.IsEmpty)
                {
                    reads[fact] = true;
                }
            }
        }

        return hits;
    }
}
