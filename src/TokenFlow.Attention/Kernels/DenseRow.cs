using TokenFlow.Attention.Patterns;

namespace TokenFlow.Attention.Kernels;

/// <summary>
/// One row of masked dense attention in double precision, straight from a kernel's own inputs: every key is asked whether it
/// is in S(i), scored, and put through one softmax. It shares no code with the kernels that it is there to check. O(n d).
/// </summary>
public static class DenseRow
{
    /// <summary>Computes a row of one head.</summary>
    /// <param name="inputs">What the kernel was given.</param>
    /// <param name="plan">What the kernel was given.</param>
    /// <param name="head">The head.</param>
    /// <param name="query">The row.</param>
    /// <param name="weights">[tokens] receives the softmax weights, 0 where there is no edge.</param>
    /// <param name="output">[headDim] receives the weighted sum of the values.</param>
    /// <param name="extra">[extraColumns] receives that of the further columns.</param>
    /// <returns>The natural logarithm of the sum of exp(scale q.k); -infinity for a row without keys, which is written as zeros.</returns>
    /// <exception cref="ArgumentException">A span's length does not fit.</exception>
    public static double Compute(
        in AttentionInputs inputs,
        AttentionPlan plan,
        int head,
        int query,
        Span<double> weights,
        Span<double> output,
        Span<double> extra)
    {
        AttentionShapes.Check(inputs, plan);
        if (weights.Length != plan.Tokens || output.Length != inputs.HeadDim || extra.Length != inputs.ExtraColumns)
        {
            throw new ArgumentException($"A row has {plan.Tokens} weights, {inputs.HeadDim} values and {inputs.ExtraColumns} further columns.");
        }

        AttentionLayout layout = plan.Head(head);
        int n = plan.Tokens, d = inputs.HeadDim, e = inputs.ExtraColumns;
        bool global = inputs.HasGlobalProjections && layout.IsHub(query);
        ReadOnlySpan<float> q = (global ? inputs.GlobalQ : inputs.Q).Slice(((head * n) + query) * d, d);
        ReadOnlySpan<float> k = (global ? inputs.GlobalK : inputs.K).Slice(head * n * d, n * d);
        ReadOnlySpan<float> v = (global ? inputs.GlobalV : inputs.V).Slice(head * n * d, n * d);
        output.Clear();
        extra.Clear();
        double maximum = double.NegativeInfinity;
        for (int key = 0; key < n; key++)
        {
            weights[key] = double.NegativeInfinity;
            if (!layout.Contains(query, key))
            {
                continue;
            }

            double dot = 0;
            for (int c = 0; c < d; c++)
            {
                dot += (double)q[c] * k[(key * d) + c];
            }

            weights[key] = inputs.Scale * dot;
            maximum = Math.Max(maximum, weights[key]);
        }
        if (double.IsNegativeInfinity(maximum))
        {
            weights.Clear();
            return maximum;
        }

        double sum = 0;
        for (int key = 0; key < n; key++)
        {
            weights[key] = Math.Exp(weights[key] - maximum);
            sum += weights[key];
        }
        for (int key = 0; key < n; key++)
        {
            weights[key] /= sum;
            if (weights[key] == 0)
            {
                continue;
            }

            for (int c = 0; c < d; c++)
            {
                output[c] += weights[key] * v[(key * d) + c];
            }

            bool random = e > 0 && !inputs.RandomExtra.IsEmpty && layout.WayOf(query, key) == EdgeWay.Random;
            ReadOnlySpan<float> carried = random ? inputs.RandomExtra : inputs.Extra;
            for (int c = 0; c < e; c++)
            {
                extra[c] += weights[key] * carried[(key * e) + c];
            }
        }
        return maximum + Math.Log(sum);
    }
}
