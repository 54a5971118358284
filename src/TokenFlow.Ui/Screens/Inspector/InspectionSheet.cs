using System.Globalization;
using TokenFlow.Attention.Patterns;
using TokenFlow.Scene.Lettering;
using TokenFlow.Session.Runs;
using TokenFlow.Simulation.Inspection;
using TokenFlow.Simulation.Snapshots;
using TokenFlow.Ui.Screens.Touch;

namespace TokenFlow.Ui.Screens.Inspector;

/// <summary>
/// What the inspector says of a token, in words and figures, all of it from <see cref="TokenInspection"/>. Written anew only
/// when the token, the head or the frame is another one.
/// </summary>
internal sealed class InspectionSheet
{
    /// <summary>Edges a list.</summary>
    public const int MostEdges = 5;

    /// <summary>Keys of the sum that have a line.</summary>
    public const int MostKeys = 5;

    private readonly List<SheetEdge> _incoming = [];
    private readonly List<SheetEdge> _outgoing = [];
    private readonly List<SheetKey> _keys = [];
    private (int Token, int Head, long Frame, ulong Hash, object? World) _of = (-1, 0, 0, 0, null);

    /// <summary>What it was written from; null before the first time.</summary>
    public TokenInspection? Source { get; private set; }

    public string Name { get; private set; } = "";

    public string Subtitle { get; private set; } = "";

    public string DyeNow { get; private set; } = "";

    public string Arrived { get; private set; } = "";

    public string Hops { get; private set; } = "";

    public string KeyCount { get; private set; } = "";

    public IReadOnlyList<SheetEdge> Incoming => _incoming;

    public IReadOnlyList<SheetEdge> Outgoing => _outgoing;

    /// <summary>The keys with the largest weights; among equals those of which most is taken.</summary>
    public IReadOnlyList<SheetKey> Keys => _keys;

    /// <summary>Which layer and head.</summary>
    public string Which { get; private set; } = "";

    /// <summary>What the scores are.</summary>
    public string ScoreTitle { get; private set; } = "";

    /// <summary>What is added up: dye, or a value column.</summary>
    public string HeldTitle { get; private set; } = "";

    /// <summary>How many more keys there are; empty for none.</summary>
    public string MoreName { get; private set; } = "";

    public string MoreAmount { get; private set; } = "";

    public string MoreTaken { get; private set; } = "";

    /// <summary>The sum of all weights, in float64.</summary>
    public double WeightSum { get; private set; }

    public string WeightSumText { get; private set; } = "";

    /// <summary>The weighted sum as the kernel computed it.</summary>
    public string SumText { get; private set; } = "";

    public string LogSumExp { get; private set; } = "";

    /// <summary>Own and sum, blended by the residual, with the numbers of this token.</summary>
    public string Blend { get; private set; } = "";

    /// <summary>What of it shows now.</summary>
    public string Now { get; private set; } = "";

    /// <summary>Writes it, if anything has changed.</summary>
    /// <param name="session">The run.</param>
    /// <param name="token">The token.</param>
    /// <param name="isRested">Whether figures may wait: while a long text plays they are written a few times a second.</param>
    public void Write(FlowSession session, int token, bool isRested)
    {
        FrameSnapshot snapshot = session.Snapshot;
        var of = (token, session.View.Head, snapshot.Frame, snapshot.StateHash, (object?)session.Simulation);
        bool isSame = of.token == _of.Token && of.Head == _of.Head && ReferenceEquals(of.Item5, _of.World);
        if (of == _of || (isSame && isRested && Math.Abs(of.Frame - _of.Frame) < 8))
        {
            return;
        }

        _of = of;
        TokenInspection source = session.Simulation.Inspect(token, session.View.Head);
        Source = source;
        WriteHead(source, snapshot);
        WriteEdges(source.Incoming, _incoming, token, snapshot.Subject);
        WriteEdges(source.Outgoing, _outgoing, token, snapshot.Subject);
        WriteSum(source, snapshot.Subject);
    }

