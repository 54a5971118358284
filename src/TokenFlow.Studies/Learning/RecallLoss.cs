using System.Numerics.Tensors;
using TokenFlow.Simulation.Weights;
using TokenFlow.Studies.Recall;

namespace TokenFlow.Studies.Learning;

/// <summary>
/// What training makes small: with y a reader's vector after the last layer and N(y) that vector at unit mean square, the words'
/// logits are &lt;N(y), c&gt;, and the loss is the cross-entropy of their softmax to the k true facts, each 1/k; the mean over readers.
/// It reads the words that training may use, and no others. Not thread-safe.
/// </summary>
internal sealed class RecallLoss
{
    private readonly int _heads;
    private readonly int _headDim;
    private readonly int _width;

    // [words][width]
    private readonly float[] _codewords;

    // [vocabulary] a word's row above, or -1.
    private readonly int[] _rowOf;
    private readonly double[] _logits;
    private readonly float[] _reader;
    private readonly float[] _readerGradient;

    /// <param name="codebook">The vocabulary.</param>
    /// <param name="words">The words that training uses.</param>
    /// <param name="heads">Heads.</param>
    /// <param name="headDim">Dimensions a head.</param>
    public RecallLoss(Codebook codebook, ReadOnlySpan<int> words, int heads, int headDim)
    {
        _heads = heads;
        _headDim = headDim;
        _width = heads * headDim;
        _codewords = new float[words.Length * _width];
        _rowOf = new int[codebook.Words];
        Array.Fill(_rowOf, -1);
        for (int w = 0; w < words.Length; w++)
        {
            codebook.CopyWord(words[w], _codewords.AsSpan(w * _width, _width));
            _rowOf[words[w]] = w;
        }

        _logits = new double[words.Length];
        _reader = new float[_width];
        _readerGradient = new float[_width];
    }

    /// <summary>The loss of a task's readers.</summary>
    /// <param name="task">The task; its facts are among the words.</param>
    /// <param name="result">[heads][tokens][headDim] what the last layer came to.</param>
    /// <param name="gradient">[heads][tokens][headDim] receives the loss's gradient of it, times <paramref name="share"/>; empty where it is not wanted.</param>
    /// <param name="share">What the gradient is multiplied by.</param>
    public double Of(RecallTask task, ReadOnlySpan<float> result, Span<float> gradient, float share)
    {
        gradient.Clear();
        double sum = 0;
        foreach (int reader in task.Readers)
        {
            sum += OfReader(task, reader, result, gradient, share / task.Readers.Count);
        }

        return sum / task.Readers.Count;
    }

    private double OfReader(RecallTask task, int reader, ReadOnlySpan<float> result, Span<float> gradient, float share)
    {
        int tokens = result.Length / _width;
        for (int h = 0; h < _heads; h++)
        {
            result.Slice(((h * tokens) + reader) * _headDim, _headDim).CopyTo(_reader.AsSpan(h * _headDim));
        }

        float scale = NormalisedRows.ScaleOf(_reader);
        TensorPrimitives.Multiply(_reader, scale, _reader);
        ReadOnlySpan<int> facts = task.FactWords[..task.Facts];
        double logSum = Score();
        double loss = 0;
        foreach (int word in facts)
        {
            loss += (logSum - _logits[_rowOf[word]]) / facts.Length;
        }

        if (gradient.IsEmpty)
        {
            return loss;
        }

        // The logits' gradient, p - 1/k for true words, in place of the logits.
        for (int w = 0; w < _logits.Length; w++)
        {
            _logits[w] = Math.Exp(_logits[w] - logSum);
        }

        foreach (int word in facts)
        {
            _logits[_rowOf[word]] -= 1.0 / facts.Length;
        }

        _readerGradient.AsSpan().Clear();
        for (int w = 0; w < _logits.Length; w++)
        {
            TensorPrimitives.MultiplyAdd(_codewords.AsSpan(w * _width, _width), (float)(_logits[w] * share), _readerGradient, _readerGradient);
        }

        NormalisedRows.Backward(_reader, scale, _readerGradient);
        for (int h = 0; h < _heads; h++)
        {
            Span<float> into = gradient.Slice(((h * tokens) + reader) * _headDim, _headDim);
            TensorPrimitives.Add(into, _readerGradient.AsSpan(h * _headDim, _headDim), into);
        }

        return loss;
    }

    // Fills the logits and returns the logarithm of the sum of their exponentials.
    private double Score()
    {
        double most = double.NegativeInfinity;
        for (int w = 0; w < _logits.Length; w++)
        {
            _logits[w] = TensorPrimitives.Dot<float>(_reader, _codewords.AsSpan(w * _width, _width));
            most = Math.Max(most, _logits[w]);
        }

        double sum = 0;
        foreach (double logit in _logits)
        {
            sum += Math.Exp(logit - most);
        }

        return most + Math.Log(sum);
    }
}
