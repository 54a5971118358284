using Arch.Core;
using TokenFlow.Attention.Patterns;
using TokenFlow.Simulation.Components.Hubs;
using TokenFlow.Simulation.Components.Tokens;
using TokenFlow.Simulation.Edits;
using TokenFlow.Simulation.Hubs;
using TokenFlow.Simulation.State;
using TokenFlow.Simulation.Time;

namespace TokenFlow.Simulation.Systems;

/// <summary>
/// Makes the knobs take effect: compiles the pattern for the running layer and keeps the hub entities, and what they can
/// carry, in step with it.
/// The only system that creates or destroys entities.
/// </summary>
public sealed class EditSystem : ISystem
{
    private readonly World _world;
    private readonly FlowState _state;
    private readonly List<Entity> _gone = [];
    private readonly HashSet<int> _wanted = [];
    private QueryDescription _tokens = new QueryDescription().WithAll<PositionComponent, HubRoleComponent>();
    private QueryDescription _hubs = new QueryDescription().WithAll<HubComponent, HubLinkComponent, HubCapacityComponent>();
    private Knobs? _compiledKnobs;
    private int _compiledLayer = -1;
    private Checkpoint? _compiledStart;

    public EditSystem(World world, FlowState state)
    {
        _world = world;
        _state = state;
    }

    /// <inheritdoc />
    public void Update(in StepContext context)
    {
        // When all layers are finished the last one's hubs and figures stay in the picture.
        if (context.IsFinished)
        {
            return;
        }

        bool sameKnobs = ReferenceEquals(_compiledKnobs, _state.Knobs);
        if (sameKnobs && _compiledLayer == _state.Layer && ReferenceEquals(_compiledStart, _state.Start))
        {
            return;
        }

        Knobs knobs = _state.Knobs;
        if (!sameKnobs || (_compiledLayer != _state.Layer && knobs.Pattern.VariesByLayer))
        {
            _state.Plan = AttentionPlan.Compile(knobs.Pattern, _state.Tokens, _state.Heads, _state.Layer, knobs.Edits);
            SyncHubs(_state.Plan.Head(0), knobs.Capacity);
        }

        (_compiledKnobs, _compiledLayer, _compiledStart) = (knobs, _state.Layer, _state.Start);
        _state.Revision++;
    }

    private void SyncHubs(AttentionLayout layout, HubCapacity capacity)
    {
        _wanted.Clear();
        foreach (int hub in layout.Hubs)
        {
            _wanted.Add(hub);
        }

        foreach (int hub in layout.CutHubs)
        {
            _wanted.Add(hub);
        }

        _gone.Clear();
        foreach (ref Chunk chunk in _world.Query(in _hubs))
        {
            Span<HubComponent> hubs = chunk.GetSpan<HubComponent>();
            Span<HubLinkComponent> links = chunk.GetSpan<HubLinkComponent>();
            Span<HubCapacityComponent> capacities = chunk.GetSpan<HubCapacityComponent>();
            for (int i = 0; i < chunk.Count; i++)
            {
                if (_wanted.Remove(hubs[i].Token))
                {
                    links[i] = new HubLinkComponent(layout.CutHubs.BinarySearch(hubs[i].Token) >= 0);
                    capacities[i] = new HubCapacityComponent(capacity.Of(hubs[i].Token));
                }
                else
                {
                    _gone.Add(chunk.Entity(i));
                }
            }
        }

        foreach (Entity entity in _gone)
        {
            _world.Destroy(entity);
        }

        foreach (int token in _wanted)
        {
            _world.Create(
                new HubComponent(token),
                new HubLinkComponent(layout.CutHubs.BinarySearch(token) >= 0),
                new HubCapacityComponent(capacity.Of(token)),
                default(HubMeterComponent),
                default(HubFlowComponent));
        }

        foreach (ref Chunk chunk in _world.Query(in _tokens))
        {
            Span<PositionComponent> positions = chunk.GetSpan<PositionComponent>();
            Span<HubRoleComponent> roles = chunk.GetSpan<HubRoleComponent>();
            for (int i = 0; i < chunk.Count; i++)
            {
                int token = positions[i].Index;
                bool isCut = layout.CutHubs.BinarySearch(token) >= 0;
                roles[i] = new HubRoleComponent(isCut || layout.IsHub(token), isCut);
            }
        }
    }
}
