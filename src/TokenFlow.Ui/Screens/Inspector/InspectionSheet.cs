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

    private readonly List<SheetEdge> _incoming = [];
    private readonly List<SheetEdge> _outgoing = [];
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

    /// <summary>How its value was computed.</summary>
    public SumSheet Sum { get; } = new();

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
        Sum.Write(source, snapshot.Subject);
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
}

/// <summary>An edge's line in the inspector.</summary>
/// <param name="Partner">The token at its other end.</param>
/// <param name="Edge">The edge.</param>
/// <param name="Way">Window, random or hub.</param>
/// <param name="Weight">Its weight.</param>
/// <param name="Name">The partner's text.</param>
/// <param name="Position">The partner's position.</param>
/// <param name="Amount">The weight in figures.</param>
internal readonly record struct SheetEdge(int Partner, PointedEdge Edge, EdgeWay Way, float Weight, string Name, string Position, string Amount);
