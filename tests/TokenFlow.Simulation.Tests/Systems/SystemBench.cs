using Arch.Core;
using TokenFlow.Attention.Kernels.Panels;
using TokenFlow.Attention.Patterns;
using TokenFlow.Base.Threading;
using TokenFlow.Simulation.Components;
using TokenFlow.Simulation.Edits;
using TokenFlow.Simulation.Hubs;
using TokenFlow.Simulation.State;
using TokenFlow.Simulation.Systems;
using TokenFlow.Simulation.Time;
using TokenFlow.Simulation.Traffic;
using TokenFlow.Simulation.Weights;

namespace TokenFlow.Simulation.Tests.Systems;

/// <summary>A world, a state and the systems of a layer, each to be updated by itself.</summary>
internal sealed class SystemBench : IDisposable
{
    public const int Tokens = 53;
    public const int HeadDim = 4;

    // Two, for patterns that dilate a head each.
    public const int Heads = 2;

    private readonly WorkerTeam _team = new(1);
    private readonly SparseAttentionKernel _kernel = new(1);

    public SystemBench(AttentionPattern pattern, int tracers = 1)
    {
        Pattern = pattern;
        State = new FlowState(Tokens, Heads, HeadDim, tracers, separateGlobal: false);
        float[] values = [.. Enumerable.Range(0, Heads * Tokens * HeadDim).Select(i => MathF.Sin(i))];
        State.Start = Checkpoint.Of(values, [.. Enumerable.Range(5, tracers)], Tokens);
        var projector = new LayerProjector(State, new UniformWeights());
        Edit = new EditSystem(World, State);
        Plan = new PlanSystem(World, State);
        Capacity = new CapacitySystem(World, State, projector, new HubChannels(1, Heads, HeadDim), _team, seed: 1);
        Attend = new AttendSystem(State, projector, _kernel);
        Integrate = new IntegrateSystem(State, new HubRefusals(State, new HubLoads(State, _team)));
        Turn(PatternEdits.Empty, HubCapacity.None);
    }

    public World World { get; } = World.Create();

    public FlowState State { get; }

    public AttentionPattern Pattern { get; }

    public EditSystem Edit { get; }

    public PlanSystem Plan { get; }

    public CapacitySystem Capacity { get; }

    public AttendSystem Attend { get; }

    public IntegrateSystem Integrate { get; }

    /// <summary>Any frame of layer 0.</summary>
    public static StepContext Running => new(0, 0, 0, 1, IsFinished: false);

    /// <summary>A frame after the last layer.</summary>
    public static StepContext Finished => new(4, 1, 0, 1, IsFinished: true);

    /// <summary>Sets the knobs; no system is run.</summary>
    public void Turn(PatternEdits edits, HubCapacity capacity) => State.Knobs = new Knobs(Pattern, edits, 1, 0.5f) { Capacity = capacity };

    /// <summary>Runs systems in the running layer.</summary>
    public static void Run(params ReadOnlySpan<ISystem> systems)
    {
        foreach (ISystem system in systems)
        {
            system.Update(Running);
        }
    }

    /// <summary>The hub entities, in the order of the world.</summary>
    public List<(int Token, Entity Entity)> Hubs()
    {
        var hubs = new List<(int, Entity)>();
        var query = new QueryDescription().WithAll<HubComponent>();
        foreach (ref Chunk chunk in World.Query(in query))
        {
            for (int i = 0; i < chunk.Count; i++)
            {
                hubs.Add((chunk.GetSpan<HubComponent>()[i].Token, chunk.Entity(i)));
            }
        }

        return hubs;
    }

    public void Dispose()
    {
        World.Destroy(World);
        _kernel.Dispose();
        _team.Dispose();
    }
}
