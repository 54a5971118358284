using TokenFlow.Attention.Patterns;

namespace TokenFlow.Studies.Complexity;

/// <summary>
/// Some rows of attention in double precision, to hold implementations against at sizes where all rows would take
/// minutes: the first and last rows, the hubs, and others spread evenly, of every head.
/// </summary>
public sealed class SampledReference
{
    private const int Spread = 24;
    private readonly AttentionTensors _tensors;
    private readonly int[] _rows;
    private readonly double[] _expected;

    /// <param name="tensors">The inputs.</param>
    /// <param name="plan">Who reads whom.</param>
    public SampledReference(AttentionTensors tensors, AttentionPlan plan)
    {
        _tensors = tensors;
        int n = tensors.Tokens, d = tensors.HeadDim;
        var rows = new SortedSet<int>(Enumerable.Range(0, Spread).Select(i => (int)((long)i * (n - 1) / (Spread - 1))));
        ReadOnlySpan<int> hubs = plan.Head(0).Hubs;
        foreach (int hub in hubs[..Math.Min(hubs.Length, 4)])
        {
            rows.Add(hub);
        }

        _rows = [.. rows];
        _expected = new double[tensors.Heads * _rows.Length * d];
        var keys = new int[n];
        var weights = new double[n];
        for (int head = 0; head < tensors.Heads; head++)
        {
            for (int i = 0; i < _rows.Length; i++)
            {
                int count = plan.Head(head).CopyKeys(_rows[i], keys, []);
                Row(head, _rows[i], keys.AsSpan(0, count), weights, _expected.AsSpan(((head * _rows.Length) + i) * d, d));
            }
        }
    }

    /// <summary>The largest difference to an output of [heads][tokens][headDim], over the rows that were computed.</summary>
    public double LargestError(ReadOnlySpan<float> output)
    {
        int d = _tensors.HeadDim;
        double largest = 0;
        for (int head = 0; head < _tensors.Heads; head++)
        {
            for (int i = 0; i < _rows.Length; i++)
            {
                ReadOnlySpan<float> row = output.Slice(((head * _tensors.Tokens) + _rows[i]) * d, d);
                ReadOnlySpan<double> expected = _expected.AsSpan(((head * _rows.Length) + i) * d, d);
                for (int c = 0; c < d; c++)
                {
                    double error = Math.Abs(row[c] - expected[c]);
                    // A NaN must not pass for a small error.
                    largest = error <= largest ? largest : double.IsNaN(error) ? double.PositiveInfinity : error;
                }
            }
        }

        return largest;
    }

    private void Row(int head, int query, ReadOnlySpan<int> keys, Span<double> weights, Span<double> output)
    {
        int d = _tensors.HeadDim;
        int matrix = head * _tensors.Tokens * d;
        ReadOnlySpan<float> q = _tensors.Q.AsSpan(matrix + (query * d), d);
        double top = double.NegativeInfinity;
        for (int i = 0; i < keys.Length; i++)
        {
            ReadOnlySpan<float> k = _tensors.K.AsSpan(matrix + (keys[i] * d), d);
            double dot = 0;
            for (int c = 0; c < d; c++)
            {
                dot += (double)q[c] * k[c];
            }

            weights[i] = dot * _tensors.Scale;
            top = Math.Max(top, weights[i]);
        }

        double sum = 0;
        for (int i = 0; i < keys.Length; i++)
        {
            weights[i] = Math.Exp(weights[i] - top);
            sum += weights[i];
        }

        for (int i = 0; i < keys.Length; i++)
        {
            ReadOnlySpan<float> v = _tensors.V.AsSpan(matrix + (keys[i] * d), d);
            for (int c = 0; c < d; c++)
            {
                output[c] += weights[i] / sum * v[c];
            }
        }
    }
}
