using BenchmarkDotNet.Attributes;
using TokenFlow.Attention.Kernels;
using TokenFlow.Attention.Kernels.Panels;
using TokenFlow.Attention.Patterns;
using TokenFlow.Base.Numerics;

namespace TokenFlow.Benchmarks;

/// <summary>One layer of one head, d = 64: the working kernel against its scalar definition, pattern by pattern.</summary>
[MemoryDiagnoser]
public class KernelBenchmarks
{
    private const int HeadDim = 64;
    private readonly ScalarSparseKernel _scalar = new();
    private SparseAttentionKernel _fast = null!;
    private AttentionPlan _plan = null!;
    private float[] _q = [];
    private float[] _k = [];
    private float[] _v = [];
    private float[] _output = [];
    private float[] _logSumExp = [];

    [Params(1024, 4096)]
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
        _fast = new SparseAttentionKernel(Environment.ProcessorCount);
        _q = Gaussian(1);
        _k = Gaussian(2);
        _v = Gaussian(3);
        _output = new float[Tokens * HeadDim];
        _logSumExp = new float[Tokens];
    }

    [GlobalCleanup]
    public void Cleanup() => _fast.Dispose();

    [Benchmark(Baseline = true)]
    public void Scalar() => Run(_scalar);

    [Benchmark]
    public void Fast() => Run(_fast);

    private void Run(IAttentionKernel kernel) => kernel.Run(
        new AttentionInputs { Heads = 1, HeadDim = HeadDim, Scale = 1 / MathF.Sqrt(HeadDim), Q = _q, K = _k, V = _v },
        _plan,
        new AttentionOutputs { Output = _output, LogSumExp = _logSumExp });

    private float[] Gaussian(ulong seed)
    {
        var random = new SeededRandom(seed);
        var values = new float[Tokens * HeadDim];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = (float)random.NextGaussian();
        }

        return values;
    }
}
