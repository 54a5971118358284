using Arch.Core;
using TokenFlow.Attention.Patterns;
using TokenFlow.Simulation.Components.Hubs;
using TokenFlow.Simulation.Hubs;
using TokenFlow.Simulation.Snapshots;
using TokenFlow.Simulation.State;
using TokenFlow.Simulation.Time;
using TokenFlow.Simulation.Traffic;

namespace TokenFlow.Simulation.Systems;

/// <summary>Measures what the frame shows: reach, hops, ways, how the reading is shared, each hub's load and flow, and what the meters that were handed in measure.</summary>
public sealed class MeasureSystem : ISystem
{
    private readonly World _world;
    private readonly FlowState _state;
    private readonly HubLoads _loads;
    private readonly HubRefusals _refusals;
    private readonly HubDemand _demand;
    private readonly IMeter[] _meters;
    private QueryDescription _hubs = new QueryDescription().WithAll<HubComponent, HubMeterComponent, HubFlowComponent>();
    private long _revision = -1;
    private WayShares _reading;

    /// <param name="world">The hubs' meters are written there.</param>
    /// <param name="state">What is measured.</param>
    /// <param name="loads">Measures the hubs' columns.</param>
    /// <param name="refusals">What hubs refuse.</param>
    /// <param name="demand">What hubs are asked to carry.</param>
    /// <param name="meters">What else is measured, in this order.</param>
    internal MeasureSystem(World world, FlowState state, HubLoads loads, HubRefusals refusals, HubDemand demand, IMeter[] meters)
    {
        _meters = meters;
        _world = world;
        _state = state;
        _loads = loads;
        _refusals = refusals;
        _demand = demand;
    }

    /// <summary>What was measured.</summary>
    public Meters Meters { get; private set; }

    /// <summary>Copies what the other meters measured in this frame.</summary>
    public void CopyReadings(List<object> into)
    {
        ArgumentNullException.ThrowIfNull(into);
        into.Clear();
        foreach (IMeter meter in _meters)
        {
            if (meter.Latest is { } reading)
            {
                into.Add(reading);
            }
        }
    }

    /// <inheritdoc />
    public void Update(in StepContext context)
    {
        if (_revision != _state.Revision && !context.IsFinished)
        {
            _reading = MeasureReading();
            MeasureHubs();
            _revision = _state.Revision;
        }

        foreach (IMeter meter in _meters)
        {
            meter.Update(context);
        }

        (int reach, double meanHops) = MeasureReach(_state.Start.Arrival[0]);
        long n = _state.Tokens;
        Meters = new Meters(reach, meanHops, MeasureWays(context.Progress).Normalised(), _reading, _state.Plan.Edges, n * n);
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
        _loads.Update();
        _refusals.Update();
        foreach (ref Chunk chunk in _world.Query(in _hubs))
        {
            Span<HubComponent> hubs = chunk.GetSpan<HubComponent>();
            Span<HubMeterComponent> meters = chunk.GetSpan<HubMeterComponent>();
            Span<HubFlowComponent> flows = chunk.GetSpan<HubFlowComponent>();
            for (int i = 0; i < chunk.Count; i++)
            {
                // The mean of the hub's columns of the weight matrices.
                int token = hubs[i].Token;
                meters[i] = new HubMeterComponent((float)(_loads.SumOf(token) / ((double)_state.Heads * _state.Tokens)));
                flows[i] = new HubFlowComponent(FlowOf(token));
            }
        }
    }

    // A hub that is cut has no limits: it reads and is read as any token.
    private HubFlow FlowOf(int token)
    {
        foreach (HubTraffic traffic in _state.Traffic)
        {
            if (traffic.Channel.Token == token)
            {
                return new HubFlow(
                    traffic.Offered,
                    traffic.Taken,
                    traffic.TakenShare,
                    traffic.SentShare,
                    _refusals.In(token),
                    _refusals.Out(token),
                    _demand.Of(traffic));
            }
        }

        return HubFlow.Free((int)_state.Plan.Head(0).CountKeys(token));
    }
}
