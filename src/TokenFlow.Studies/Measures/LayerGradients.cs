using System.Numerics.Tensors;
using TokenFlow.Attention.Kernels.Gradients;
using TokenFlow.Base.Threading;
using TokenFlow.Simulation.Records;
using TokenFlow.Simulation.Weights;

namespace TokenFlow.Studies.Measures;

/// <summary>
/// One layer backwards: from the gradient of X' = alpha X + (1 - alpha) A(X) V(X) to that of X, by the kernel's own backward pass,
/// back through what limited hubs do to their values, and, where queries and keys are made of X, through their projections.
/// Pooled: what a pass needs is kept for the next.
/// </summary>
internal sealed class LayerGradients : IDisposable
{
    private readonly FlowRecord _record;
    private readonly SparseGradientKernel _kernel;
    private readonly float[] _attended;
    private readonly float[] _value;
    private readonly float[] _globalValue;
    private readonly float[] _embedding;
    private readonly Projections _projections;
    private readonly double[] _vector;
    private readonly double[] _through;

    public LayerGradients(FlowRecord record, WorkerTeam team)
    {
        _record = record;
        _kernel = new SparseGradientKernel(team);
        int size = record.Heads * record.Tokens * record.HeadDim;
        bool global = record.Layers[0].GlobalQuery.Length > 0;
        (_attended, _value, _globalValue) = (new float[size], new float[size], new float[global ? size : 0]);
        _projections = new Projections(size, global);

        // What goes past the layer's input to the embedding is written here and read by nobody.
        _embedding = record.IsLinear ? [] : new float[size];
        (_vector, _through) = (new double[record.HeadDim], new double[record.HeadDim]);
    }

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
            new AttentionGradients
            {
                Q = _projections.Query,
                K = _projections.Key,
                V = _value,
                GlobalQ = _projections.GlobalQuery,
                GlobalK = _projections.GlobalKey,
                GlobalV = _globalValue,
            });
        if (_globalValue.Length > 0)
        {
            TensorPrimitives.Add(_value, _globalValue, _value);
        }

        foreach (LimitedSender sender in layer.Senders)
        {
            PassSender(sender);
        }

        TensorPrimitives.MultiplyAdd(gradient, layer.Residual, _value, gradient);
        if (!_record.IsLinear)
        {
            Array.Clear(_embedding);
            _record.Weights.Backward(layer.Layer, layer.Start, _projections, gradient, _embedding);
        }
    }

    /// <summary>Ends the threads.</summary>
    public void Dispose() => _kernel.Dispose();

    // g P is its own transpose.
    private void PassSender(LimitedSender sender)
    {
        for (int head = 0; head < _record.Heads; head++)
        {
            Span<float> row = _value.AsSpan(((head * _record.Tokens) + sender.Channel.Token) * _record.HeadDim, _record.HeadDim);
            for (int c = 0; c < row.Length; c++)
            {
                _vector[c] = row[c];
            }

            Array.Clear(_through);
            _record.Channels.AddProjected(head, sender.Channel, _vector, _through);
            for (int c = 0; c < row.Length; c++)
            {
                row[c] = (float)(sender.Gain * _through[c]);
            }
        }
    }
}
