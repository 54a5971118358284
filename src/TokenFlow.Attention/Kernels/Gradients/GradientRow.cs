namespace TokenFlow.Attention.Kernels.Gradients;

/// <summary>Where one row's backward pass reads and adds: its own vectors and the matrices of its head, ordinary or global.</summary>
internal readonly unsafe struct GradientRow
{
    public float* Query { get; init; }

    public float* Keys { get; init; }

    public float* Values { get; init; }

    public float* OutputGradient { get; init; }

    public float* ExtraGradient { get; init; }

    public float* GradientQuery { get; init; }

    public float* GradientKeys { get; init; }

    public float* GradientValues { get; init; }

    /// <summary>The row's log-sum-exp to base 2.</summary>
    public float LogSumExp { get; init; }
}
