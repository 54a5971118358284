namespace TokenFlow.Attention.Kernels;

/// <summary>The pinned spans of one kernel call, as the workers see them.</summary>
internal unsafe struct KernelRun
{
    public float* Q;
    public float* K;
    public float* V;
    public float* GlobalQ;
    public float* GlobalK;
    public float* GlobalV;
    public float* Extra;
    public float* RandomExtra;
    public float* Output;
    public float* OutputExtra;
    public float* LogSumExp;
    public float* BlockSums;
    public int BlockTokens;
    public int Tokens;
    public int HeadDim;
    public int ExtraColumns;
    public float Scale;

    /// <summary>Blocks a side of the block sums.</summary>
    public readonly int Blocks => (int)(((long)Tokens + BlockTokens - 1) / BlockTokens);

    /// <summary>The natural logarithm of sum 2^maximum.</summary>
    public static float LogSumExpOf(float maximum, float sum) => (float)((maximum + Math.Log2(sum)) * (1 / 1.4426950408889634));

    /// <summary>What row <paramref name="query"/> of a head reads from.</summary>
    public readonly RowSources Sources(int head, int query, bool global)
    {
        long matrix = (long)head * Tokens * HeadDim;
        long row = matrix + ((long)query * HeadDim);
        bool apart = global && GlobalQ != null;
        return new()
        {
            Query = (apart ? GlobalQ : Q) + row,
            Keys = (apart ? GlobalK : K) + matrix,
            Values = (apart ? GlobalV : V) + matrix,
            Extra = Extra,
            RandomExtra = RandomExtra,
            HeadDim = HeadDim,
            ExtraColumns = ExtraColumns,
            Scale = Scale * Exponential.Log2E,
        };
    }

    /// <summary>Writes a finished row from its unnormalised sums.</summary>
    public readonly void Finish(int head, int query, float* sums, float maximum, float sum)
    {
        long row = ((long)head * Tokens) + query;
        float factor = sum > 0 ? 1 / sum : sum;
        bool empty = sum == 0;
        float* output = Output + (row * HeadDim);
        for (int c = 0; c < HeadDim; c++)
        {
            output[c] = empty ? 0 : sums[c] * factor;
        }

        float* extra = OutputExtra + (row * ExtraColumns);
        for (int c = 0; c < ExtraColumns; c++)
        {
            extra[c] = empty ? 0 : sums[HeadDim + c] * factor;
        }

        if (LogSumExp != null)
        {
            LogSumExp[row] = sum == 0 ? float.NegativeInfinity : LogSumExpOf(maximum, sum);
        }
    }
}

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