    private void WriteHead(TokenInspection source, FrameSnapshot snapshot)
    {
        Name = Letters.Quoted(source.Piece);
        string role = source.Role switch
        {
            TokenRole.Special => "special token",
            TokenRole.Memory => "memory token",
            TokenRole.Padding => "padding",
            _ => "text",
        };
        string hub = source.IsCut ? " · hub, cut" : source.IsHub ? " · hub" : "";
        Subtitle = $"token {Letters.Count(source.Token)} of {Letters.Count(snapshot.Tokens.Length)} · {role}{hub}";
        KeyCount = Letters.Count(source.Keys.Count);
        if (source.Tracers.Count == 0)
        {
            (DyeNow, Arrived, Hops) = ("none", "-", "-");
            return;
        }

        InspectedTracer tracer = source.Tracers[0];
        double now = tracer.Own.Total + (source.Progress * (tracer.Result.Total - tracer.Own.Total));
        DyeNow = CardPen.Dye(now);
        Arrived = tracer.Arrival switch
        {
            < 0 => "not yet",
            0 when tracer.Origin == source.Token => "origin",
            _ => $"layer {snapshot.Tracers[0].DropLayer + tracer.Arrival}",
        };
        Hops = tracer.Hops < 0 ? "no path" : tracer.Hops.ToString(CultureInfo.InvariantCulture);
    }

    private static void WriteEdges(IReadOnlyList<EdgeSnapshot> edges, List<SheetEdge> into, int token, Subject subject)
    {
        into.Clear();
        for (int i = 0; i < Math.Min(edges.Count, MostEdges); i++)
        {
            EdgeSnapshot edge = edges[i];
            int partner = edge.Query == token ? edge.Key : edge.Query;
            into.Add(new SheetEdge(
                partner, new PointedEdge(edge.Query, edge.Key), edge.Way, edge.Weight,
                Letters.Piece(subject.Pieces[partner]), Letters.Count(partner), CardPen.Dye(edge.Weight)));
        }
    }

    private void WriteSum(TokenInspection source, Subject subject)
    {
        bool isMean = float.IsNaN(source.LogSumExp);
        Which = isMean ? $"layer {source.Layer} · mean of {subject.Heads} heads"
            : subject.Heads == 1 ? $"layer {source.Layer}" : $"layer {source.Layer} · head {source.Head + 1} of {subject.Heads}";
        ScoreTitle = isMean ? "score" : $"q·k × {source.Scale:0.###}";
        InspectedTracer? tracer = source.Tracers.Count > 0 ? source.Tracers[0] : null;
        InspectedColumn? column = source.Columns.Count > 0 ? source.Columns[0] : null;
        HeldTitle = tracer is not null ? "its dye" : column is not null ? "its value" : "";
        IReadOnlyList<float>? held = tracer?.Held ?? column?.Values;

        Span<int> top = stackalloc int[MostKeys];
        int shown = Top(source.Keys, held, top);
        double sum = 0, shownSum = 0, taken = 0, shownTaken = 0;
        for (int e = 0; e < source.Keys.Count; e++)
        {
            sum += source.Keys[e].Weight;
            taken += source.Keys[e].Weight * (double)(held?[e] ?? 0);
        }

        _keys.Clear();
        for (int i = 0; i < shown; i++)
        {
            InspectedKey key = source.Keys[top[i]];
            double amount = held?[top[i]] ?? 0, product = key.Weight * amount;
            shownSum += key.Weight;
            shownTaken += product;
            _keys.Add(new SheetKey(
                new PointedEdge(source.Token, key.Key), key.Way, key.Weight, product,
                $"{Letters.Piece(subject.Pieces[key.Key])} {key.Key}",
                isMean ? "-" : key.Score.ToString("0.000", CultureInfo.InvariantCulture).Replace('-', '−'),
                CardPen.Dye(key.Weight), held is null ? "" : CardPen.Dye(amount), held is null ? "" : CardPen.Dye(product)));
        }

        int more = source.Keys.Count - shown;
        MoreName = more > 0 ? $"and {Letters.Count(more)} more" : "";
        MoreAmount = more > 0 ? CardPen.Dye(sum - shownSum) : "";
        MoreTaken = more > 0 && held is not null ? CardPen.Dye(Math.Abs(taken - shownTaken) < 1e-12 ? 0 : taken - shownTaken) : "";
        WeightSum = sum;
        WeightSumText = source.Keys.Count == 0 ? "reads nothing" : sum.ToString("0.000000", CultureInfo.InvariantCulture);
        LogSumExp = isMean ? "each head has its own scores: choose one" : $"log-sum-exp of the scores {source.LogSumExp:0.0000}".Replace('-', '−').Replace("log−sum−exp", "log-sum-exp");
        WriteBlend(source, tracer, column, subject.Heads);
    }

