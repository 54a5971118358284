using Arch.Core;
using TokenFlow.Attention.Patterns;
using TokenFlow.Base.Threading;
using TokenFlow.Simulation.Components;
using TokenFlow.Simulation.Hubs;
using TokenFlow.Simulation.State;
using TokenFlow.Simulation.Time;
using TokenFlow.Simulation.Traffic;

namespace TokenFlow.Simulation.Systems;

/// <summary>
/// Turns the hubs' limits into what the kernel computes: slots into a plan whose hub rows are cut down to their strongest keys,
/// rank and bits into the value rows that hubs send on. Worked out anew only when the knobs or the layer change. Where no limit
/// binds, the plan and the values are the very same objects as without limits, so not a bit differs.
/// </summary>
public sealed class CapacitySystem : ISystem
{
    private static readonly Comparison<(int Token, HubLimits Limits)> ByPosition = (a, b) => a.Token.CompareTo(b.Token);

    private readonly World _world;
    private readonly FlowState _state;
    private readonly LayerProjector _projector;
    private readonly WorkerTeam _team;
    private readonly HubChannels _channels;
    private readonly HubSender _sender;
    private readonly HubSlots?[] _slots;
    private readonly double[][] _scratch;
    private readonly Action<int, int> _choose;
    private readonly Action<int, int> _send;
    private readonly List<(int Token, HubLimits Limits)> _hubs = [];
    private readonly List<(int Token, int? Rank)> _ranks = [];
    private readonly List<HubChannel> _allotted = [];
    private readonly List<int> _limitedRows = [];
    private readonly List<int> _limitedSenders = [];
    private readonly List<int> _altered = [];
    private readonly List<HubRow> _rows = [];
    private readonly Derived<List<HubTraffic>> _traffic;
    private QueryDescription _query = new QueryDescription().WithAll<HubComponent, HubLinkComponent, HubCapacityComponent, HubTrafficComponent>();
    private (int[]? Chosen, int Offered, float Share)[] _choices = [];
    private (double Kept, double All)[] _powers = [];
    private float[]? _sent;
    private float[]? _copied;

    public CapacitySystem(World world, FlowState state, LayerProjector projector, HubChannels channels, WorkerTeam team, ulong seed)
    {
        _world = world;
        _state = state;
        _projector = projector;
        _team = team;
        _channels = channels;
        _sender = new HubSender(channels, seed, state.Heads, state.HeadDim);
        _slots = new HubSlots?[team.Threads];
        _scratch = new double[team.Threads][];
        for (int worker = 0; worker < _scratch.Length; worker++)
        {
            _scratch[worker] = new double[_sender.ScratchLength];
        }

        _traffic = new Derived<List<HubTraffic>>(state, WorkOut);
        _choose = Choose;
        _send = Send;
    }

    /// <inheritdoc />
    public void Update(in StepContext context)
    {
        if (!context.IsFinished)
        {
            _ = _traffic.Value;
        }
    }

    private List<HubTraffic> WorkOut()
    {
        // Until it is known what hubs send, so that there are inputs to weigh rows by.
        _state.SentValues = _state.Start.Values;
        GatherHubs();
        RestrictRows();
        LimitSenders();
        Report();
        return _state.Traffic;
    }

    // The working hubs in the order of their positions: entities have no order of their own.
    private void GatherHubs()
    {
        _hubs.Clear();
        foreach (ref Chunk chunk in _world.Query(in _query))
        {
            Span<HubComponent> hubs = chunk.GetSpan<HubComponent>();
            Span<HubLinkComponent> links = chunk.GetSpan<HubLinkComponent>();
            Span<HubCapacityComponent> capacities = chunk.GetSpan<HubCapacityComponent>();
            for (int i = 0; i < chunk.Count; i++)
            {
                if (!links[i].IsCut)
                {
                    _hubs.Add((hubs[i].Token, capacities[i].Limits));
                }
            }
        }

        _hubs.Sort(ByPosition);
        _ranks.Clear();
        foreach ((int token, HubLimits limits) in _hubs)
        {
            _ranks.Add((token, limits.Rank));
        }

        _channels.Allot(_ranks, _allotted);
    }

    private void RestrictRows()
    {
        AttentionPlan whole = _state.Plan.Whole;
        int hubs = _hubs.Count;
        if (_choices.Length < hubs)
        {
            _choices = new (int[]?, int, float)[hubs];
        }

        if (_state.RefusedIn.Length < hubs * _state.Tracers)
        {
            _state.RefusedIn = new double[hubs * _state.Tracers];
        }

        Array.Clear(_state.RefusedIn);
        _limitedRows.Clear();
        for (int i = 0; i < hubs; i++)
        {
            (int token, HubLimits limits) = _hubs[i];
            long offered = whole.Head(0).CountKeys(token);
            _choices[i] = (null, (int)offered, 1);

            // Heads may differ by a key or two, where a hub that is cut stands in some windows only.
            if (limits.Slots < _state.Tokens && (limits.Slots < offered || !HeadsAgree(whole)))
            {
                _limitedRows.Add(i);
            }
        }

        if (_limitedRows.Count > 0)
        {
            _projector.Project();
            _team.Run(_limitedRows.Count, _choose);
        }

        _rows.Clear();
        foreach (int i in _limitedRows)
        {
            if (_choices[i].Chosen is { } chosen)
            {
                _rows.Add(new HubRow(_hubs[i].Token, chosen));
            }
        }

        _state.Plan = whole.WithHubRows(_rows);
    }

