using TokenFlow.Attention.Patterns;

namespace TokenFlow.Attention.Kernels;

/// <summary>
/// Masked dense attention in double precision: every one of the n x n pairs is scored, pairs outside S(i) are masked with
/// -infinity, and the row is put through a softmax. O(n^2 d), one row in memory at a time unless weights are wanted.
/// What every kernel is held against.
/// </summary>
public static class DenseReference
{
    /// <summary>Computes all heads.</summary>
    /// <param name="inputs">Double-precision inputs.</param>
    /// <param name="plan">Who reads whom.</param>
    /// <param name="keepWeights">Whether to return all n x n weights as well.</param>
    /// <exception cref="ArgumentException">A length does not fit the plan.</exception>
    public static ReferenceResult Run(ReferenceInputs inputs, AttentionPlan plan, bool keepWeights = false)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        ArgumentNullException.ThrowIfNull(plan);
        int n = plan.Tokens, d = inputs.HeadDim, e = inputs.ExtraColumns;
        if (inputs.Heads != plan.Heads || inputs.Q.LongLength != (long)plan.Heads * n * d
            || inputs.K.LongLength != inputs.Q.LongLength || inputs.V.LongLength != inputs.Q.LongLength
            || inputs.Extra.LongLength != (long)n * e)
        {
            throw new ArgumentException("The inputs do not fit the plan.");
        }
        var output = new double[inputs.Q.Length];
        var extra = new double[plan.Heads * n * e];
        var logSumExp = new double[plan.Heads * n];
        var weights = new double[keepWeights ? checked(plan.Heads * n * n) : 0];
        var row = new double[n];
        double maxRowSumError = 0;
        for (int head = 0; head < plan.Heads; head++)
        {
            AttentionLayout layout = plan.Head(head);
            for (int query = 0; query < n; query++)
            {
                int at = (head * n) + query;
                bool global = inputs.GlobalQ.Length > 0 && layout.IsHub(query);
                ReadOnlySpan<double> q = (global ? inputs.GlobalQ : inputs.Q).AsSpan(at * d, d);
                ReadOnlySpan<double> k = (global ? inputs.GlobalK : inputs.K).AsSpan(head * n * d, n * d);
                ReadOnlySpan<double> v = (global ? inputs.GlobalV : inputs.V).AsSpan(head * n * d, n * d);
                for (int key = 0; key < n; key++)
                {
                    row[key] = layout.Contains(query, key) ? inputs.Scale * Dot(q, k.Slice(key * d, d)) : double.NegativeInfinity;
                }

                logSumExp[at] = Softmax(row);
                if (double.IsNegativeInfinity(logSumExp[at]))
                {
                    continue;
                }

                maxRowSumError = Math.Max(maxRowSumError, Math.Abs(Sum(row) - 1));
                if (keepWeights)
                {
                    row.CopyTo(weights.AsSpan(at * n, n));
                }

                Combine(row, v, output.AsSpan(at * d, d));
                Carry(inputs, layout, query, row, extra.AsSpan(at * e, e));
            }
        }
        return new() { Output = output, Extra = extra, LogSumExp = logSumExp, Weights = weights, MaxRowSumError = maxRowSumError };
    }

    private static double Dot(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        double sum = 0;
        for (int c = 0; c < a.Length; c++)
        {
            sum += a[c] * b[c];
        }

        return sum;
    }

    private static double Sum(ReadOnlySpan<double> row)
    {
        double sum = 0;
        foreach (double weight in row)
        {
            sum += weight;
        }

        return sum;
    }

    // In place; an all-masked row becomes zeros. Weights are formed from the log-sum-exp, as EdgeWeights forms them,
    // so that their sum says something about it.
    private static double Softmax(Span<double> row)
    {
        double maximum = double.NegativeInfinity;
        foreach (double score in row)
        {
            maximum = Math.Max(maximum, score);
        }

        if (double.IsNegativeInfinity(maximum))
        {
            row.Clear();
            return maximum;
        }
        double sum = 0;
        foreach (double score in row)
        {
            sum += Math.Exp(score - maximum);
        }

        double logSumExp = maximum + Math.Log(sum);
        for (int key = 0; key < row.Length; key++)
        {
            row[key] = Math.Exp(row[key] - logSumExp);
        }

        return logSumExp;
    }

    private static void Combine(ReadOnlySpan<double> weights, ReadOnlySpan<double> values, Span<double> output)
    {
        for (int key = 0; key < weights.Length; key++)
        {
            if (weights[key] == 0)
            {
                continue;
            }

            for (int c = 0; c < output.Length; c++)
            {
                output[c] += weights[key] * values[(key * output.Length) + c];
            }
        }
    }

    private static void Carry(ReferenceInputs inputs, AttentionLayout layout, int query, ReadOnlySpan<double> weights, Span<double> carried)
    {
        if (carried.IsEmpty)
        {
            return;
        }

        for (int key = 0; key < weights.Length; key++)
        {
            if (weights[key] == 0)
            {
                continue;
            }

            bool random = inputs.RandomExtra.Length > 0 && layout.WayOf(query, key) == EdgeWay.Random;
            ReadOnlySpan<double> extra = (random ? inputs.RandomExtra : inputs.Extra).AsSpan(key * carried.Length, carried.Length);
            for (int c = 0; c < carried.Length; c++)
            {
                carried[c] += weights[key] * extra[c];
            }
        }
    }
}

/// <summary>What <see cref="DenseReference"/> computed.</summary>
public sealed class ReferenceResult
{
    /// <summary>[heads][tokens][headDim].</summary>
    public required double[] Output { get; init; }

    /// <summary>[heads][tokens][extraColumns].</summary>
    public required double[] Extra { get; init; }

    /// <summary>[heads][tokens], natural logarithm; -infinity for rows without keys.</summary>
    public required double[] LogSumExp { get; init; }

    /// <summary>[heads][tokens][tokens] softmax weights, 0 where there is no edge; empty unless they were asked for.</summary>
    public required double[] Weights { get; init; }

    /// <summary>The largest |sum of a row's weights - 1| over rows with keys.</summary>
    public required double MaxRowSumError { get; init; }
}
