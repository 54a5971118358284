using System.Numerics.Tensors;
using TokenFlow.Base.Numerics;

namespace TokenFlow.Studies.Recall;

/// <summary>
/// Linear-probe recall: every codeword gets a score from a reader's vector y, and the k words that score highest are what is
/// read. It says what a linear read-out finds; what a trained nonlinear decoder could do is another matter. Words of one
/// score come in a seeded order, so that an empty reader reads at chance, k / M. Not thread-safe.
/// </summary>
internal sealed class RecallProbe
{
    // [words] a word's place in the seeded order, and the word at a place.
    private readonly uint[] _places;
    private readonly int[] _order;
    private readonly float[] _scores;
    private readonly ulong[] _ranking;
    private RecallChannel? _channel;
    private float[] _mapped = [];
    private float[] _solved = [];

    /// <param name="words">M.</param>
    /// <param name="seed">The scenario's seed.</param>
    public RecallProbe(int words, ulong seed)
    {
        _order = Shuffle.Of(Enumerable.Range(0, words), new SeededRandom(seed, RecallStream.Ties));
        _places = new uint[words];
        for (int i = 0; i < words; i++)
        {
            _places[_order[i]] = (uint)i;
        }

        _scores = new float[words];
        _ranking = new ulong[words];
    }

    /// <summary>Takes a channel up.</summary>
    public void Use(RecallChannel channel)
    {
        _channel = channel;
        if (_mapped.Length != channel.Coordinates)
        {
            _mapped = new float[channel.Coordinates];
            _solved = new float[channel.Coordinates];
        }
    }

    /// <summary>What is read by the matched filter: the scores are &lt;y, Phi c&gt; / |Phi c|.</summary>
    /// <param name="value">[heads][headDim] y.</param>
    /// <param name="best">Receives the words that score highest, in no order.</param>
    public void MatchedFilter(ReadOnlySpan<float> value, Span<int> best)
    {
        RecallChannel channel = _channel!;
        channel.Map(value, _mapped);
        Score(channel, _mapped);
        TensorPrimitives.Multiply(_scores, channel.InverseLengths, _scores);
        Best(best);
    }

    /// <summary>What is read by least squares: the scores are the minimum-norm x with Phi C x = y, over the whole vocabulary.</summary>
    /// <param name="value">[heads][headDim] y.</param>
    /// <param name="best">Receives the words that score highest, in no order.</param>
    public void LeastSquares(ReadOnlySpan<float> value, Span<int> best)
    {
        RecallChannel channel = _channel!;
        channel.Map(value, _mapped);
        channel.Inverse.Solve(_mapped, _solved);
        Score(channel, _solved);
        Best(best);
    }

    // Coordinate by coordinate for all words at once, so that the width of a machine's vectors decides nothing.
    private void Score(RecallChannel channel, ReadOnlySpan<float> factors)
    {
        _scores.AsSpan().Clear();
        for (int i = 0; i < factors.Length; i++)
        {
            TensorPrimitives.FusedMultiplyAdd(channel.Words.AsSpan(i * channel.Count, channel.Count), factors[i], _scores, _scores);
        }
    }

    private void Best(Span<int> best)
    {
        for (int m = 0; m < _ranking.Length; m++)
        {
            // The bits of floats in descending order as unsigned numbers; adding 0 makes one of the two zeros.
            uint bits = BitConverter.SingleToUInt32Bits(_scores[m] + 0f);
            uint ascending = (bits & 0x8000_0000) != 0 ? ~bits : bits | 0x8000_0000;
            _ranking[m] = ((ulong)~ascending << 32) | _places[m];
        }

        Selection.Least(_ranking, best.Length);
        for (int i = 0; i < best.Length; i++)
        {
            best[i] = _order[(int)(uint)_ranking[i]];
        }
    }
}
