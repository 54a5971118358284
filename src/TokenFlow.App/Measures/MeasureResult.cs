using System.Text.Json.Serialization;
using TokenFlow.App.Cli;
using TokenFlow.Simulation.Snapshots;
using TokenFlow.Studies.Measures;
using TokenFlow.Studies.Pairs;

namespace TokenFlow.App.Measures;

/// <summary>A pair's measures, as scripts are told of them.</summary>
internal sealed record MeasureResult(
    string Scenario,
    int Tokens,
    int Layers,
    TokenResult From,
    TokenResult To,
    IReadOnlyList<int> Sources,
    IReadOnlyDictionary<string, ColumnResult> Measures,
    int Hops,
    WaysResult Ways,
    int Reach,
    int Heard,
    IEnumerable<HubResult> Hubs,
    IEnumerable<AgreementResult> Agreement,
    IReadOnlyList<string> Notes)
{
    /// <param name="report">The measures.</param>
    /// <param name="scenario">The scenario's name.</param>
    /// <param name="pieces">[tokens] the text of each token.</param>
    /// <param name="layers">How many layers were measured.</param>
    public static MeasureResult Of(PairReport report, string scenario, IReadOnlyList<string> pieces, int layers) => new(
        scenario,
        pieces.Count,
        layers,
        new TokenResult(report.From, pieces[report.From]),
        new TokenResult(report.To, pieces[report.To]),
        report.Sources,
        new OrderedDictionary<string, ColumnResult>(report.Columns.Select(c => KeyValuePair.Create(c.Name, ColumnResult.Of(c, report)))),
        report.Hops,
        WaysResult.Of(report.Rollout.Ways[report.From]),
        report.Reach,
        report.Heard,
        report.Hubs.Select(h => new HubResult(h.Token, pieces[h.Token], h.Outgoing, h.Incoming, h.Reads, h.OutgoingByLayer, h.IncomingByLayer)),
        report.Agreements.Select(AgreementResult.Of),
        report.Notes);
}

/// <summary>A token and its text.</summary>
internal sealed record TokenResult(int Token, string Piece);

/// <summary>One measure: the pair's value and its rank among the sources, and all sources' values. Flow tells its cut, the Jacobian its method.</summary>
internal sealed record ColumnResult(double Value, int Rank, int Tied)
{
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? Cut { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? ReaderCapacity { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? SourceCapacity { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Nodes { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Edges { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<int>? CutEdges { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Method { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Passes { get; init; }

    public required IReadOnlyList<double> Values { get; init; }

    public static ColumnResult Of(PairColumn column, PairReport report)
    {
        var plain = new ColumnResult(column.Values[report.Place], column.Order.Places[report.Place], column.Order.Sharing(report.Place)) { Values = column.Values };
        return column.Name switch
        {
            "flow" => plain with
            {
                Cut = report.Flow!.Cut,
                ReaderCapacity = report.Flow.ReaderCapacity,
                SourceCapacity = report.Flow.SourceCapacity,
                Nodes = report.Flow.Nodes,
                Edges = report.Flow.Arcs,
                CutEdges = report.Flow.CutEdges,
            },
            "jacobian" => plain with { Method = report.Jacobian.Method.ToString().ToLowerInvariant(), Passes = report.Jacobian.Passes },
            _ => plain,
        };
    }
}

/// <summary>A hub's load.</summary>
internal sealed record HubResult(
    int Token, string Piece, double Outgoing, double Incoming, double Reads, IReadOnlyList<double> OutgoingByLayer, IReadOnlyList<double> IncomingByLayer);

/// <summary>How far two measures agree on the order of the sources; tau is null where one of them knows no order.</summary>
internal sealed record AgreementResult(
    string First,
    string Second,
    double? Tau,
    long Concordant,
    long Discordant,
    long TiedInFirst,
    long TiedInSecond,
    IEnumerable<DisagreementResult> Disagreements)
{
    public static AgreementResult Of(Agreement agreement) => new(
        agreement.First,
        agreement.Second,
        JsonNumbers.Finite(agreement.Tau.Value),
        agreement.Tau.Concordant,
        agreement.Tau.Discordant,
        agreement.Tau.TiedInFirst,
        agreement.Tau.TiedInSecond,
        agreement.Disagreements.Select(DisagreementResult.Of));
}

/// <summary>Two sources that two measures put the other way round, and their places in each, that of the one ahead first.</summary>
internal sealed record DisagreementResult(int Ahead, int Behind, int[] FirstPlaces, int[] SecondPlaces)
{
    public static DisagreementResult Of(Disagreement pair) => new(
        pair.Ahead, pair.Behind, [pair.FirstPlaces.Ahead, pair.FirstPlaces.Behind], [pair.SecondPlaces.Ahead, pair.SecondPlaces.Behind]);
}

/// <summary>Amounts by the way they came.</summary>
internal sealed record WaysResult(double Window, double Random, double Hub)
{
    public static WaysResult Of(WayShares ways) => new(ways.Window, ways.Random, ways.Hub);
}
