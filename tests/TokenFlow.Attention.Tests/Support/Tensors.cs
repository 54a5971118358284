using TokenFlow.Attention.Kernels;
using TokenFlow.Attention.Patterns;
using TokenFlow.Base.Numerics;

namespace TokenFlow.Attention.Tests.Support;

/// <summary>Seeded random inputs for a plan, room for the outputs, and the bounds that kernels are held to.</summary>
internal sealed class Tensors
{
    private readonly AttentionPlan _plan;
    private readonly float[] _q;
    private readonly float[] _k;
    private readonly float[] _v;
    private readonly float[] _globalQ = [];
    private readonly float[] _globalK = [];
    private readonly float[] _globalV = [];
    private readonly float[] _extra;
    private readonly float[] _randomExtra = [];
    private readonly int _headDim;
    private readonly int _extraColumns;

    public Tensors(AttentionPlan plan, int headDim, ulong seed, bool global = false, int extraColumns = 0, bool randomExtra = false, double spread = 1)
    {
        _plan = plan;
        _headDim = headDim;
        _extraColumns = extraColumns;
        var random = new SeededRandom(seed);
        int length = plan.Heads * plan.Tokens * headDim;
        _q = Fill(random, length, spread);
        _k = Fill(random, length, spread);
        _v = Fill(random, length, 1);
        if (global)
        {
            _globalQ = Fill(random, length, spread);
            _globalK = Fill(random, length, spread);
            _globalV = Fill(random, length, 1);
        }
        _extra = Fill(random, plan.Tokens * extraColumns, 1);
        if (randomExtra)
        {
            _randomExtra = Fill(random, plan.Tokens * extraColumns, 1);
        }

        Output = new float[length];
        Extra = new float[plan.Heads * plan.Tokens * extraColumns];
        LogSumExp = new float[plan.Heads * plan.Tokens];
    }

    public float[] Output { get; }

    public float[] Extra { get; }

    public float[] LogSumExp { get; }

    public AttentionInputs Inputs => new()
    {
        Heads = _plan.Heads,
        HeadDim = _headDim,
        Scale = 1 / MathF.Sqrt(_headDim),
        Q = _q,
        K = _k,
        V = _v,
        GlobalQ = _globalQ,
        GlobalK = _globalK,
        GlobalV = _globalV,
        ExtraColumns = _extraColumns,
        Extra = _extra,
        RandomExtra = _randomExtra,
    };

    public Tensors Run(IAttentionKernel kernel)
    {
        Array.Fill(Output, float.NaN);
        Array.Fill(Extra, float.NaN);
        Array.Fill(LogSumExp, float.NaN);
        kernel.Run(Inputs, _plan, new AttentionOutputs { Output = Output, Extra = Extra, LogSumExp = LogSumExp });
        return this;
    }

    public ReferenceResult Reference(bool keepWeights = false) => DenseReference.Run(ReferenceInputs.From(Inputs), _plan, keepWeights);

    /// <summary>Fails unless every number is within 1e-5 absolute + 1.3e-6 relative of the reference.</summary>
    public void AssertNear(ReferenceResult expected)
    {
        AssertNear(Output, expected.Output, "output");
        AssertNear(Extra, expected.Extra, "extra");
        AssertNear(LogSumExp, expected.LogSumExp, "log-sum-exp");
    }

    public ulong Bits()
    {
        ulong hash = 14695981039346656037;
        foreach (float[] numbers in new[] { Output, Extra, LogSumExp })
        {
            foreach (float number in numbers)
            {
                hash = (hash ^ BitConverter.SingleToUInt32Bits(number)) * 1099511628211;
            }
        }
        return hash;
    }

    private static void AssertNear(float[] actual, double[] expected, string what)
    {
        Assert.That(actual, Has.Length.EqualTo(expected.Length));
        for (int i = 0; i < actual.Length; i++)
        {
            bool same = double.IsNegativeInfinity(expected[i])
                ? float.IsNegativeInfinity(actual[i])
                : Math.Abs(actual[i] - expected[i]) <= 1e-5 + (1.3e-6 * Math.Abs(expected[i]));
            if (!same)
            {
                Assert.Fail($"{what}[{i}] is {actual[i]} where the reference has {expected[i]}");
            }
        }
    }

    private static float[] Fill(SeededRandom random, int length, double spread)
    {
        var numbers = new float[length];
        for (int i = 0; i < length; i++)
        {
            numbers[i] = (float)(random.NextGaussian() * spread);
        }

        return numbers;
    }
}
