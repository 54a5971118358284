namespace TokenFlow.Attention.Cases;

/// <summary>What a kernel made of a case.</summary>
public sealed class AttentionCaseResult
{
    /// <summary>Rows of the output.</summary>
    public required int Rows { get; init; }

    /// <summary>Columns of the output: heads * headDim.</summary>
    public required int Columns { get; init; }

    /// <summary>[rows][heads * headDim].</summary>
    public required double[] Output { get; init; }

    /// <summary>Query-key pairs of head 0.</summary>
    public long Edges => EdgesByHead[0];

    /// <summary>Query-key pairs of each head; heads differ where dilations or random links do.</summary>
    public required IReadOnlyList<long> EdgesByHead { get; init; }

    /// <summary>The largest |sum of a row's weights - 1|, from weights recomputed out of the log-sum-exp; rows without keys left out.</summary>
    public required double MaxRowSumError { get; init; }

    /// <summary>Which kernel ran.</summary>
    public required string Kernel { get; init; }

    /// <summary>The largest |output - expected| where the case says what is expected, else null.</summary>
    public required double? MaxError { get; init; }
}
