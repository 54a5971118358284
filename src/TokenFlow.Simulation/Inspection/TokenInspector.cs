using System.Numerics.Tensors;
using TokenFlow.Attention.Kernels;
using TokenFlow.Attention.Patterns;
using TokenFlow.Simulation.Snapshots;
using TokenFlow.Simulation.State;
using TokenFlow.Simulation.Survey;

namespace TokenFlow.Simulation.Inspection;

/// <summary>Tells how a token's value is computed, from the rows that the kernel read and wrote in this frame.</summary>
internal sealed class TokenInspector
{
    private readonly FlowState _state;
    private readonly Subject _subject;
    private readonly IReadOnlyList<TokenRole> _roles;
    private readonly IReadOnlyList<string> _tracerNames;
    private readonly KeyDye _dye;

    // Room for a row and a column, made at the first inspection.
    private RowScratch? _row;
    private int[] _keys = [];
    private float[] _weights = [];
    private EdgeWay[] _ways = [];
    private float[] _column = [];
    private float[] _headColumn = [];

    public TokenInspector(FlowState state, Subject subject, IReadOnlyList<TokenRole> roles, IReadOnlyList<string> tracerNames)
    {
        _state = state;
        _subject = subject;
        _roles = roles;
        _tracerNames = tracerNames;
        _dye = new KeyDye(state);
    }

    /// <summary>How the token's value is computed in this frame.</summary>
    /// <param name="token">The token.</param>
    /// <param name="head">The head, or -1 for the mean.</param>
    /// <param name="frame">The frame.</param>
    /// <param name="progress">How far the layer is; 1 at the end.</param>
    public TokenInspection Inspect(int token, int head, long frame, float progress)
    {
        if (_keys.Length == 0)
        {
            int n = _state.Tokens;
            _row = new RowScratch(n, _state.Heads);
            (_keys, _weights, _ways) = (new int[n], new float[n], new EdgeWay[n]);
            (_column, _headColumn) = (new float[n], new float[n]);
        }

        _dye.Update();

        // The mean over one head is that head.
        int one = head < 0 && _state.Heads == 1 ? 0 : head;
        AttentionInputs inputs = _state.Inputs;
        InspectedKey[] keys = one >= 0 ? KeysOf(inputs, one, token) : MeanKeysOf(inputs, token);
        CopyColumn(inputs, one, token);
        AttentionLayout layout = _state.Plan.Head(0);
        bool isCut = layout.CutHubs.BinarySearch(token) >= 0;
        return new TokenInspection
        {
            Frame = frame,
            Token = token,
            Head = head,
            Layer = Math.Min(_state.Layer, _subject.Layers - 1) + 1,
            Progress = progress,
            Piece = _subject.Pieces[token],
            Role = _roles[token],
            IsHub = isCut || layout.IsHub(token),
            IsCut = isCut,
            Scale = inputs.Scale,
            Residual = _state.Knobs.Residual,
            LogSumExp = one >= 0 ? _state.LogSumExp[(one * _state.Tokens) + token] : float.NaN,
            Keys = keys,
            Columns = one >= 0 ? ColumnsOf(one, token, keys) : [],
            Tracers = TracersOf(one, token, keys),
            Incoming = Strongest(keys.Where(k => k.Key != token).Select(k => Edge(token, k.Key, k.Weight, k.Way))),
            Outgoing = Strongest(Readers(one, token)),
        };
    }

    private InspectedKey[] KeysOf(in AttentionInputs inputs, int head, int token)
    {
        int count = EdgeWeights.CopyRow(inputs, _state.Plan, _state.LogSumExp, head, token, _keys, _weights, _ways);
        int d = _state.HeadDim;
        int matrix = head * _state.Tokens * d;
        bool global = inputs.HasGlobalProjections && _state.Plan.Head(head).IsHub(token);
        ReadOnlySpan<float> query = (global ? inputs.GlobalQ : inputs.Q).Slice(matrix + (token * d), d);
        ReadOnlySpan<float> all = global ? inputs.GlobalK : inputs.K;
        var keys = new InspectedKey[count];
        for (int e = 0; e < count; e++)
        {
            float dot = TensorPrimitives.Dot(query, all.Slice(matrix + (_keys[e] * d), d));
            keys[e] = new InspectedKey(_keys[e], _ways[e], dot, inputs.Scale * dot, _weights[e]);
        }

        return keys;
    }

    private InspectedKey[] MeanKeysOf(in AttentionInputs inputs, int token)
    {
        RowScratch row = _row!;
        row.Gather(token, inputs, _state.Plan, _state.LogSumExp);
        var keys = new InspectedKey[row.Keys.Length];
        for (int e = 0; e < keys.Length; e++)
        {
            keys[e] = new InspectedKey(row.Keys[e], row.Ways[e], float.NaN, float.NaN, row.Weights[e]);
        }

        return keys;
    }