    private static bool HeadsAgree(AttentionPlan plan)
    {
        for (int h = 1; h < plan.Heads; h++)
        {
            if (!ReferenceEquals(plan.Head(h), plan.Head(0)))
            {
                return false;
            }
        }

        return true;
    }

    private void Choose(int item, int worker)
    {
        int i = _limitedRows[item];
        HubSlots slots = _slots[worker] ??= new HubSlots(_state);
        Span<double> refused = _state.RefusedIn.AsSpan(i * _state.Tracers, _state.Tracers);
        _choices[i] = slots.Choose(_hubs[i].Token, _hubs[i].Limits.Slots!.Value, _state.Inputs, refused);
    }

    private void LimitSenders()
    {
        foreach (int token in _altered)
        {
            _state.SentShares[token] = 1;
        }

        _limitedSenders.Clear();
        for (int i = 0; i < _hubs.Count; i++)
        {
            if (_allotted[i].Rank > 0 || _sender.IsNoisy(_allotted[i], _hubs[i].Limits))
            {
                _limitedSenders.Add(i);
            }
        }

        if (_limitedSenders.Count == 0)
        {
            _altered.Clear();
            _copied = null;
            return;
        }

        CopyValues();
        int items = _limitedSenders.Count * _state.Heads;
        if (_powers.Length < items)
        {
            _powers = new (double, double)[items];
        }

        _team.Run(_state.Heads, _send);
        _state.SentValues = _sent!;
        for (int at = 0; at < _limitedSenders.Count; at++)
        {
            int i = _limitedSenders[at];
            _altered.Add(_hubs[i].Token);
            _state.SentShares[_hubs[i].Token] = SentShare(i, _powers.AsSpan(at * _state.Heads, _state.Heads));
        }
    }

    // Everybody else's rows are the layer's own. While the layer stays, only rows that were altered are put back.
    private void CopyValues()
    {
        float[] from = _state.Start.Values;
        _sent ??= new float[from.Length];
        if (!ReferenceEquals(_copied, from))
        {
            from.CopyTo(_sent, 0);
        }
        else
        {
            foreach (int token in _altered)
            {
                for (int h = 0; h < _state.Heads; h++)
                {
                    int at = ((h * _state.Tokens) + token) * _state.HeadDim;
                    from.AsSpan(at, _state.HeadDim).CopyTo(_sent.AsSpan(at));
                }
            }
        }

        _altered.Clear();
        _copied = from;
    }

    // A head's directions are made where they are first asked for, so a head is one worker's.
    private void Send(int head, int worker)
    {
        for (int at = 0; at < _limitedSenders.Count; at++)
        {
            int i = _limitedSenders[at];
            int row = ((head * _state.Tokens) + _hubs[i].Token) * _state.HeadDim;
            _powers[(at * _state.Heads) + head] = _sender.Send(
                _state.Layer,
                head,
                _allotted[i],
                _hubs[i].Limits,
                _state.Start.Values.AsSpan(row, _state.HeadDim),
                _sent.AsSpan(row, _state.HeadDim),
                _scratch[worker]);
        }
    }

    // A hub that holds nothing has no share that gets through: it is told as random values would have it, r / d.
    private float SentShare(int hub, ReadOnlySpan<(double Kept, double All)> powers)
    {
        double kept = 0;
        double all = 0;
        foreach ((double k, double a) in powers)
        {
            kept += k;
            all += a;
        }

        double share = all > 0 ? Math.Min(1, kept / all) : (double)_sender.Channels(_allotted[hub]) / _state.HeadDim;
        return (float)(share * _sender.Gain(_allotted[hub], _hubs[hub].Limits));
    }

    private void Report()
    {
        _state.Traffic.Clear();
        for (int i = 0; i < _hubs.Count; i++)
        {
            (int token, HubLimits limits) = _hubs[i];
            (int[]? chosen, int offered, float share) = _choices[i];
            _state.Traffic.Add(new HubTraffic(_allotted[i], limits, offered, chosen?.Length ?? offered, share, _state.SentShares[token])
            {
                IsSenderLimited = _limitedSenders.BinarySearch(i) >= 0,
            });
        }

        foreach (ref Chunk chunk in _world.Query(in _query))
        {
            Span<HubComponent> hubs = chunk.GetSpan<HubComponent>();
            Span<HubTrafficComponent> traffics = chunk.GetSpan<HubTrafficComponent>();
            for (int i = 0; i < chunk.Count; i++)
            {
                int at = IndexOf(hubs[i].Token);
                traffics[i] = at < 0 ? default : new HubTrafficComponent(_state.Traffic[at]);
            }
        }
    }

    // Where a working hub stands in the order of positions; negative where its links are cut.
    private int IndexOf(int token)
    {
        int from = 0;
        int to = _hubs.Count;
        while (from < to)
        {
            int middle = (from + to) / 2;
            if (_hubs[middle].Token < token)
            {
                from = middle + 1;
            }
            else
            {
                to = middle;
            }
        }

        return from < _hubs.Count && _hubs[from].Token == token ? from : -1;
    }
}