    private void WriteBlend(TokenInspection source, InspectedTracer? tracer, InspectedColumn? column, int heads)
    {
        (double own, double sum, double mean, double result) = tracer is not null
            ? (tracer.Own.Total, tracer.Sum.Total, tracer.Mean.Total, tracer.Result.Total)
            : column is not null ? (column.Own, column.Sum, column.Sum, column.Result) : (double.NaN, double.NaN, double.NaN, double.NaN);
        if (double.IsNaN(own))
        {
            (SumText, Blend, Now) = ("", "", "");
            return;
        }

        SumText = CardPen.Dye(sum);
        double alpha = source.Residual;
        string from = tracer is not null && heads > 1 && source.Head >= 0 ? $"mean of heads {CardPen.Dye(mean)}" : CardPen.Dye(mean);
        Blend = $"{alpha:0.##} × {CardPen.Dye(own)} + {1 - alpha:0.##} × {from} = {CardPen.Dye(result)}";
        Now = source.Progress >= 1 ? "the layer is finished: all of it shows"
            : $"{source.Progress * 100:0} % of the layer: shows {CardPen.Dye(own + (source.Progress * (result - own)))}";
    }

    // The largest weights; among equals what most is taken of, then the nearest.
    private static int Top(IReadOnlyList<InspectedKey> keys, IReadOnlyList<float>? held, Span<int> top)
    {
        int count = 0;
        for (int e = 0; e < keys.Count; e++)
        {
            int at = count;
            while (at > 0 && Before(e, top[at - 1]))
            {
                at--;
            }

            if (at == top.Length)
            {
                continue;
            }

            for (int i = Math.Min(count, top.Length - 1); i > at; i--)
            {
                top[i] = top[i - 1];
            }

            top[at] = e;
            count = Math.Min(count + 1, top.Length);
        }

        return count;

        bool Before(int a, int b) => keys[a].Weight != keys[b].Weight ? keys[a].Weight > keys[b].Weight : (held?[a] ?? 0) > (held?[b] ?? 0);
    }
}

/// <summary>A key's line in the sum: its score, its softmax weight, what it holds, and what of it is taken.</summary>
/// <param name="Edge">The edge from it.</param>
/// <param name="Way">Window, random or hub.</param>
/// <param name="Weight">The softmax weight.</param>
/// <param name="Product">Weight x what it holds.</param>
/// <param name="Name">The key's text.</param>
/// <param name="Score">The score in figures; "-" in the mean over heads.</param>
/// <param name="Amount">The weight in figures.</param>
/// <param name="Held">What it holds, in figures.</param>
/// <param name="Taken">The product in figures.</param>
internal readonly record struct SheetKey(
    PointedEdge Edge, EdgeWay Way, float Weight, double Product, string Name, string Score, string Amount, string Held, string Taken);

/// <summary>An edge's line in the inspector.</summary>
/// <param name="Partner">The token at its other end.</param>
/// <param name="Edge">The edge.</param>
/// <param name="Way">Window, random or hub.</param>
/// <param name="Weight">Its weight.</param>
/// <param name="Name">The partner's text.</param>
/// <param name="Position">The partner's position.</param>
/// <param name="Amount">The weight in figures.</param>
internal readonly record struct SheetEdge(int Partner, PointedEdge Edge, EdgeWay Way, float Weight, string Name, string Position, string Amount);
