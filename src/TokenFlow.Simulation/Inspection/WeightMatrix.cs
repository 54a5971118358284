namespace TokenFlow.Simulation.Inspection;

/// <summary>
/// The attention weights of the running layer as a square of cells: one cell an edge while all tokens fit, else blocks of
/// <see cref="Block"/> x <see cref="Block"/> tokens. A cell is what a query of its row of blocks gives to all keys of its
/// column of blocks, the mean over the row's queries: every row of cells adds up to 1, less the share of queries without keys.
/// The buffer is filled anew by <see cref="FlowSimulation.Matrix"/>.
/// </summary>
public sealed class WeightMatrix
{
    internal float[] Buffer = [];

    /// <summary>The head, or -1 for the mean over the heads.</summary>
    public int Head { get; internal set; }

    /// <summary>Tokens of the sequence.</summary>
    public int Tokens { get; internal set; }

    /// <summary>Consecutive tokens a cell; 1 where every cell is one edge. The last block may have fewer.</summary>
    public int Block { get; internal set; } = 1;

    /// <summary>Cells a side: Tokens / Block, rounded up.</summary>
    public int Cells { get; internal set; }

    /// <summary>Grows whenever the cells are computed anew, so that a view knows when to draw them anew.</summary>
    public long Version { get; internal set; }

    /// <summary>[cells][cells], a row a block of queries.</summary>
    public ReadOnlySpan<float> Weights => Buffer.AsSpan(0, Cells * Cells);

    /// <summary>What a block of queries gives to each block of keys.</summary>
    public ReadOnlySpan<float> Row(int queryBlock)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)queryBlock, (uint)Cells, nameof(queryBlock));
        return Buffer.AsSpan(queryBlock * Cells, Cells);
    }

    // What the cells were computed from.
    internal object? Source { get; set; }

    internal long Revision { get; set; } = -1;

    internal int MaxCells { get; set; }
}
