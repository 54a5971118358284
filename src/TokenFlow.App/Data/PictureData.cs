using TokenFlow.Attention.Patterns;
using TokenFlow.Simulation.Snapshots;
using TokenFlow.Studies.Recall;

namespace TokenFlow.App.Data;

/// <summary>Every number that a picture shows: dye by token and way, the light cone, hubs, edges one by one and gathered, meters, recall.</summary>
internal static class PictureData
{
    /// <summary>The numbers, series by series.</summary>
    public static IEnumerable<DataRow> Of(FrameSnapshot snapshot) =>
        [.. Meters(snapshot), .. snapshot.Tracers.SelectMany(t => Tracer(t, snapshot.Tokens.Length)), .. snapshot.Hubs.SelectMany(Hub), .. Edges(snapshot), .. Recall(snapshot.Recall, snapshot.Facts.ToArray(), snapshot.Readers.ToArray())];

    private static IEnumerable<DataRow> Meters(FrameSnapshot snapshot)
    {
        Meters m = snapshot.Meters;
        yield return Figure("reach", m.Reach);
        yield return Figure("meanHops", m.MeanHops);
        yield return Figure("edges", m.Edges);
        yield return Figure("fullEdges", m.FullEdges);
        foreach ((string series, WayShares shares) in new[] { ("ways", m.Ways), ("reading", m.Reading) })
        {
            yield return new DataRow(series, "window", null, null, null, shares.Window);
            yield return new DataRow(series, "random", null, null, null, shares.Random);
            yield return new DataRow(series, "hub", null, null, null, shares.Hub);
        }

        static DataRow Figure(string name, double value) => new("meters", name, null, null, null, value);
    }

    private static List<DataRow> Tracer(TracerSnapshot tracer, int tokens)
    {
        var rows = new List<DataRow> { new("origin", tracer.Name, tracer.DropLayer, tracer.Origin, null, 1), new("refused", tracer.Name, null, null, null, tracer.Refused) };
        for (int i = 0; i < tokens; i++)
        {
            rows.Add(new DataRow("dye.window", tracer.Name, null, i, null, tracer.Window[i]));
            rows.Add(new DataRow("dye.random", tracer.Name, null, i, null, tracer.Random[i]));
            rows.Add(new DataRow("dye.hub", tracer.Name, null, i, null, tracer.Hub[i]));
            rows.Add(new DataRow("arrival", tracer.Name, null, i, null, tracer.Arrival[i]));
        }

        for (int layer = 0; layer < tracer.ConeRowCount; layer++)
        {
            ReadOnlySpan<float> cone = tracer.ConeRow(layer);
            for (int i = 0; i < tokens; i++)
            {
                rows.Add(new DataRow("cone", tracer.Name, layer, i, null, cone[i]));
            }
        }

        return rows;
    }

    private static IEnumerable<DataRow> Hub(HubSnapshot hub)
    {
        yield return Of("load", hub.Load);
        yield return Of("dye", hub.Dye);
        yield return Of("cut", hub.IsCut ? 1 : 0);
        yield return Of("offered", hub.Flow.Offered);
        yield return Of("taken", hub.Flow.Taken);
        yield return Of("takenShare", hub.Flow.TakenShare);
        yield return Of("sentShare", hub.Flow.SentShare);
        yield return Of("refusedIn", hub.Flow.RefusedIn);
        yield return Of("refusedOut", hub.Flow.RefusedOut);
        yield return Of("demand", hub.Flow.Demand);

        DataRow Of(string name, double value) => new("hub." + name, "", null, hub.Position, null, value);
    }

    private static List<DataRow> Edges(FrameSnapshot snapshot)
    {
        var rows = new List<DataRow>();
        foreach (ref readonly EdgeSnapshot edge in snapshot.Edges)
        {
            rows.Add(new DataRow("edge.weight", Way(edge.Way), null, edge.Query, edge.Key, edge.Weight));
            rows.Add(new DataRow("edge.flow", Way(edge.Way), null, edge.Query, edge.Key, edge.Flow));
        }

        // Groups as the snapshot numbers them: a bin of tokens, or -1 - h for hub number h.
        foreach (ref readonly BundleSnapshot bundle in snapshot.Bundles)
        {
            rows.Add(new DataRow("bundle.edges", Way(bundle.Way), null, bundle.QueryGroup, bundle.KeyGroup, bundle.Edges));
            rows.Add(new DataRow("bundle.weight", Way(bundle.Way), null, bundle.QueryGroup, bundle.KeyGroup, bundle.Weight));
            rows.Add(new DataRow("bundle.flow", Way(bundle.Way), null, bundle.QueryGroup, bundle.KeyGroup, bundle.Flow));
        }

        return rows;
    }

    private static IEnumerable<DataRow> Recall(RecallSnapshot? recall, FactSnapshot[] facts, ReaderSnapshot[] readers)
    {
        if (recall is null)
        {
            yield break;
        }

        (string, double)[] figures =
        [
            ("matchedFilter", recall.Recall), ("leastSquares", recall.RecallLeastSquares), ("chance", recall.Chance), ("effectiveRank", recall.EffectiveRank),
            ("bound", recall.Bound), ("rankBound", recall.RankBound), ("superposition", recall.Superposition),
        ];
        foreach ((string name, double value) in figures)
        {
            yield return new DataRow("recall", name, null, null, null, value);
        }

        if (recall.Knee is { } knee)
        {
            yield return new DataRow("recall", "knee", null, null, null, knee);
        }

        for (int f = 0; f < facts.Length; f++)
        {
            yield return new DataRow("recall.fact", "", null, facts[f].Token, facts[f].Word, f);
        }

        for (int r = 0; r < readers.Length; r++)
        {
            for (int f = 0; f < facts.Length; f++)
            {
                yield return new DataRow("recall.reads", "", null, readers[r].Token, facts[f].Word, recall.Reads[(r * facts.Length) + f] ? 1 : 0);
            }
        }

        foreach (RecallPoint point in recall.Curve)
        {
            yield return new DataRow("recall.curve", "matchedFilter", null, null, point.Facts, point.Recall);
            yield return new DataRow("recall.curve", "leastSquares", null, null, point.Facts, point.RecallLeastSquares);
        }
    }

    private static string Way(EdgeWay way) => way switch
    {
        EdgeWay.Window => "window",
        EdgeWay.Random => "random",
        _ => "hub",
    };
}

/// <summary>A number of a picture.</summary>
/// <param name="Series">What it is of, such as "dye.hub" or "hub.load".</param>
/// <param name="Name">Which one, where there are several of a name's own: a tracer, a way, a figure; else empty.</param>
/// <param name="Layer">The layer, 0 for the start; null where it is of the moment.</param>
/// <param name="Token">The token: of an edge, the one that reads.</param>
/// <param name="Other">The token that is read, the word of a fact, or the number of facts.</param>
/// <param name="Value">The number.</param>
internal readonly record struct DataRow(string Series, string Name, int? Layer, int? Token, int? Other, double Value);
