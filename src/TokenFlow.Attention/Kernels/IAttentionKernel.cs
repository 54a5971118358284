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
