using TokenFlow.Attention.Patterns;

namespace TokenFlow.Attention.Kernels;

/// <summary>
/// All softmax weights of one row, computed by itself: scores, maximum, exponentials, sum, one after the other in the order of
/// the keys. For what must be known of a row before a kernel has run; after it <see cref="EdgeWeights"/> is cheaper.
/// </summary>
public static unsafe class RowWeights
{
    /// <summary>The row's keys and weights. O(keys x headDim); nothing is allocated.</summary>
    /// <param name="inputs">What the kernel will be given; values are not read.</param>
    /// <param name="plan">Who reads whom.</param>
    /// <param name="head">The head.</param>
    /// <param name="query">The row.</param>
    /// <param name="keys">Receives the keys, ascending; <see cref="AttentionLayout.CountKeys"/> long or longer.</param>
    /// <param name="weights">Receives the weights, as long; they add up to 1.</param>
    /// <returns>How many keys the row has; 0 leaves the spans as they were.</returns>
    /// <exception cref="ArgumentException">A span is too short.</exception>
    public static int Compute(in AttentionInputs inputs, AttentionPlan plan, int head, int query, Span<int> keys, Span<float> weights)
    {
        AttentionShapes.Check(inputs, plan);
        AttentionLayout layout = plan.Head(head);
        int d = inputs.HeadDim;
        int matrix = head * plan.Tokens * d;
        bool global = inputs.HasGlobalProjections && layout.IsHub(query);
        int count = 0;
        fixed (float* q = (global ? inputs.GlobalQ : inputs.Q).Slice(matrix + (query * d), d))
        fixed (float* k = (global ? inputs.GlobalK : inputs.K).Slice(matrix, plan.Tokens * d))
        fixed (float* target = weights)
        {
            foreach (KeyRun run in layout.Runs(query))
            {
                if (count + run.Length > keys.Length || count + run.Length > weights.Length)
                {
                    throw new ArgumentException($"Row {query} has more keys than the buffers hold.");
                }

                for (int key = run.Start; key < run.End; key++)
                {
                    keys[count + key - run.Start] = key;
                }

                RowMath.Dots(q, k + ((long)run.Start * d), run.Length, d, inputs.Scale * Exponential.Log2E, target + count);
                count += run.Length;
            }
            if (count == 0)
            {
                return 0;
            }

            float sum = RowMath.Exponentiate(target, count, RowMath.Maximum(target, count));
            RowMath.Multiply(target, count, 1 / sum);
        }
        return count;
    }

    /// <summary>The heaviest of some keys, heaviest first, equal ones by ascending key. O(keys log k), nothing allocated.</summary>
    /// <param name="keys">The keys.</param>
    /// <param name="weights">Their weights, as long.</param>
    /// <param name="strongest">Receives the keys; its length is k, the most that are wanted.</param>
    /// <param name="strongestWeights">Receives their weights, as long.</param>
    /// <returns>How many there are, at most k.</returns>
    /// <exception cref="ArgumentException">Two spans that belong together differ in length.</exception>
    public static int Strongest(ReadOnlySpan<int> keys, ReadOnlySpan<float> weights, Span<int> strongest, Span<float> strongestWeights)
    {
        if (keys.Length != weights.Length || strongest.Length != strongestWeights.Length)
        {
            throw new ArgumentException($"{keys.Length} keys have {weights.Length} weights, and there is room for {strongest.Length} and {strongestWeights.Length}.");
        }

        if (strongest.IsEmpty)
        {
            return 0;
        }

        var best = new HeaviestKeys(strongest, strongestWeights);
        for (int i = 0; i < keys.Length; i++)
        {
            best.Offer(keys[i], weights[i]);
        }

        return best.Sort();
    }
}
