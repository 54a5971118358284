using System.Runtime.Intrinsics;
using TokenFlow.Attention.Kernels.Lanes;
using TokenFlow.Attention.Patterns;

namespace TokenFlow.Attention.Kernels.Panels;

/// <summary>Computes panels, at the vector width chosen when it was made. Without state: workers share one.</summary>
internal abstract unsafe class PanelEngine
{
    /// <summary>Query rows a panel.</summary>
    public abstract int Lanes { get; }

    /// <summary>The widest path that the hardware has.</summary>
    public static VectorPath Widest =>
        Vector512.IsHardwareAccelerated ? VectorPath.Vector512
        : Vector256.IsHardwareAccelerated ? VectorPath.Vector256
        : Vector128.IsHardwareAccelerated ? VectorPath.Vector128
        : VectorPath.Scalar;

    /// <summary>The engine of a path. Paths wider than the hardware's are right, and slow.</summary>
    public static PanelEngine Create(VectorPath path) => path switch
    {
        VectorPath.Scalar => new PanelEngine<ScalarLanes, float>(),
        VectorPath.Vector128 => new PanelEngine<Lanes128, Vector128<float>>(),
        VectorPath.Vector256 => new PanelEngine<Lanes256, Vector256<float>>(),
        VectorPath.Vector512 => new PanelEngine<Lanes512, Vector512<float>>(),
        _ => throw new ArgumentOutOfRangeException(nameof(path), path, "There is no such path."),
    };

    /// <summary>Scratch numbers a worker needs.</summary>
    public abstract int ScratchLength(int headDim, int extraColumns);

    /// <summary>Numbers a partial panel takes: its sums, its maxima, its totals.</summary>
    public int PartialLength(int headDim, int extraColumns) => (headDim + extraColumns + 2) * Lanes;

    /// <summary>Computes a panel of neighbours, hubs and padded tokens among them left out, and writes it.</summary>
    public abstract void Rows(in KernelRun run, AttentionLayout layout, int head, PanelRows rows, float* scratch);

    /// <summary>Computes a panel of hub rows over the keys in [from, to).</summary>
    /// <param name="run">What is computed.</param>
    /// <param name="layout">The head's layout.</param>
    /// <param name="head">The head.</param>
    /// <param name="hubs">The rows.</param>
    /// <param name="from">The first key.</param>
    /// <param name="to">Past the last key.</param>
    /// <param name="partial">Where the partial panel goes; null when it is the whole, and is written.</param>
    /// <param name="scratch">The worker's.</param>
    public abstract void Hubs(
        in KernelRun run,
        AttentionLayout layout,
        int head,
        ReadOnlySpan<int> hubs,
        int from,
        int to,
        float* partial,
        float* scratch);

    /// <summary>Merges partial panels in ascending order: m = max m_i, l = the sum of l_i 2^(m_i - m); and writes the rows.</summary>
    public abstract void MergeHubs(
        in KernelRun run,
        AttentionLayout layout,
        int head,
        ReadOnlySpan<int> hubs,
        float* partials,
        int count,
        float* scratch);

    /// <summary>Sums the weights of a block of queries by blocks of keys, from the log-sum-exps that are written already.</summary>
    public abstract void SumBlocks(in KernelRun run, AttentionLayout layout, int head, int block, float* scratch);
}
