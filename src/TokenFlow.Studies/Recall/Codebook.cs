using TokenFlow.Base.Numerics;

namespace TokenFlow.Studies.Recall;

/// <summary>
/// A seeded vocabulary of codewords: M directions of D dimensions, each a standard normal vector scaled to length 1, so that
/// two of them have an inner product of about N(0, 1/D). Any other way of drawing them would favour some directions.
/// </summary>
public sealed class Codebook
{
    // [dimensions][words], so that one reader is held against all words by sums along rows.
    private readonly float[] _columns;
    private readonly float[] _mark;

    /// <param name="words">M.</param>
    /// <param name="dimensions">D, all heads together.</param>
    /// <param name="seed">The scenario's seed.</param>
    /// <param name="marked">Whether facts carry a shared direction; the codewords are then orthogonal to it. It takes a dimension: D is then 2 or more.</param>
    public Codebook(int words, int dimensions, ulong seed, bool marked)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(words, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(dimensions, marked ? 2 : 1);
        Words = words;
        Dimensions = dimensions;
        _columns = new float[words * dimensions];
        _mark = marked ? new float[dimensions] : [];
        if (marked)
        {
            // Of no seed: what hubs have learned to look for is the same in every task.
            Fill(_mark, new SeededRandom(0, RecallStream.Mark));
            Normalise(_mark);
        }

        var word = new float[dimensions];
        for (int m = 0; m < words; m++)
        {
            Fill(word, new SeededRandom(seed, RecallStream.Word + (ulong)m));
            if (marked)
            {
                // Twice: the second time takes what rounding left.
                TakeAway(_mark, word);
                TakeAway(_mark, word);
            }

            Normalise(word);
            for (int c = 0; c < dimensions; c++)
            {
                _columns[(c * words) + m] = word[c];
            }
        }
    }

    /// <summary>M.</summary>
    public int Words { get; }

    /// <summary>D.</summary>
    public int Dimensions { get; }

    /// <summary>[dimensions] the direction of length 1 that facts share; empty where they share none.</summary>
    public ReadOnlySpan<float> Mark => _mark;

    /// <summary>[dimensions][words] all codewords, one a column.</summary>
    internal float[] Columns => _columns;

    /// <summary>Copies a codeword.</summary>
    /// <param name="word">Its number.</param>
    /// <param name="into">[dimensions].</param>
    public void CopyWord(int word, Span<float> into)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(word);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(word, Words);
        for (int c = 0; c < Dimensions; c++)
        {
            into[c] = _columns[(c * Words) + word];
        }
    }

    /// <summary>Fills a vector with standard normal numbers.</summary>
    internal static void Fill(Span<float> vector, SeededRandom random)
    {
        for (int c = 0; c < vector.Length; c++)
        {
            vector[c] = (float)random.NextGaussian();
        }
    }

    /// <summary>Scales a vector to length 1, summed in order.</summary>
    internal static void Normalise(Span<float> vector)
    {
        double square = 0;
        foreach (float x in vector)
        {
            square += (double)x * x;
        }

        float scale = square > 0 ? (float)(1 / Math.Sqrt(square)) : 0;
        foreach (ref float x in vector)
        {
            x *= scale;
        }
    }

    private static void TakeAway(ReadOnlySpan<float> direction, Span<float> vector)
    {
        double along = 0;
        for (int c = 0; c < vector.Length; c++)
        {
            along += (double)direction[c] * vector[c];
        }

        for (int c = 0; c < vector.Length; c++)
        {
            vector[c] -= (float)(along * direction[c]);
        }
    }
}
