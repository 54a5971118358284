using System.Text;
using BenchmarkDotNet.Attributes;
using TokenFlow.Scenarios.Scenarios;
using TokenFlow.Simulation;
using TokenFlow.Studies.Recall;

namespace TokenFlow.Benchmarks;

/// <summary>A frame of the whole schedule within a layer: kernel, residual, measures, snapshot.</summary>
[MemoryDiagnoser]
public class FrameBenchmarks
{
    private FlowSimulation _simulation = null!;

    [Params(4096, 16384)]
    public int Tokens { get; set; }

    /// <summary>Edges that a snapshot holds: 0 is a run that nobody draws.</summary>
    [Params(0, 1500)]
    public int Edges { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        string json = $$"""
            { "tokens": {{Tokens}}, "layers": 128, "framesPerLayer": 10000,
              "pattern": { "kind": "longformer", "window": 256, "globals": [0] } }
            """;
        Scenario scenario = ScenarioReader.Parse("frame.json", Encoding.UTF8.GetBytes(json), [], ".");
        Sequence sequence = new SequenceBuilder(() => Stream.Null).Build(scenario);
        _simulation = FlowRun.Open(scenario, sequence, new FlowOptions(Environment.ProcessorCount, Edges));
    }

    [GlobalCleanup]
    public void Cleanup() => _simulation.Dispose();

    [Benchmark]
    public void Advance() => _simulation.Advance();
}
