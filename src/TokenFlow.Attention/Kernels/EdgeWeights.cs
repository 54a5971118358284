using System.Runtime.CompilerServices;
using TokenFlow.Attention.Patterns;

namespace TokenFlow.Attention.Kernels;

/// <summary>
/// Weights of single edges, recomputed on demand from a kernel's log-sum-exp as p = exp(scale q.k - lse), because keeping
/// them all would cost O(edges). Global rows use their own projections. Nothing is allocated.
/// </summary>
public static unsafe class EdgeWeights
{
    private const int Some = 256;

    /// <summary>All edges of one row, ascending by key.</summary>
    /// <param name="inputs">What the kernel was given.</param>
    /// <param name="plan">What the kernel was given.</param>
    /// <param name="logSumExp">[heads][tokens], as the kernel wrote it.</param>
    /// <param name="head">The head.</param>
    /// <param name="query">The row.</param>
    /// <param name="keys">Receives the keys; <see cref="AttentionLayout.CountKeys"/> long or longer.</param>
    /// <param name="weights">Receives the softmax weights, as long.</param>
    /// <param name="ways">Receives the ways; empty where they are not wanted.</param>
    /// <returns>How many edges the row has.</returns>
    /// <exception cref="ArgumentException">A span is too short.</exception>
    public static int CopyRow(
        in AttentionInputs inputs,
        AttentionPlan plan,
        ReadOnlySpan<float> logSumExp,
        int head,
        int query,
        Span<int> keys,
        Span<float> weights,
        Span<EdgeWay> ways)
    {
        Check(inputs, plan, logSumExp);
        AttentionLayout layout = plan.Head(head);
        int count = 0;
        float lse = LogBase2(logSumExp[(head * plan.Tokens) + query]);
        bool global = inputs.HasGlobalProjections && layout.IsHub(query);
        int d = inputs.HeadDim;
        fixed (float* q = Row(global ? inputs.GlobalQ : inputs.Q, plan, d, head, query))
        fixed (float* k = Matrix(global ? inputs.GlobalK : inputs.K, plan, d, head))
        fixed (float* target = weights)
        {
            foreach (KeyRun run in layout.Runs(query))
            {
                if (count + run.Length > keys.Length || count + run.Length > weights.Length || (!ways.IsEmpty && count + run.Length > ways.Length))
                {
                    throw new ArgumentException($"Row {query} has more edges than the buffers hold.");
                }

                for (int key = run.Start; key < run.End; key++)
                {
                    keys[count + key - run.Start] = key;
                }

                if (!ways.IsEmpty)
                {
                    ways.Slice(count, run.Length).Fill(run.Way);
                }

                RowMath.Dots(q, k + ((long)run.Start * d), run.Length, d, inputs.Scale * Exponential.Log2E, target + count);
                count += run.Length;
            }
            RowMath.Exponentiate(target, count, lse);
        }
        return count;
    }

    /// <summary>The weight of one edge, 0 where there is none.</summary>
    public static float Weight(in AttentionInputs inputs, AttentionPlan plan, ReadOnlySpan<float> logSumExp, int head, int query, int key)
    {
        Check(inputs, plan, logSumExp);
        AttentionLayout layout = plan.Head(head);
        if (!layout.Contains(query, key))
        {
            return 0;
        }

        bool global = inputs.HasGlobalProjections && layout.IsHub(query);
        int d = inputs.HeadDim;
        fixed (float* q = Row(global ? inputs.GlobalQ : inputs.Q, plan, d, head, query))
        fixed (float* k = Row(global ? inputs.GlobalK : inputs.K, plan, d, head, key))
        {
            float score = inputs.Scale * Exponential.Log2E * RowMath.Dot(q, k, d);
            return Exponential.Exp2(score - LogBase2(logSumExp[(head * plan.Tokens) + query]));
        }
    }

