namespace TokenFlow.Attention.Kernels;

/// <summary>What <see cref="DenseReference"/> computed.</summary>
public sealed class ReferenceResult
{
    /// <summary>[heads][tokens][headDim].</summary>
    public required double[] Output { get; init; }

    /// <summary>[heads][tokens][extraColumns].</summary>
    public required double[] Extra { get; init; }

    /// <summary>[heads][tokens], natural logarithm; -infinity for rows without keys.</summary>
    public required double[] LogSumExp { get; init; }

    /// <summary>[heads][tokens][tokens] softmax weights, 0 where there is no edge; empty unless they were asked for.</summary>
    public required double[] Weights { get; init; }

    /// <summary>The largest |sum of a row's weights - 1| over rows with keys.</summary>
    public required double MaxRowSumError { get; init; }
}
