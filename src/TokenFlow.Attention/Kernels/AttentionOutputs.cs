namespace TokenFlow.Attention.Kernels;

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
}