    /// <summary>What every query gives to one key: a column of the weight matrix, 0 where there is no edge.</summary>
    /// <param name="inputs">What the kernel was given.</param>
    /// <param name="plan">What the kernel was given.</param>
    /// <param name="logSumExp">[heads][tokens], as the kernel wrote it.</param>
    /// <param name="head">The head.</param>
    /// <param name="key">The column.</param>
    /// <param name="weights">[tokens]; written in full.</param>
    /// <exception cref="ArgumentException">A span's length does not fit the plan.</exception>
    public static void CopyColumn(
        in AttentionInputs inputs,
        AttentionPlan plan,
        ReadOnlySpan<float> logSumExp,
        int head,
        int key,
        Span<float> weights)
    {
        Check(inputs, plan, logSumExp);
        if (weights.Length != plan.Tokens)
        {
            throw new ArgumentException($"A column has {plan.Tokens} weights, the buffer {weights.Length}.");
        }

        AttentionLayout layout = plan.Head(head);
        int d = inputs.HeadDim;
        float scale = inputs.Scale * Exponential.Log2E;
        fixed (float* q = Matrix(inputs.Q, plan, d, head))
        fixed (float* k = Row(inputs.K, plan, d, head, key))
        fixed (float* globalQ = inputs.GlobalQ, globalK = inputs.GlobalK)
        {
            long matrix = (long)head * plan.Tokens * d;
            for (int query = 0; query < weights.Length; query++)
            {
                weights[query] = 0;
                if (!layout.Contains(query, key))
                {
                    continue;
                }

                float dot = globalQ != null && layout.IsHub(query)
                    ? RowMath.Dot(globalQ + matrix + ((long)query * d), globalK + matrix + ((long)key * d), d)
                    : RowMath.Dot(q + ((long)query * d), k, d);
                weights[query] = Exponential.Exp2((scale * dot) - LogBase2(logSumExp[(head * plan.Tokens) + query]));
            }
        }
    }

    /// <summary>
    /// The heaviest edges of one row, heaviest first, equal ones by ascending key. All of the row's weights are computed, only
    /// the best kept: O(edges log k), nothing allocated.
    /// </summary>
    /// <param name="inputs">What the kernel was given.</param>
    /// <param name="plan">What the kernel was given.</param>
    /// <param name="logSumExp">[heads][tokens], as the kernel wrote it.</param>
    /// <param name="head">The head.</param>
    /// <param name="query">The row.</param>
    /// <param name="keys">Receives the keys; its length is k, the most edges wanted.</param>
    /// <param name="weights">Receives the softmax weights, as long.</param>
    /// <returns>How many edges there are, at most k.</returns>
    /// <exception cref="ArgumentException">The two spans differ in length.</exception>
    [SkipLocalsInit]
    public static int TopKeys(
        in AttentionInputs inputs,
        AttentionPlan plan,
        ReadOnlySpan<float> logSumExp,
        int head,
        int query,
        Span<int> keys,
        Span<float> weights)
    {
        Check(inputs, plan, logSumExp);
        if (keys.Length != weights.Length)
        {
            throw new ArgumentException($"There is room for {keys.Length} keys and {weights.Length} weights.");
        }

        if (keys.IsEmpty)
        {
            return 0;
        }

        AttentionLayout layout = plan.Head(head);
        float lse = LogBase2(logSumExp[(head * plan.Tokens) + query]);
        bool global = inputs.HasGlobalProjections && layout.IsHub(query);
        int d = inputs.HeadDim;
        float* some = stackalloc float[Some];
        var best = new HeaviestKeys(keys, weights);
        fixed (float* q = Row(global ? inputs.GlobalQ : inputs.Q, plan, d, head, query))
        fixed (float* k = Matrix(global ? inputs.GlobalK : inputs.K, plan, d, head))
        {
            foreach (KeyRun run in layout.Runs(query))
            {
                for (int from = run.Start; from < run.End; from += Some)
                {
                    int count = Math.Min(Some, run.End - from);
                    RowMath.Dots(q, k + ((long)from * d), count, d, inputs.Scale * Exponential.Log2E, some);
                    RowMath.Exponentiate(some, count, lse);
                    for (int i = 0; i < count; i++)
                    {
                        best.Offer(from + i, some[i]);
                    }
                }
            }
        }
        return best.Sort();
    }

    private static float LogBase2(float natural) => (float)(natural * Math.Log2(Math.E));

    private static ReadOnlySpan<float> Matrix(ReadOnlySpan<float> all, AttentionPlan plan, int d, int head) =>
        all.Slice(head * plan.Tokens * d, plan.Tokens * d);

    private static ReadOnlySpan<float> Row(ReadOnlySpan<float> all, AttentionPlan plan, int d, int head, int token) =>
        all.Slice(((head * plan.Tokens) + token) * d, d);

    private static void Check(in AttentionInputs inputs, AttentionPlan plan, ReadOnlySpan<float> logSumExp)
    {
        AttentionShapes.Check(inputs, plan);
        if (logSumExp.Length != plan.Heads * plan.Tokens)
        {
            throw new ArgumentException($"There are {logSumExp.Length} log-sum-exps for {plan.Heads} x {plan.Tokens} rows.");
        }
    }
}
