using Arch.Core;
using TokenFlow.Attention.Kernels.Panels;
using TokenFlow.Attention.Patterns;
using TokenFlow.Base.Threading;
using TokenFlow.Scenarios.Scenarios;
using TokenFlow.Simulation.Edits;
using TokenFlow.Simulation.Hubs;
using TokenFlow.Simulation.State;
using TokenFlow.Simulation.Systems;
using TokenFlow.Simulation.Time;
using TokenFlow.Simulation.Traffic;
using TokenFlow.Simulation.Weights;

namespace TokenFlow.Simulation.Tests.Worlds;

/// <summary>The systems of the schedule on values of the test's choice in place of the embedding.</summary>
internal sealed class RunFromValues : IDisposable
{
    private readonly Scenario _scenario;
    private readonly Sequence _sequence;
    private readonly WorkerTeam _team = new(1);
    private readonly SparseAttentionKernel _kernel = new(1);

    public RunFromValues(Scenario scenario)
    {
        _scenario = scenario;
        _sequence = TestWorld.Lay(scenario);
        Start = Embedding.Of(_sequence.Ids, scenario.Heads, scenario.HeadDim, scenario.Seed);
    }

    /// <summary>[heads][tokens][headDim] what the scenario itself starts from.</summary>
    public float[] Start { get; }

    /// <summary>[heads][tokens][headDim] after so many layers.</summary>
    public float[] Run(float[] start, int layers)
    {
        int n = _sequence.Count;
        var state = new FlowState(n, _scenario.Heads, _scenario.HeadDim, 1, _scenario.Weights == WeightKind.Random);
        using World world = World.Create();
        var projector = new LayerProjector(state, WeightSources.Of(_scenario, _sequence, Start, _team));
        var attend = new AttendSystem(state, projector, _kernel);
        var channels = new HubChannels(_scenario.Seed, _scenario.Heads, _scenario.HeadDim);
        var integrate = new IntegrateSystem(state, new HubRefusals(state, new HubLoads(state, _team)));
        ISystem[] systems = [new EditSystem(world, state), new PlanSystem(world, state), new CapacitySystem(world, state, projector, channels, _team, _scenario.Seed), attend, integrate];
        PatternEdits edits = _sequence.MadeHubs.Aggregate(PatternEdits.Empty, (e, hub) => e.MakeHub(hub));
        state.Knobs = new Knobs(_sequence.Pattern, edits, _scenario.Temperature, _scenario.Residual) { Capacity = _scenario.Capacity.Limits };
        state.Start = Checkpoint.Of(start, [0], n);
        for (int layer = 0; layer < layers; layer++)
        {
            state.Layer = layer;
            foreach (ISystem system in systems)
            {
                system.Update(new StepContext(layer, layer, 0, 1, IsFinished: false));
            }

            state.Start = integrate.Finish(layer + 1);
        }

        return state.Start.Values;
    }

    public void Dispose()
    {
        _kernel.Dispose();
        _team.Dispose();
    }
}
