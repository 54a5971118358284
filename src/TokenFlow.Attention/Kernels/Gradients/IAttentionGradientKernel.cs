using TokenFlow.Attention.Patterns;

namespace TokenFlow.Attention.Kernels.Gradients;

/// <summary>
/// The backward pass of softmax attention over a plan's edges: from dL/dO the gradients of queries, keys and values. The
/// weights are recomputed from the saved log-sum-exp instead of being kept, as in FlashAttention (Dao et al. 2022,
/// section 3.1 and Algorithm 4): with P = exp(scale q.k - lse) and D_i = dO_i.O_i,
/// dV_j = sum_i P_ij dO_i, dS_ij = P_ij (dO_i.v_j - D_i), dQ_i = scale sum_j dS_ij k_j, dK_j = scale sum_i dS_ij q_i.
/// Further value columns take part as columns of v do.
/// </summary>
public interface IAttentionGradientKernel
{
    /// <summary>A short name for results and tables.</summary>
    string Name { get; }

    /// <summary>Computes all heads. Not thread-safe: one call at a time.</summary>
    /// <param name="inputs">What the forward pass was given.</param>
    /// <param name="plan">What the forward pass was given.</param>
    /// <param name="saved">What the forward pass wrote, and the loss's gradients of it.</param>
    /// <param name="gradients">Written in full; must not overlap the inputs.</param>
    /// <exception cref="ArgumentException">A span's length does not fit the plan.</exception>
    void Run(in AttentionInputs inputs, AttentionPlan plan, in GradientInputs saved, in AttentionGradients gradients);
}

/// <summary>What the backward pass reads beside the forward pass's inputs.</summary>
public readonly ref struct GradientInputs
{
    /// <summary>O as the forward pass wrote it, [heads][tokens][headDim].</summary>
    public required ReadOnlySpan<float> Output { get; init; }

    /// <summary>The log-sum-exps as the forward pass wrote them, [heads][tokens], natural logarithm.</summary>
    public required ReadOnlySpan<float> LogSumExp { get; init; }

    /// <summary>dL/dO, [heads][tokens][headDim].</summary>
    public required ReadOnlySpan<float> OutputGradient { get; init; }

    /// <summary>The further columns as the forward pass wrote them, [heads][tokens][extraColumns]; needed with <see cref="ExtraGradient"/>.</summary>
    public ReadOnlySpan<float> Extra { get; init; }

    /// <summary>The loss's gradient of the further columns, [heads][tokens][extraColumns], or empty where the loss does not read them.</summary>
    public ReadOnlySpan<float> ExtraGradient { get; init; }
}

/// <summary>
/// Where the backward pass writes: gradients of the inputs, each as long as its input. Tokens that take part in no edge
/// get zeros.
/// </summary>
public readonly ref struct AttentionGradients
{
    /// <summary>dL/dQ, [heads][tokens][headDim]; 0 in global rows that have projections of their own.</summary>
    public required Span<float> Q { get; init; }

    /// <summary>dL/dK, [heads][tokens][headDim].</summary>
    public required Span<float> K { get; init; }

    /// <summary>dL/dV, [heads][tokens][headDim].</summary>
    public required Span<float> V { get; init; }

    /// <summary>dL/dGlobalQ, [heads][tokens][headDim], 0 except in global rows; empty where there are no global projections.</summary>
    public Span<float> GlobalQ { get; init; }

    /// <summary>dL/dGlobalK, [heads][tokens][headDim]; empty where there are no global projections.</summary>
    public Span<float> GlobalK { get; init; }

    /// <summary>dL/dGlobalV, [heads][tokens][headDim]; empty where there are no global projections.</summary>
    public Span<float> GlobalV { get; init; }

    /// <summary>The gradient of the further columns, [tokens][extraColumns], summed over heads; empty where the loss does not read them.</summary>
    public Span<float> Extra { get; init; }

    /// <summary>The same of the columns that random edges carry; empty where there are none, or the loss does not read them.</summary>
    public Span<float> RandomExtra { get; init; }
}
