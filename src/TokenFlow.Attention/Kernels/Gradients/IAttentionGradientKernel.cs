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
