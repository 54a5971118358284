using System.Numerics.Tensors;
using TokenFlow.Attention.Kernels.Gradients;
using TokenFlow.Attention.Threading;
using TokenFlow.Simulation.Weights;

namespace TokenFlow.Simulation.Measures;

/// <summary>
/// One layer backwards: from the gradient of X' = alpha X + (1 - alpha) A(X) V(X) to that of X, by the kernel's own backward pass
/// and, where queries and keys are made of X, on through their projections. Pooled: a pass allocates nothing.
/// </summary>
internal sealed class LayerGradients : IDisposable
{
    private readonly SparseGradientKernel _kernel;
    private readonly ProjectionGradients? _projections;
    private readonly float[] _attended;
    private readonly float[] _query;
    private readonly float[] _key;
    private readonly float[] _value;
    private readonly float[] _globalQuery;
    private readonly float[] _globalKey;
    private readonly float[] _globalValue;
    private readonly float[][] _projected;

    public LayerGradients(FlowRecord record, WorkerTeam team)
    {
        _kernel = new SparseGradientKernel(team.Threads);
        _projections = record.Weights is RandomWeights random ? new ProjectionGradients(random, record, team) : null;
        int size = record.Heads * record.Tokens * record.HeadDim;
        int global = record.Layers[0].GlobalQuery.Length;
        (_attended, _query, _key, _value) = (new float[size], new float[size], new float[size], new float[size]);
        (_globalQuery, _globalKey, _globalValue) = (new float[global], new float[global], new float[global]);
        _projected = global > 0 ? [_query, _key, _globalQuery, _globalKey] : [_query, _key];
    }

    /// <summary>Whether the weights of these layers can be differentiated.</summary>
    public static bool CanFollow(IWeightSource weights) => !weights.ChangesByLayer || weights is RandomWeights;

    /// <summary>Takes a gradient through a layer.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="gradient">[heads][tokens][headDim] of the layer's output; replaced by that of its input.</param>
    public void Back(LayerRecord layer, float[] gradient)
    {
        TensorPrimitives.Multiply(gradient, 1 - layer.Residual, _attended);
        _kernel.Run(
            layer.Inputs,
            layer.Plan,
            new GradientInputs { Output = layer.Attended, LogSumExp = layer.LogSumExp, OutputGradient = _attended },
            new AttentionGradients { Q = _query, K = _key, V = _value, GlobalQ = _globalQuery, GlobalK = _globalKey, GlobalV = _globalValue });
        if (_globalValue.Length > 0)
        {
            TensorPrimitives.Add(_value, _globalValue, _value);
        }

        TensorPrimitives.MultiplyAdd(gradient, layer.Residual, _value, gradient);
        _projections?.Add(layer, _projected, gradient);
    }

    /// <summary>Ends the threads.</summary>
    public void Dispose() => _kernel.Dispose();
}
