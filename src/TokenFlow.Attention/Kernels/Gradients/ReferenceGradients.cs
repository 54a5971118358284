namespace TokenFlow.Attention.Kernels.Gradients;

/// <summary>What <see cref="DenseGradientReference"/> computed; shapes as in <see cref="AttentionGradients"/>, empty where an input is.</summary>
public sealed class ReferenceGradients
{
    /// <summary>[heads][tokens][headDim].</summary>
    public required double[] Q { get; init; }

    /// <summary>[heads][tokens][headDim].</summary>
    public required double[] K { get; init; }

    /// <summary>[heads][tokens][headDim].</summary>
    public required double[] V { get; init; }

    /// <summary>[heads][tokens][headDim].</summary>
    public required double[] GlobalQ { get; init; }

    /// <summary>[heads][tokens][headDim].</summary>
    public required double[] GlobalK { get; init; }

    /// <summary>[heads][tokens][headDim].</summary>
    public required double[] GlobalV { get; init; }

    /// <summary>[tokens][extraColumns].</summary>
    public required double[] Extra { get; init; }

    /// <summary>[tokens][extraColumns].</summary>
    public required double[] RandomExtra { get; init; }
}