    private InspectedColumn[] ColumnsOf(int head, int token, InspectedKey[] keys)
    {
        float[] input = _state.Attending.Values;
        float[] sent = _state.SentValues;
        int d = _state.HeadDim;
        int row = ((head * _state.Tokens) + token) * d;
        var columns = new InspectedColumn[Math.Min(d, TokenInspection.MaxColumns)];
        for (int c = 0; c < columns.Length; c++)
        {
            var values = new float[keys.Length];
            for (int e = 0; e < keys.Length; e++)
            {
                values[e] = sent[(((head * _state.Tokens) + keys[e].Key) * d) + c];
            }

            columns[c] = new InspectedColumn(c, values, _state.Attended[row + c], input[row + c], _state.Output[row + c]);
        }

        return columns;
    }

    private InspectedTracer[] TracersOf(int head, int token, InspectedKey[] keys)
    {
        Checkpoint from = _state.Attending;
        int stride = _state.Tracers * DyeColumns.Ways;
        int columns = DyeColumns.Count(_state.Tracers);
        AttentionLayout layout = _state.Plan.Head(Math.Max(0, head));
        var tracers = new InspectedTracer[_state.Tracers];
        for (int t = 0; t < tracers.Length; t++)
        {
            int at = t * DyeColumns.Ways;
            var held = new float[keys.Length];
            for (int e = 0; e < keys.Length; e++)
            {
                ReadOnlySpan<float> dye = from.Dye.AsSpan((keys[e].Key * stride) + at, DyeColumns.Ways);
                held[e] = _state.SentShares[keys[e].Key] * (dye[0] + dye[1] + dye[2]);
            }

            WayShares mean = default;
            for (int h = 0; h < _state.Heads; h++)
            {
                WayShares sum = Amounts(_state.ExtraAttended, (((h * _state.Tokens) + token) * columns) + at);
                mean = new WayShares(
                    mean.Window + (sum.Window / _state.Heads), mean.Random + (sum.Random / _state.Heads), mean.Hub + (sum.Hub / _state.Heads));
            }

            DyeDrop drop = _state.Start.Drops[t];
            tracers[t] = new InspectedTracer(
                t,
                _tracerNames[t],
                drop.Token,
                _state.Start.Arrival[t][token],
                HopDistances.Between(layout, drop.Token, token),
                held,
                Amounts(from.Dye, (token * stride) + at),
                head < 0 ? mean : Amounts(_state.ExtraAttended, (((head * _state.Tokens) + token) * columns) + at),
                mean,
                Amounts(_state.DyeOutput, (token * stride) + at));
        }

        return tracers;
    }

    private static WayShares Amounts(float[] dye, int at) =>
        new(dye[at + (int)EdgeWay.Window], dye[at + (int)EdgeWay.Random], dye[at + (int)EdgeWay.Hub]);

    // What every query gives to the token: of one head, or the mean.
    private void CopyColumn(in AttentionInputs inputs, int head, int token)
    {
        if (head >= 0)
        {
            EdgeWeights.CopyColumn(inputs, _state.Plan, _state.LogSumExp, head, token, _column);
            return;
        }

        Array.Clear(_column);
        for (int h = 0; h < _state.Heads; h++)
        {
            EdgeWeights.CopyColumn(inputs, _state.Plan, _state.LogSumExp, h, token, _headColumn);
            TensorPrimitives.Add(_column, _headColumn, _column);
        }

        TensorPrimitives.Multiply(_column, 1f / _state.Heads, _column);
    }

    private IEnumerable<EdgeSnapshot> Readers(int head, int token)
    {
        for (int query = 0; query < _column.Length; query++)
        {
            // A head that does not have the edge cannot say its way.
            for (int h = Math.Max(0, head); query != token && h < (head < 0 ? _state.Heads : head + 1); h++)
            {
                if (_state.Plan.Head(h).TryWayOf(query, token, out EdgeWay way))
                {
                    yield return Edge(query, token, _column[query], way);
                    break;
                }
            }
        }
    }

    private EdgeSnapshot Edge(int query, int key, float weight, EdgeWay way) =>
        new(query, key, weight, weight * _dye.Amounts[key], way, _dye.Tracers[key]);

    private static EdgeSnapshot[] Strongest(IEnumerable<EdgeSnapshot> edges) =>
    [
        .. edges.OrderByDescending(e => e.Weight)
            .ThenBy(e => Math.Abs((long)e.Query - e.Key))
            .ThenBy(e => e.Query)
            .ThenBy(e => e.Key)
            .Take(TokenInspection.MaxStrongest),
    ];
}
