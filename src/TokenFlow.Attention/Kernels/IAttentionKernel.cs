using TokenFlow.Attention.Patterns;

namespace TokenFlow.Attention.Kernels;

/// <summary>
/// Softmax attention over a plan's edges: output i = sum over j in S(i) of softmax_j(scale q_i.k_j) v_j, each key once, in
/// one softmax, the row's maximum subtracted.
/// </summary>
public interface IAttentionKernel
{
    /// <summary>A short name for results and tables.</summary>
    string Name { get; }

    /// <summary>Computes all heads. Not thread-safe: one call at a time.</summary>
    /// <param name="inputs">Queries, keys, values and what they carry beside.</param>
    /// <param name="plan">Who reads whom; its tokens and heads are those of the inputs.</param>
    /// <param name="outputs">Written in full; must not overlap the inputs.</param>
    /// <exception cref="ArgumentException">A span's length does not fit the plan.</exception>
    void Run(in AttentionInputs inputs, AttentionPlan plan, in AttentionOutputs outputs);
}

/// <summary>
/// Where attention writes. A row without keys (padded, or all its edges cut) is written as zeros, its log-sum-exp as -infinity.
/// </summary>
public readonly ref struct AttentionOutputs
{
    /// <summary>[heads][tokens][headDim].</summary>
    public required Span<float> Output { get; init; }

    /// <summary>[heads][tokens][extraColumns]; empty where there are none.</summary>
    public Span<float> Extra { get; init; }

    /// <summary>[heads][tokens]: the natural logarithm of the sum of exp(scale q.k) over a row's keys. Empty where it is not wanted.</summary>
    public Span<float> LogSumExp { get; init; }

    /// <summary>
    /// [heads][nb][nb] with nb = ceil(tokens / <see cref="BlockTokens"/>), for pictures of the weight matrix: the sum of the
    /// softmax weights that a block of queries gives to a block of keys. Empty where it is not wanted. It asks for
    /// <see cref="LogSumExp"/> and computes all scores a second time. A row whose log-sum-exp is not finite gives nothing.
    /// </summary>
    public Span<float> BlockSums { get; init; }

    /// <summary>Tokens a block of <see cref="BlockSums"/>; 64 unless told. Larger blocks keep the matrix of a long sequence small.</summary>
    public int BlockTokens { get; init; } = 64;

    /// <summary>Outputs without any of the optional ones.</summary>
    public AttentionOutputs()
    {
    }
}
