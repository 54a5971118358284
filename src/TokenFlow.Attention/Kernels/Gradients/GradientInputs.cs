namespace TokenFlow.Attention.Kernels.Gradients;

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
