using BenchmarkDotNet.Attributes;
using TokenFlow.Attention.Kernels;
using TokenFlow.Attention.Kernels.Panels;
using TokenFlow.Attention.Patterns;
using TokenFlow.Studies.Complexity;

namespace TokenFlow.Benchmarks;

/// <summary>Weights of single edges on demand, d = 64, Longformer with w = 256: a row, a hub's row, a column.</summary>
[MemoryDiagnoser]
public class EdgeWeightBenchmarks
{
    private const int HeadDim = 64;
    private AttentionTensors _tensors = null!;
    private AttentionPlan _plan = null!;
    private int[] _keys = [];
    private float[] _weights = [];
    private EdgeWay[] _ways = [];

    [Params(4096, 16384)]
    public int Tokens { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        _plan = AttentionPlan.Compile(new LongformerPattern(256, 1, [0]), Tokens, heads: 1, layer: 0);
        _tensors = new AttentionTensors(Tokens, 1, HeadDim);
        using var kernel = new SparseAttentionKernel(1);
        _tensors.Run(kernel, _plan);
        _keys = new int[Tokens];
        _weights = new float[Tokens];
        _ways = new EdgeWay[Tokens];
    }

    [Benchmark(Baseline = true)]
    public int Row() => EdgeWeights.CopyRow(Inputs(), _plan, _tensors.LogSumExp, 0, Tokens / 2, _keys, _weights, _ways);

    [Benchmark]
    public int HubRow() => EdgeWeights.CopyRow(Inputs(), _plan, _tensors.LogSumExp, 0, 0, _keys, _weights, _ways);

    [Benchmark]
    public void Column() => EdgeWeights.CopyColumn(Inputs(), _plan, _tensors.LogSumExp, 0, Tokens / 2, _weights);

    private AttentionInputs Inputs() =>
        new() { Heads = 1, HeadDim = HeadDim, Scale = _tensors.Scale, Q = _tensors.Q, K = _tensors.K, V = _tensors.V };
}
