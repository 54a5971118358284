using Arch.Core;
using TokenFlow.Attention.Patterns;
using TokenFlow.Simulation.Components;
using TokenFlow.Simulation.Edits;
using TokenFlow.Simulation.Hubs;
using TokenFlow.Simulation.State;
using TokenFlow.Simulation.Time;

namespace TokenFlow.Simulation.Systems;

/// <summary>
/// Turns the knobs into hub entities: who is one, whether its links are cut, and what it can carry. The only system that creates
/// or destroys entities while the run goes on; it notes which, and does so after its queries, at one point.
/// </summary>
public sealed class EditSystem : ISystem
{
    private readonly World _world;
    private readonly FlowState _state;
    private readonly List<Entity> _gone = [];
    private readonly SortedSet<int> _come = [];
    private QueryDescription _hubs = new QueryDescription().WithAll<HubComponent, HubLinkComponent, HubCapacityComponent>();
    private Knobs? _applied;

    /// <param name="world">The hubs.</param>
    /// <param name="state">The knobs.</param>
    public EditSystem(World world, FlowState state)
    {
        _world = world;
        _state = state;
    }

    /// <inheritdoc />
    public void Update(in StepContext context)
    {
        // When all layers are finished the last one's hubs and figures stay in the picture.
        if (context.IsFinished || ReferenceEquals(_applied, _state.Knobs))
        {
            return;
        }

        Knobs knobs = _state.Knobs;
        HubSet wanted = HubSet.Of(knobs.Pattern, _state.Tokens, knobs.Edits);
        Compare(wanted, knobs.Capacity);
        PlayBack(wanted, knobs.Capacity);
        _applied = knobs;
    }

    // Hubs that stay are brought up to date; who comes and who goes is noted.
    private void Compare(HubSet wanted, HubCapacity capacity)
    {
        _gone.Clear();
        _come.Clear();
        _come.UnionWith(wanted.Working.ToArray());
        _come.UnionWith(wanted.Cut.ToArray());
        foreach (ref Chunk chunk in _world.Query(in _hubs))
        {
            Span<HubComponent> hubs = chunk.GetSpan<HubComponent>();
            Span<HubLinkComponent> links = chunk.GetSpan<HubLinkComponent>();
            Span<HubCapacityComponent> capacities = chunk.GetSpan<HubCapacityComponent>();
            for (int i = 0; i < chunk.Count; i++)
            {
                int token = hubs[i].Token;
                if (_come.Remove(token))
                {
                    links[i] = LinkOf(wanted, token);
                    capacities[i] = new HubCapacityComponent(capacity.Of(token));
                }
                else
                {
                    _gone.Add(chunk.Entity(i));
                }
            }
        }
    }

    // Entities move in memory when others come or go, so that waits until no query runs.
    private void PlayBack(HubSet wanted, HubCapacity capacity)
    {
        foreach (Entity entity in _gone)
        {
            _world.Destroy(entity);
        }

        foreach (int token in _come)
        {
            _world.Create(
                new HubComponent(token),
                LinkOf(wanted, token),
                new HubCapacityComponent(capacity.Of(token)),
                default(HubTrafficComponent),
                default(HubLoadComponent),
                default(HubFlowComponent));
        }
    }

    private static HubLinkComponent LinkOf(HubSet wanted, int token) => new(wanted.Cut.BinarySearch(token) >= 0);
}
