using TokenFlow.Attention.Kernels;
using TokenFlow.Attention.Patterns;
using TokenFlow.Base.Numerics;

namespace TokenFlow.Studies.Complexity;

/// <summary>Seeded Gaussian queries, keys and values of one size, and room for what a kernel makes of them.</summary>
public sealed class AttentionTensors
{
    private const ulong Seed = 0x5EED;
    private float[] _extra = [];
    private float[] _extraOut = [];

    /// <param name="tokens">n.</param>
    /// <param name="heads">H.</param>
    /// <param name="headDim">d.</param>
    public AttentionTensors(int tokens, int heads, int headDim)
    {
        Tokens = tokens;
        Heads = heads;
        HeadDim = headDim;
        int length = checked(heads * tokens * headDim);
        Q = Gaussian(length, Seed);
        K = Gaussian(length, Seed + 1);
        V = Gaussian(length, Seed + 2);
        Output = new float[length];
        LogSumExp = new float[heads * tokens];
    }

    public int Tokens { get; }

    public int Heads { get; }

    public int HeadDim { get; }

    /// <summary>Queries, [heads][tokens][headDim].</summary>
    public float[] Q { get; }

    /// <summary>Keys, [heads][tokens][headDim].</summary>
    public float[] K { get; }

    /// <summary>Values, [heads][tokens][headDim].</summary>
    public float[] V { get; }

    /// <summary>What the last run wrote, [heads][tokens][headDim].</summary>
    public float[] Output { get; }

    /// <summary>What the last run wrote, [heads][tokens].</summary>
    public float[] LogSumExp { get; }

    /// <summary>1/sqrt(d).</summary>
    public float Scale => 1 / MathF.Sqrt(HeadDim);

    /// <summary>Edges of all heads of a plan.</summary>
    public static long AllEdges(AttentionPlan plan)
    {
        long edges = 0;
        for (int head = 0; head < plan.Heads; head++)
        {
            edges += plan.Head(head).CountEdges();
        }

        return edges;
    }

    /// <summary>Useful arithmetic of one call: a multiply-add a column for the score and one for the value, on each edge.</summary>
    public double Flop(AttentionPlan plan) => 4.0 * HeadDim * AllEdges(plan);

    /// <summary>Runs a kernel, with so many tracer columns; those are made at the first call that wants them.</summary>
    public void Run(IAttentionKernel kernel, AttentionPlan plan, int extraColumns = 0)
    {
        if (_extra.Length < Tokens * extraColumns)
        {
            _extra = Gaussian(Tokens * extraColumns, Seed + 3);
            _extraOut = new float[Heads * Tokens * extraColumns];
        }

        kernel.Run(
            new AttentionInputs
            {
                Heads = Heads,
                HeadDim = HeadDim,
                Scale = Scale,
                Q = Q,
                K = K,
                V = V,
                ExtraColumns = extraColumns,
                Extra = _extra.AsSpan(0, Tokens * extraColumns),
            },
            plan,
            new AttentionOutputs { Output = Output, Extra = _extraOut.AsSpan(0, Heads * Tokens * extraColumns), LogSumExp = LogSumExp });
    }

    private static float[] Gaussian(int length, ulong seed)
    {
        var random = new SeededRandom(seed);
        var values = new float[length];
        for (int i = 0; i < length; i++)
        {
            values[i] = (float)random.NextGaussian();
        }

        return values;
    }
}
