namespace TokenFlow.Attention.Kernels;

/// <summary>Where one row reads: its query and the matrices of its head, ordinary or global.</summary>
internal readonly unsafe struct RowSources
{
    public float* Query { get; init; }

    public float* Keys { get; init; }

    public float* Values { get; init; }

    public float* Extra { get; init; }

    public float* RandomExtra { get; init; }

    public int HeadDim { get; init; }

    public int ExtraColumns { get; init; }

    /// <summary>The scale of the scores times log2(e).</summary>
    public float Scale { get; init; }
}
