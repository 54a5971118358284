using TokenFlow.Attention.Patterns;

namespace TokenFlow.Attention.Kernels;

/// <summary>What attention reads. All matrices are head-major and row-major: [heads][tokens][headDim].</summary>
public readonly ref struct AttentionInputs
{
    /// <summary>Number of heads, that of the plan.</summary>
    public required int Heads { get; init; }

    /// <summary>d, columns a head; any positive number, multiples of 16 are fastest.</summary>
    public required int HeadDim { get; init; }

    /// <summary>What scores are multiplied by before the softmax: 1/sqrt(d), times an inverse temperature where there is one.</summary>
    public required float Scale { get; init; }

    /// <summary>Queries, [heads][tokens][headDim].</summary>
    public required ReadOnlySpan<float> Q { get; init; }

    /// <summary>Keys, [heads][tokens][headDim].</summary>
    public required ReadOnlySpan<float> K { get; init; }

    /// <summary>Values, [heads][tokens][headDim].</summary>
    public required ReadOnlySpan<float> V { get; init; }

    /// <summary>
    /// Queries of the global rows (queries that are working hubs), [heads][tokens][headDim], or empty to use <see cref="Q"/>.
    /// Longformer projects global rows apart (Beltagy et al. 2020, section 3.1); the other rows use the ordinary projections
    /// for the global columns too, so the edge set is symmetric and the weights are not.
    /// </summary>
    public ReadOnlySpan<float> GlobalQ { get; init; }

    /// <summary>Keys as global rows see them, [heads][tokens][headDim], or empty to use <see cref="K"/>.</summary>
    public ReadOnlySpan<float> GlobalK { get; init; }

    /// <summary>Values as global rows see them, [heads][tokens][headDim], or empty to use <see cref="V"/>.</summary>
    public ReadOnlySpan<float> GlobalV { get; init; }

    /// <summary>e, further value columns (tracers); 0 for none.</summary>
    public int ExtraColumns { get; init; }

    /// <summary>The further columns, [tokens][extraColumns], the same for all heads and for global rows.</summary>
    public ReadOnlySpan<float> Extra { get; init; }

    /// <summary>
    /// [tokens][extraColumns] or empty. Where given, edges whose way is <see cref="EdgeWay.Random"/> carry these columns instead of <see cref="Extra"/>.
    /// </summary>
    public ReadOnlySpan<float> RandomExtra { get; init; }

    /// <summary>Whether global rows have projections of their own.</summary>
    public bool HasGlobalProjections => !GlobalQ.IsEmpty;
}
