namespace TokenFlow.Attention.Kernels;

/// <summary>The inputs of <see cref="DenseReference"/> in double precision; shapes and meaning as in <see cref="AttentionInputs"/>.</summary>
public sealed class ReferenceInputs
{
    /// <summary>Number of heads.</summary>
    public required int Heads { get; init; }

    /// <summary>Columns a head.</summary>
    public required int HeadDim { get; init; }

    /// <summary>Factor of the scores.</summary>
    public required double Scale { get; init; }

    /// <summary>[heads][tokens][headDim].</summary>
    public required double[] Q { get; init; }

    /// <summary>[heads][tokens][headDim].</summary>
    public required double[] K { get; init; }

    /// <summary>[heads][tokens][headDim].</summary>
    public required double[] V { get; init; }

    /// <summary>[heads][tokens][headDim], or empty to use <see cref="Q"/>.</summary>
    public double[] GlobalQ { get; init; } = [];

    /// <summary>[heads][tokens][headDim], or empty to use <see cref="K"/>.</summary>
    public double[] GlobalK { get; init; } = [];

    /// <summary>[heads][tokens][headDim], or empty to use <see cref="V"/>.</summary>
    public double[] GlobalV { get; init; } = [];

    /// <summary>Further value columns.</summary>
    public int ExtraColumns { get; init; }

    /// <summary>[tokens][extraColumns].</summary>
    public double[] Extra { get; init; } = [];

    /// <summary>[tokens][extraColumns] for random edges, or empty to use <see cref="Extra"/>.</summary>
    public double[] RandomExtra { get; init; } = [];

    /// <summary>Widens single-precision inputs; no value changes.</summary>
    public static ReferenceInputs From(in AttentionInputs inputs) => new()
    {
        Heads = inputs.Heads,
        HeadDim = inputs.HeadDim,
        Scale = inputs.Scale,
        Q = Widen(inputs.Q),
        K = Widen(inputs.K),
        V = Widen(inputs.V),
        GlobalQ = Widen(inputs.GlobalQ),
        GlobalK = Widen(inputs.GlobalK),
        GlobalV = Widen(inputs.GlobalV),
        ExtraColumns = inputs.ExtraColumns,
        Extra = Widen(inputs.Extra),
        RandomExtra = Widen(inputs.RandomExtra),
    };

    private static double[] Widen(ReadOnlySpan<float> numbers)
    {
        var wide = new double[numbers.Length];
        System.Numerics.Tensors.TensorPrimitives.ConvertTruncating(numbers, wide);
        return wide;
    }
}
