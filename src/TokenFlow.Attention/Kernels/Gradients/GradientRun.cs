using TokenFlow.Attention.Patterns;

namespace TokenFlow.Attention.Kernels.Gradients;

/// <summary>The pinned spans of one backward call, as the workers see them.</summary>
internal unsafe struct GradientRun
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
    public float* OutputGradient;
    public float* ExtraGradient;
    public float* GradientQ;
    public float* GradientK;
    public float* GradientV;
    public float* GradientGlobalQ;
    public float* GradientGlobalK;
    public float* GradientGlobalV;
    public float* GradientExtra;
    public float* GradientRandomExtra;

    /// <summary>D: the dot product of each row's output with its gradient, [heads][tokens].</summary>
    public float* RowDots;

    public int Tokens;
    public int HeadDim;

    /// <summary>Further columns that the loss reads; 0 where it reads none.</summary>
    public int ExtraColumns;

    public float Scale;

    /// <summary>What row <paramref name="query"/> of a head reads and adds to.</summary>
    public readonly GradientRow Row(AttentionLayout layout, int head, int query)
    {
        bool apart = GlobalQ != null && layout.IsHub(query);
        long matrix = (long)head * Tokens * HeadDim;
        long row = matrix + ((long)query * HeadDim);
        long at = ((long)head * Tokens) + query;
        return new()
        {
            Query = (apart ? GlobalQ : Q) + row,
            Keys = (apart ? GlobalK : K) + matrix,
            Values = (apart ? GlobalV : V) + matrix,
            OutputGradient = OutputGradient + row,
            ExtraGradient = ExtraGradient + (at * ExtraColumns),
            GradientQuery = (apart ? GradientGlobalQ : GradientQ) + row,
            GradientKeys = (apart ? GradientGlobalK : GradientK) + matrix,
            GradientValues = (apart ? GradientGlobalV : GradientV) + matrix,
            LogSumExp = (float)(LogSumExp[at] * Math.Log2(Math.E)),
        };
    }

    /// <summary>The scores' weights and gradients of consecutive keys of one way.</summary>
    public readonly void Weigh(in GradientRow row, float rowDot, KeyRun keys, float* weights, float* scores)
    {
        long at = (long)keys.Start * HeadDim;
        RowMath.Dots(row.Query, row.Keys + at, keys.Length, HeadDim, Scale * Exponential.Log2E, weights);
        RowMath.Dots(row.OutputGradient, row.Values + at, keys.Length, HeadDim, 1, scores);
        if (ExtraColumns > 0)
        {
            float* extra = (keys.Way == EdgeWay.Random ? RandomExtra : Extra) + ((long)keys.Start * ExtraColumns);
            RowMath.Dots(row.ExtraGradient, extra, keys.Length, ExtraColumns, 1, scores, add: true);
        }
        GradientMath.Weigh(weights, scores, keys.Length, row.LogSumExp, rowDot, Scale);
    }
}

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
