using TokenFlow.Attention.Kernels.Panels;
using TokenFlow.Attention.Patterns;
using TokenFlow.Base.Threading;
using TokenFlow.Scenarios.Scenarios;
using TokenFlow.Simulation.Edits;
using TokenFlow.Simulation.State;
using TokenFlow.Simulation.Systems;
using TokenFlow.Simulation.Tests.Worlds;
using TokenFlow.Simulation.Time;
using TokenFlow.Simulation.Traffic;
using TokenFlow.Simulation.Weights;

namespace TokenFlow.Simulation.Tests;

/// <summary>Values X over several layers, through the systems themselves, against double precision.</summary>
public sealed class FlowValuesTests
{
    [Test]
    public void Values_follow_the_dense_reference(
        [Values("uniform", "content", "random")] string weights,
        [Values(
            """{"kind": "longformer", "window": 4, "dilation": 2, "globals": [3, 40]}""",
            """{"kind": "bigbird", "block": 6, "random": 1}""",
            """{"kind": "streaming", "sinks": 1, "window": 5}""")] string pattern)
    {
        Scenario scenario = TestWorld.Read(TestWorld.Json(50, pattern, $"\"heads\": 3, \"layers\": 4, \"weights\": \"{weights}\", \"residual\": 0.4, \"temperature\": 0.7"));
        Sequence sequence = TestWorld.Lay(scenario);
        var dense = new DenseWorld(scenario, sequence);
        foreach (float[] values in ValuesByLayer(scenario, sequence))
        {
            dense.Step();
            for (int i = 0; i < values.Length; i++)
            {
                Assert.That(values[i], Is.EqualTo(dense.Values[i]).Within(1e-5 + (1.3e-6 * Math.Abs(dense.Values[i]))), $"layer {dense.Layer}, number {i}");
            }
        }

        Assert.That(dense.Layer, Is.EqualTo(4));
    }

    private static IEnumerable<float[]> ValuesByLayer(Scenario scenario, Sequence sequence)
    {
        int n = sequence.Count;
        using var team = new WorkerTeam(2);
        using var kernel = new SparseAttentionKernel(2);
        var state = new FlowState(n, scenario.Heads, scenario.HeadDim, tracers: 1, scenario.Weights == WeightKind.Random);
        float[] embedding = Embedding.Of(sequence.Ids, scenario.Heads, scenario.HeadDim, scenario.Seed);
        IWeightSource source = scenario.Weights switch
        {
            WeightKind.Content => new ContentWeights(embedding),
            WeightKind.Random => new RandomWeights(n, scenario.Heads, scenario.HeadDim, scenario.Seed, team),
            _ => new UniformWeights(),
        };
        var attend = new AttendSystem(state, new LayerProjector(state, source), kernel);
        var integrate = new IntegrateSystem(state, new HubRefusals(state, new HubLoads(state, team)));
        state.Knobs = new Knobs(sequence.Pattern, PatternEdits.Empty, scenario.Temperature, scenario.Residual);
        state.Start = new Checkpoint { Values = embedding, Dye = new float[n * DyeColumns.Ways], Holds = [new bool[n]], Arrival = [new int[n]], Totals = [new float[n]], Drops = [DyeDrop.On(0, 0, n)], Refused = [0] };
        for (int layer = 0; layer < scenario.Layers; layer++)
        {
            state.Layer = layer;
            state.Plan = AttentionPlan.Compile(sequence.Pattern, n, scenario.Heads, layer);
            state.SentValues = state.Start.Values;
            state.Revision++;
            var context = new StepContext(layer, layer, Progress: 0, DeltaSeconds: 1, IsFinished: false);
            attend.Update(context);
            integrate.Update(context);
            state.Start = integrate.Finish(layer + 1);
            yield return state.Start.Values;
        }
    }
}
