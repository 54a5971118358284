namespace TokenFlow.Attention.Kernels.Gradients;

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
