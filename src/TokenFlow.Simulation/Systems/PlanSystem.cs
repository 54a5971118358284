using Arch.Core;
using TokenFlow.Attention.Patterns;
using TokenFlow.Simulation.Components;
using TokenFlow.Simulation.Edits;
using TokenFlow.Simulation.State;
using TokenFlow.Simulation.Time;

namespace TokenFlow.Simulation.Systems;

/// <summary>Compiles the running layer's plan: the pattern around the hub entities, as they are. It says when what the kernel computes may differ.</summary>
public sealed class PlanSystem : ISystem
{
    private readonly World _world;
    private readonly FlowState _state;
    private readonly List<int> _working = [];
    private readonly List<int> _cut = [];
    private QueryDescription _hubs = new QueryDescription().WithAll<HubComponent, HubLinkComponent>();
    private Knobs? _compiledKnobs;
    private int _compiledLayer = -1;
    private Checkpoint? _compiledStart;

    /// <param name="world">The hubs.</param>
    /// <param name="state">The pattern, and where the plan goes.</param>
    public PlanSystem(World world, FlowState state)
    {
        _world = world;
        _state = state;
    }

    /// <inheritdoc />
    public void Update(in StepContext context)
    {
        bool sameKnobs = ReferenceEquals(_compiledKnobs, _state.Knobs);
        if (context.IsFinished || (sameKnobs && _compiledLayer == _state.Layer && ReferenceEquals(_compiledStart, _state.Start)))
        {
            return;
        }

        Knobs knobs = _state.Knobs;
        if (!sameKnobs || (_compiledLayer != _state.Layer && knobs.Pattern.VariesByLayer))
        {
            _state.Plan = AttentionPlan.Compile(knobs.Pattern, _state.Tokens, _state.Heads, _state.Layer, Hubs(), knobs.Edits);
        }

        (_compiledKnobs, _compiledLayer, _compiledStart) = (knobs, _state.Layer, _state.Start);
        _state.Revision++;
    }

    // In the order of their positions: entities have no order of their own.
    private HubSet Hubs()
    {
        _working.Clear();
        _cut.Clear();
        foreach (ref Chunk chunk in _world.Query(in _hubs))
        {
            Span<HubComponent> hubs = chunk.GetSpan<HubComponent>();
            Span<HubLinkComponent> links = chunk.GetSpan<HubLinkComponent>();
            for (int i = 0; i < chunk.Count; i++)
            {
                (links[i].IsCut ? _cut : _working).Add(hubs[i].Token);
            }
        }

        _working.Sort();
        _cut.Sort();
        return new HubSet(_working, _cut);
    }
}
