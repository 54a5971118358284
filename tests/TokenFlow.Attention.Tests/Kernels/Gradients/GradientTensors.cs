using TokenFlow.Attention.Kernels;
using TokenFlow.Attention.Kernels.Gradients;
using TokenFlow.Attention.Patterns;
using TokenFlow.Attention.Tests.Support;
using TokenFlow.Base.Numerics;

namespace TokenFlow.Attention.Tests.Kernels.Gradients;

/// <summary>A forward pass, a random gradient of its outputs, and room for the gradients of its inputs.</summary>
internal sealed class GradientTensors
{
    private readonly AttentionPlan _plan;
    private readonly Tensors _tensors;
    private readonly float[] _outputGradient;
    private readonly float[] _extraGradient;
    private readonly float[][] _gradients;

    public GradientTensors(AttentionPlan plan, int headDim, ulong seed, bool global = false, int extraColumns = 0, bool randomExtra = false, bool readsExtra = true, double spread = 1)
    {
        _plan = plan;
        _tensors = new Tensors(plan, headDim, seed, global, extraColumns, randomExtra, spread).Run(new ScalarSparseKernel());
        var random = new SeededRandom(seed + 1000);
        _outputGradient = [.. Enumerable.Range(0, _tensors.Output.Length).Select(_ => (float)random.NextGaussian())];
        _extraGradient = readsExtra ? [.. Enumerable.Range(0, _tensors.Extra.Length).Select(_ => (float)random.NextGaussian())] : [];
        int matrix = _tensors.Output.Length, extra = _extraGradient.Length > 0 ? plan.Tokens * extraColumns : 0;
        _gradients =
        [
            new float[matrix], new float[matrix], new float[matrix],
            new float[global ? matrix : 0], new float[global ? matrix : 0], new float[global ? matrix : 0],
            new float[extra], new float[randomExtra ? extra : 0],
        ];
    }

    public AttentionInputs Inputs => _tensors.Inputs;

    public GradientInputs Saved => new()
    {
        Output = _tensors.Output,
        LogSumExp = _tensors.LogSumExp,
        OutputGradient = _outputGradient,
        Extra = _extraGradient.Length > 0 ? _tensors.Extra : [],
        ExtraGradient = _extraGradient,
    };

    public AttentionGradients Gradients => new()
    {
        Q = _gradients[0],
        K = _gradients[1],
        V = _gradients[2],
        GlobalQ = _gradients[3],
        GlobalK = _gradients[4],
        GlobalV = _gradients[5],
        Extra = _gradients[6],
        RandomExtra = _gradients[7],
    };

    public double[] OutputGradient => [.. _outputGradient.Select(g => (double)g)];

    public double[] ExtraGradient => [.. _extraGradient.Select(g => (double)g)];

    public ReferenceInputs Wide => ReferenceInputs.From(_tensors.Inputs);

    public IEnumerable<float> All => _gradients.SelectMany(g => g);

    public GradientTensors Run(IAttentionGradientKernel kernel)
    {
        foreach (float[] gradient in _gradients)
        {
            Array.Fill(gradient, float.NaN);
        }

        kernel.Run(Inputs, _plan, Saved, Gradients);
        return this;
    }

    public ReferenceGradients Reference() => DenseGradientReference.Run(Wide, _plan, OutputGradient, ExtraGradient);

    /// <summary>Fails unless every number is near the reference's: within 3e-5 of the largest of its kind, at least 1.</summary>
    public void AssertNear(ReferenceGradients expected)
    {
        double[][] wanted = [expected.Q, expected.K, expected.V, expected.GlobalQ, expected.GlobalK, expected.GlobalV, expected.Extra, expected.RandomExtra];
        string[] names = ["dQ", "dK", "dV", "dGlobalQ", "dGlobalK", "dGlobalV", "dExtra", "dRandomExtra"];
        for (int kind = 0; kind < wanted.Length; kind++)
        {
            Assert.That(_gradients[kind], Has.Length.EqualTo(wanted[kind].Length), names[kind]);
            double bound = 3e-5 * Math.Max(1, wanted[kind].Select(Math.Abs).DefaultIfEmpty().Max());
            for (int i = 0; i < wanted[kind].Length; i++)
            {
                if (!(Math.Abs(_gradients[kind][i] - wanted[kind][i]) <= bound))
                {
                    Assert.Fail($"{names[kind]}[{i}] is {_gradients[kind][i]} where the reference has {wanted[kind][i]}");
                }
            }
        }
    }

    public ulong Bits()
    {
        ulong hash = 14695981039346656037;
        foreach (float number in All)
        {
            hash = (hash ^ BitConverter.SingleToUInt32Bits(number)) * 1099511628211;
        }

        return hash;
    }
}
