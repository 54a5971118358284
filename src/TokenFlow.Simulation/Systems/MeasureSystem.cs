using Arch.Core;
using TokenFlow.Attention.Patterns;
using TokenFlow.Simulation.Components;
using TokenFlow.Simulation.Hubs;
using TokenFlow.Simulation.Snapshots;
using TokenFlow.Simulation.State;
using TokenFlow.Simulation.Time;
using TokenFlow.Simulation.Traffic;

namespace TokenFlow.Simulation.Systems;

/// <summary>Measures what the frame shows: reach, hops, ways, how the reading is shared, each hub's load and flow, and what hubs refused of each tracer.</summary>
public sealed class MeasureSystem : ISystem
{
    private readonly World _world;
    private readonly FlowState _state;
    private readonly HubLoads _loads;
    private readonly HubRefusals _refusals;
    private readonly HubDemand _demand;
    private readonly Derived<WayShares> _reading;
    private QueryDescription _hubs = new QueryDescription().WithAll<HubComponent, HubLinkComponent, HubTrafficComponent, HubLoadComponent, HubFlowComponent>();
    private QueryDescription _tracers = new QueryDescription().WithAll<TracerComponent, TracerRefusedComponent>();

    /// <param name="world">The hubs and tracers, whose figures are written there.</param>
    /// <param name="state">What is measured.</param>
    /// <param name="loads">Measures the hubs' columns.</param>
    /// <param name="refusals">What hubs refuse.</param>
    /// <param name="demand">What hubs are asked to carry.</param>
    internal MeasureSystem(World world, FlowState state, HubLoads loads, HubRefusals refusals, HubDemand demand)
    {
        _world = world;
        _state = state;
        _loads = loads;
        _refusals = refusals;
        _demand = demand;
        _reading = new Derived<WayShares>(state, MeasureLayer);
    }

    /// <summary>What was measured.</summary>
    public Meters Meters { get; private set; }

    /// <inheritdoc />
    public void Update(in StepContext context)
    {
        WayShares reading = context.IsFinished ? _reading.Last : _reading.Value;
        MeasureRefusals(context);
        (int reach, double meanHops) = MeasureReach(_state.Start.Arrival[0]);
        long n = _state.Tokens;
        Meters = new Meters(reach, meanHops, MeasureWays(context.Progress).Normalised(), reading, _state.Plan.Edges, n * n);
    }

    /// <summary>Tokens reached and their mean arrival layer, the origin left out of the mean.</summary>
    internal static (int Reach, double MeanHops) MeasureReach(ReadOnlySpan<int> arrival)
    {
        int reach = 0;
        int travelled = 0;
        long hops = 0;
        foreach (int layer in arrival)
        {
            if (layer >= 0)
            {
                reach++;
                travelled += layer > 0 ? 1 : 0;
                hops += layer;
            }
        }

        return (reach, travelled > 0 ? (double)hops / travelled : 0);
    }

    // What stays the same while the layer and its knobs do.
    private WayShares MeasureLayer()
    {
        MeasureHubs();
        return MeasureReading();
    }

    private WayShares MeasureWays(float progress)
    {
        Span<double> sums = stackalloc double[DyeColumns.Ways];
        int stride = _state.Tracers * DyeColumns.Ways;
        ReadOnlySpan<float> start = _state.Start.Dye;
        ReadOnlySpan<float> output = _state.DyeOutput;
        for (int i = 0; i < _state.Tokens; i++)
        {
            for (int way = 0; way < DyeColumns.Ways; way++)
            {
                float from = start[(i * stride) + way];
                sums[way] += progress > 0 ? from + (progress * (output[(i * stride) + way] - from)) : from;
            }
        }

        return new WayShares(sums[0], sums[1], sums[2]);
    }

    // Rows of hubs read over hub links alone; every other row's shares are what its indicator columns came to. A row
    // without keys (its log-sum-exp is -infinity) reads nothing that could be shared.
    private WayShares MeasureReading()
    {
        AttentionLayout layout = _state.Plan.Head(0);
        double random = 0;
        double hub = 0;
        double rows = 0;
        for (int i = 0; i < _state.Tokens; i++)
        {
            if (float.IsNegativeInfinity(_state.LogSumExp[i]))
            {
                continue;
            }

            rows++;
            bool isHub = layout.IsHub(i);
            random += isHub ? 0 : _state.RowReading[i * DyeColumns.Reading];
            hub += isHub ? 1 : _state.RowReading[(i * DyeColumns.Reading) + 1];
        }

        return new WayShares(rows - random - hub, random, hub).Normalised();
    }

    private void MeasureHubs()
    {
        foreach (ref Chunk chunk in _world.Query(in _hubs))
        {
            Span<HubComponent> hubs = chunk.GetSpan<HubComponent>();
            Span<HubLinkComponent> links = chunk.GetSpan<HubLinkComponent>();
            Span<HubTrafficComponent> traffics = chunk.GetSpan<HubTrafficComponent>();
            Span<HubLoadComponent> loads = chunk.GetSpan<HubLoadComponent>();
            Span<HubFlowComponent> flows = chunk.GetSpan<HubFlowComponent>();
            for (int i = 0; i < chunk.Count; i++)
            {
                // The mean of the hub's columns of the weight matrices.
                int token = hubs[i].Token;
                loads[i] = new HubLoadComponent((float)(_loads.SumOf(token) / ((double)_state.Heads * _state.Tokens)));
                flows[i] = new HubFlowComponent(links[i].IsCut ? HubFlow.Free((int)_state.Plan.Head(0).CountKeys(token)) : FlowOf(traffics[i].Traffic));
            }
        }
    }

    // A hub that is cut has no limits: it reads and is read as any token.
    private HubFlow FlowOf(HubTraffic traffic) => new(
        traffic.Offered,
        traffic.Taken,
        traffic.TakenShare,
        traffic.SentShare,
        _refusals.In(traffic.Channel.Token),
        _refusals.Out(traffic.Channel.Token),
        _demand.Of(traffic));

    private void MeasureRefusals(in StepContext context)
    {
        foreach (ref Chunk chunk in _world.Query(in _tracers))
        {
            Span<TracerComponent> tracers = chunk.GetSpan<TracerComponent>();
            Span<TracerRefusedComponent> refused = chunk.GetSpan<TracerRefusedComponent>();
            for (int i = 0; i < chunk.Count; i++)
            {
                int number = tracers[i].Number;
                double running = context.IsFinished ? 0 : context.Progress * _refusals.ByTracer[number];
                refused[i] = new TracerRefusedComponent(_state.Start.Refused[number] + running);
            }
        }
    }
}
