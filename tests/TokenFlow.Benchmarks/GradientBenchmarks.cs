using BenchmarkDotNet.Attributes;
using TokenFlow.Attention.Kernels;
using TokenFlow.Attention.Kernels.Gradients;
using TokenFlow.Attention.Kernels.Panels;
using TokenFlow.Attention.Patterns;
using TokenFlow.Studies.Complexity;

namespace TokenFlow.Benchmarks;

/// <summary>The backward pass of one layer of one head, d = 64, beside the forward pass that it undoes.</summary>
[MemoryDiagnoser]
public class GradientBenchmarks
{
    private const int HeadDim = 64;
    private SparseAttentionKernel _forward = null!;
    private SparseGradientKernel _backward = null!;
    private AttentionTensors _tensors = null!;
    private AttentionPlan _plan = null!;
    private float[] _gradientQ = [];
    private float[] _gradientK = [];
    private float[] _gradientV = [];

    [Params(4096)]
    public int Tokens { get; set; }

    [Params("longformer", "bigbird", "local")]
    public string Pattern { get; set; } = "";

    [GlobalSetup]
    public void Setup()
    {
        AttentionPattern pattern = Pattern switch
        {
            "longformer" => new LongformerPattern(256, 1, [0, 1, 2, 3, 4, 5, 6, 7]),
            "bigbird" => new BigBirdPattern(64, 3),
            _ => new LocalPattern(256),
        };
        _plan = AttentionPlan.Compile(pattern, Tokens, heads: 1, layer: 0);
        _forward = new SparseAttentionKernel(Environment.ProcessorCount);
        _backward = new SparseGradientKernel(Environment.ProcessorCount);
        _tensors = new AttentionTensors(Tokens, 1, HeadDim);
        _gradientQ = new float[Tokens * HeadDim];
        _gradientK = new float[Tokens * HeadDim];
        _gradientV = new float[Tokens * HeadDim];
        Forward();
    }

    [GlobalCleanup]
    public void Cleanup()
    {
        _forward.Dispose();
        _backward.Dispose();
    }

    [Benchmark(Baseline = true)]
    public void Forward() => _tensors.Run(_forward, _plan);

    // The loss is half the sum of the output's squares: its gradient is the output.
    [Benchmark]
    public void Backward() => _backward.Run(
        new AttentionInputs { Heads = 1, HeadDim = HeadDim, Scale = _tensors.Scale, Q = _tensors.Q, K = _tensors.K, V = _tensors.V },
        _plan,
        new GradientInputs { Output = _tensors.Output, LogSumExp = _tensors.LogSumExp, OutputGradient = _tensors.Output },
        new AttentionGradients { Q = _gradientQ, K = _gradientK, V = _gradientV });
}
