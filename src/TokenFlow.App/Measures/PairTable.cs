using System.Globalization;
using TokenFlow.Simulation.Snapshots;
using TokenFlow.Studies.Measures;
using TokenFlow.Studies.Pairs;

namespace TokenFlow.App.Measures;

/// <summary>Writes a pair's measures as a table.</summary>
/// <param name="output">Where to.</param>
/// <param name="pieces">[tokens] the text of each token.</param>
internal sealed class PairTable(TextWriter output, IReadOnlyList<string> pieces)
{
    private const int MostHubs = 16;
    private const double Tied = 1 - 1e-9;

    /// <summary>A table, and what it says in words.</summary>
    public void Write(PairReport report, string heading)
    {
        Line($"{heading}");
        Line($"from {Name(report.From)} to {Name(report.To)}");
        Line($"");
        Line($"{"measure",-10}{"value",10}  {"rank",-24}what it is");
        foreach (PairColumn column in report.Columns)
        {
            Line($"{column.Name,-10}{Value(column, report.Place),10}  {Rank(column.Order, report.Place),-24}{Meaning(column.Name, report)}");
        }

        WayShares ways = report.Rollout.Ways[report.From].Normalised();
        Line($"{"hops",-10}{(report.Hops < 0 ? "never" : report.Hops),10}  {"",-24}shortest path in the first layer's graph");
        Line($"{"ways",-10}{(ways.Total > 0 ? "" : "none"),10}  {"",-24}of the rollout: {ways.Window:0.0 %} by window, {ways.Random:0.0 %} by random link, {ways.Hub:0.0 %} by hub");
        Line($"{"reach",-10}{report.Reach,10:N0}  {"",-24}tokens hold something of the source; the reader holds something of {report.Heard:N0}");
        WriteHubs(report);
        WriteAgreement(report);
        foreach (string note in report.Notes)
        {
            Line($"note: {note}");
        }
    }

    private static string Meaning(string measure, PairReport report) => measure switch
    {
        "rollout" => "share of what the reader holds that came from the source",
        "flow" => $"the most that can pass between them; the narrowest cut is {Cut(report.Flow!)}",
        "jacobian" => $"how strongly the reader answers to a change of the source ({How(report.Jacobian)})",
        _ => "layers until the reader holds something of the source",
    };

    private static string How(JacobianInfluence jacobian) => jacobian.Method switch
    {
        JacobianMethod.Linear => "exact: the weights do not depend on the values",
        JacobianMethod.Backward => string.Create(CultureInfo.InvariantCulture, $"exact: {jacobian.Passes:N0} backward passes"),
        _ => string.Create(CultureInfo.InvariantCulture, $"estimated: {jacobian.Passes:N0} random directions"),
    };

    private static string Cut(FlowBetween flow)
    {
        int[] layers = [.. Enumerable.Range(1, flow.CutEdges.Count).Where(l => flow.CutEdges[l - 1] > 0)];
        int edges = flow.CutEdges.Sum();
        return layers.Length == 0
            ? "empty"
            : string.Create(CultureInfo.InvariantCulture, $"{edges:N0} {(edges == 1 ? "edge" : "edges")} of {(layers.Length == 1 ? "layer" : "layers")} {string.Join(", ", layers)}");
    }

    private static string Value(PairColumn column, int at) => column.Name == "arrival"
        ? column.Values[at] < 0 ? "never" : column.Values[at].ToString("0", CultureInfo.InvariantCulture)
        : column.Values[at].ToString("G4", CultureInfo.InvariantCulture);

    private static string Rank(RankOrder order, int at)
    {
        int sharing = order.Sharing(at);
        string place = string.Create(CultureInfo.InvariantCulture, $"{order.Places[at]:N0} of {order.Places.Length:N0}");
        return sharing > 1 ? string.Create(CultureInfo.InvariantCulture, $"{place} ({sharing:N0} tied)") : place;
    }

    private void WriteHubs(PairReport report)
    {
        Line($"");
        if (report.Hubs.Count == 0)
        {
            Line($"no hubs");
            return;
        }

        Line($"{"hub",-20}{"outgoing",10}{"incoming",10}{"reads",10}");
        foreach (HubLoad hub in report.Hubs.OrderByDescending(h => h.Outgoing).ThenBy(h => h.Token).Take(MostHubs))
        {
            Line($"{Name(hub.Token),-20}{hub.Outgoing,10:0.00 %}{hub.Incoming,10:0.00 %}{hub.Reads,10:N1}");
        }

        Line($"outgoing: of all attention; incoming: of what is read of the source; reads: tokens that its row is spread over");
        if (report.Hubs.Count > MostHubs)
        {
            Line($"and {report.Hubs.Count - MostHubs:N0} more, which --json lists");
        }
    }

    private void WriteAgreement(PairReport report)
    {
        Line($"");
        Line($"rank order of {report.Sources.Count:N0} sources, Kendall's tau-b");
        Line($"{"",-10}{string.Concat(report.Columns.Skip(1).Select(c => $"{c.Name,10}"))}");
        for (int row = 0; row < report.Columns.Count - 1; row++)
        {
            string name = report.Columns[row].Name;
            IEnumerable<string> cells = report.Columns.Skip(1).Select((c, i) => i < row ? "" : Tau(report.Agreements.Single(a => a.First == name && a.Second == c.Name)));
            Line($"{name,-10}{string.Concat(cells.Select(c => $"{c,10}"))}");
        }

        Line($"");
        var told = new HashSet<string>();
        foreach (Agreement agreement in report.Agreements)
        {
            // What is said of a measure need not be said of one with the very same order again.
            if (!told.Contains(agreement.First) && !told.Contains(agreement.Second))
            {
                Line($"{Words(agreement)}");
                told.UnionWith(IsSameOrder(agreement) ? [agreement.Second] : []);
            }
        }
    }

    private static bool IsSameOrder(Agreement agreement) => agreement.Tau.Value > Tied;

    private static string Tau(Agreement agreement) => double.IsNaN(agreement.Tau.Value) ? "-" : agreement.Tau.Value.ToString("0.000", CultureInfo.InvariantCulture);

    private string Words(Agreement agreement)
    {
        if (double.IsNaN(agreement.Tau.Value))
        {
            return $"{agreement.First} and {agreement.Second}: one of them puts all sources level, so there is no order to compare";
        }

        if (agreement.Disagreements is [var widest, ..])
        {
            return string.Create(
                CultureInfo.InvariantCulture,
                $"{agreement.First} puts {Name(widest.Ahead)} before {Name(widest.Behind)} (places {widest.FirstPlaces.Ahead:N0} and {widest.FirstPlaces.Behind:N0}), {agreement.Second} the other way ({widest.SecondPlaces.Ahead:N0} and {widest.SecondPlaces.Behind:N0})");
        }

        return IsSameOrder(agreement)
            ? $"{agreement.First} and {agreement.Second} put all sources in the same order"
            : $"{agreement.First} and {agreement.Second} never say the opposite; where one ties sources the other tells them apart";
    }

    private string Name(int token) => string.Create(CultureInfo.InvariantCulture, $"{token} '{(pieces[token].Trim() is { Length: > 0 } shown ? shown : "␣")}'");

    private void Line(FormattableString text) => output.WriteLine(text.ToString(CultureInfo.InvariantCulture).TrimEnd());
}
