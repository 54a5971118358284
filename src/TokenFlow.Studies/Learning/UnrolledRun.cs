using System.Numerics.Tensors;
using TokenFlow.Attention.Kernels;
using TokenFlow.Attention.Kernels.Gradients;
using TokenFlow.Attention.Kernels.Panels;
using TokenFlow.Attention.Patterns;
using TokenFlow.Base.Threading;
using TokenFlow.Scenarios.Scenarios;
using TokenFlow.Simulation.Edits;
using TokenFlow.Simulation.Weights;

namespace TokenFlow.Studies.Learning;

/// <summary>
/// All layers of a scenario one after another, and the way back through them: with G the loss's gradient of
/// X' = alpha X + (1 - alpha) A X, that of A X is (1 - alpha) G, and of X it is alpha G, plus what the kernel's backward pass
/// gives the values, plus what it gives the queries and keys, taken back through the weight source. On the calling thread alone.
/// </summary>
internal sealed class UnrolledRun : IDisposable
{
    private readonly Scenario _scenario;
    private readonly Sequence _sequence;
    private readonly LearnedHub _hub;
    private readonly float _alpha;
    private readonly float _scale;
    private readonly AttentionPlan[] _plans;
    private readonly WorkerTeam _team = new(1);
    private readonly SparseAttentionKernel _kernel = new(1);
    private readonly SparseGradientKernel _gradientKernel = new(1);
    private readonly LearnedWeights _weights;
    private readonly float[] _embedding;
    private readonly float[][] _inputs;
    private readonly float[][] _attended;
    private readonly float[][] _logSumExps;
    private readonly Projections[] _projections;
    private readonly Projections _projectionGradients;
    private readonly float[] _attendedGradient;
    private readonly float[] _valueGradient;
    private readonly float[] _globalValueGradient;
    private readonly float[] _inputGradient;
    private readonly float[] _embeddingGradient;

    /// <param name="scenario">The scenario; its knobs as they stand at the start hold for all layers.</param>
    /// <param name="sequence">Its tokens.</param>
    /// <param name="hub">What is trained; read anew in every run.</param>
    public UnrolledRun(Scenario scenario, Sequence sequence, LearnedHub hub)
    {
        _scenario = scenario;
        _sequence = sequence with { Learned = hub };
        _hub = hub;
        Knobs knobs = RunSetups.StartOf(scenario, sequence);
        _alpha = knobs.Residual;
        _scale = 1 / (MathF.Sqrt(scenario.HeadDim) * knobs.Temperature);
        _plans = new AttentionPlan[scenario.Layers];
        for (int layer = 0; layer < _plans.Length; layer++)
        {
            _plans[layer] = layer == 0 || knobs.Pattern.VariesByLayer
                ? AttentionPlan.Compile(knobs.Pattern, sequence.Count, scenario.Heads, layer, knobs.Edits)
                : _plans[0];
        }

        _embedding = Embedding.Of(sequence.Ids, scenario.Heads, scenario.HeadDim, scenario.Seed);
        _weights = (LearnedWeights)WeightSources.Of(scenario, _sequence, _embedding, _team);
        int values = _embedding.Length, rows = scenario.Heads * sequence.Count;
        _inputs = Many(scenario.Layers + 1, values);
        _attended = Many(scenario.Layers, values);
        _logSumExps = Many(scenario.Layers, rows);
        _projections = [.. Enumerable.Range(0, scenario.Layers).Select(_ => new Projections(values, separateGlobal: true))];
        _projectionGradients = new Projections(values, separateGlobal: true);
        _attendedGradient = new float[values];
        _valueGradient = new float[values];
        _globalValueGradient = new float[values];
        _inputGradient = new float[values];
        _embeddingGradient = new float[values];
    }

    /// <summary>[heads][tokens][headDim] what the first layer starts from; filled by the caller, [CLS] and [SEP] excepted.</summary>
    public float[] Start => _inputs[0];

    /// <summary>[heads][tokens][headDim] what the last layer came to.</summary>
    public float[] Result => _inputs[^1];

    /// <summary>[heads][tokens][headDim] the loss's gradient of <see cref="Result"/>; filled by the caller before the way back.</summary>
    public float[] ResultGradient => _inputGradient;

    /// <summary>Runs all layers.</summary>
    public void Forward()
    {
        _hub.Place(_sequence, _embedding);
        _hub.Place(_sequence, Start);
        for (int layer = 0; layer < _plans.Length; layer++)
        {
            _weights.Project(layer, _inputs[layer], _projections[layer]);
            _kernel.Run(InputsOf(layer), _plans[layer], new AttentionOutputs { Output = _attended[layer], LogSumExp = _logSumExps[layer] });
            TensorPrimitives.Multiply(_attended[layer], 1 - _alpha, _inputs[layer + 1]);
            TensorPrimitives.MultiplyAdd(_inputs[layer], _alpha, _inputs[layer + 1], _inputs[layer + 1]);
        }
    }

    /// <summary>Goes back through all layers, from <see cref="ResultGradient"/>, which is used up.</summary>
    /// <param name="gradient">The hub's gradient; added to.</param>
    public void Backward(LearnedHub gradient)
    {
        _weights.Gradient = gradient;
        _embeddingGradient.AsSpan().Clear();
        for (int layer = _plans.Length - 1; layer >= 0; layer--)
        {
            TensorPrimitives.Multiply(_inputGradient, 1 - _alpha, _attendedGradient);
            _gradientKernel.Run(
                InputsOf(layer),
                _plans[layer],
                new GradientInputs { Output = _attended[layer], LogSumExp = _logSumExps[layer], OutputGradient = _attendedGradient },
                new AttentionGradients
                {
                    Q = _projectionGradients.Query,
                    K = _projectionGradients.Key,
                    V = _valueGradient,
                    GlobalQ = _projectionGradients.GlobalQuery,
                    GlobalK = _projectionGradients.GlobalKey,
                    GlobalV = _globalValueGradient,
                });
            TensorPrimitives.MultiplyAdd(_inputGradient, _alpha, _valueGradient, _inputGradient);
            TensorPrimitives.Add(_inputGradient, _globalValueGradient, _inputGradient);
            _weights.Backward(layer, _inputs[layer], _projectionGradients, _inputGradient, _embeddingGradient);
        }

        gradient.Collect(_sequence, _inputGradient);
        gradient.Collect(_sequence, _embeddingGradient);
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _gradientKernel.Dispose();
        _kernel.Dispose();
        _team.Dispose();
    }

    private static float[][] Many(int count, int length) => [.. Enumerable.Range(0, count).Select(_ => new float[length])];

    private AttentionInputs InputsOf(int layer) => new()
    {
        Heads = _scenario.Heads,
        HeadDim = _scenario.HeadDim,
        Scale = _scale,
        Q = _projections[layer].Query,
        K = _projections[layer].Key,
        V = _inputs[layer],
        GlobalQ = _projections[layer].GlobalQuery,
        GlobalK = _projections[layer].GlobalKey,
        GlobalV = _inputs[layer],
    };
}
