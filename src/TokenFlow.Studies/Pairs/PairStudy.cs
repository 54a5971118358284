using System.Globalization;
using TokenFlow.Attention.Patterns;
using TokenFlow.Base.Threading;
using TokenFlow.Simulation.Records;
using TokenFlow.Studies.Measures;

namespace TokenFlow.Studies.Pairs;

/// <summary>Takes every measure of a pair of tokens, and ranks its source among others by each.</summary>
public sealed class PairStudy
{
    /// <summary>Sources that are compared where nobody says how many.</summary>
    public const int UsualSources = 256;

    /// <summary>The fewest that say anything.</summary>
    public const int FewestSources = 16;

    // So many edges solved in all, over the sources, take some tens of seconds on two cores.
    private const long FlowBudget = 200_000_000;

    // So many multiply-adds of backward passes as well.
    private const double JacobianBudget = 4e11;
    private const int MostProbes = 64;
    private const int FewestProbes = 4;
    private readonly FlowRecord _record;
    private readonly WorkerTeam _team;
    private readonly ulong _seed;
    private readonly Action<string, int, int> _tell;
    private readonly CancellationToken _cancellation;
    private readonly List<string> _notes = [];

    /// <param name="record">The layers.</param>
    /// <param name="team">The threads.</param>
    /// <param name="seed">Draws sources and random directions.</param>
    /// <param name="tell">Told how far it is.</param>
    /// <param name="cancellation">Breaks it off.</param>
    public PairStudy(FlowRecord record, WorkerTeam team, ulong seed, Action<string, int, int> tell, CancellationToken cancellation) =>
        (_record, _team, _seed, _tell, _cancellation) = (record, team, seed, tell, cancellation);

    /// <summary>Measures.</summary>
    /// <param name="from">The source.</param>
    /// <param name="to">The reader.</param>
    /// <param name="wanted">How many sources to compare; null for as many as take a reasonable time.</param>
    public PairReport Measure(int from, int to, int? wanted)
    {
        _tell("rollout", 0, 0);
        var rollout = new AttentionRollout(_record, _team);
        RolloutInfluence influence = rollout.Onto(to);
        RolloutSpread spread = rollout.Of(from);
        int[] arrival = ArrivalLayers.Onto(_record, to);
        _cancellation.ThrowIfCancellationRequested();
        _tell("hub loads", 0, 0);
        IReadOnlyList<HubLoad> hubs = LoadShares.Of(_record, spread, _team);
        _cancellation.ThrowIfCancellationRequested();
        _tell("flow of the pair", 0, 0);
        AttentionFlow? graph = Graph(to);
        FlowBetween? flow = graph?.From(from, new MaximumFlow());
        int[] sources = SourceSample.Draw(_record.Tokens, wanted ?? Affordable(flow), from, _seed);
        double[]? flows = graph is null ? null : Flows(graph, sources);
        JacobianInfluence jacobian = Jacobian(to);
        var columns = new List<PairColumn> { PairColumn.Of("rollout", Of(influence.Total)) };
        if (flows is not null)
        {
            columns.Add(PairColumn.Of("flow", flows));
        }

        columns.Add(PairColumn.Of("jacobian", Of(jacobian.Norms)));
        columns.Add(PairColumn.OfArrivals("arrival", [.. sources.Select(s => (double)arrival[s])]));
        _tell("agreement", 0, 0);
        return new PairReport
        {
            From = from,
            To = to,
            Sources = sources,
            Rollout = influence,
            Flow = flow,
            Jacobian = jacobian,
            Arrival = arrival,
            Hops = HopDistances.Between(_record.Layers[0].Plan.Head(0), from, to),
            Reach = ArrivalLayers.Reach(_record, from),
            Hubs = hubs,
            Columns = columns,
            Agreements = [.. Agreements(sources, columns)],
            Notes = _notes,
        };

        double[] Of(IReadOnlyList<double> all) => [.. sources.Select(s => all[s])];
    }

    private static IEnumerable<Agreement> Agreements(int[] sources, List<PairColumn> columns)
    {
        for (int first = 0; first < columns.Count; first++)
        {
            for (int second = first + 1; second < columns.Count; second++)
            {
                yield return Agreement.Between(sources, (columns[first].Name, columns[first].Order), (columns[second].Name, columns[second].Order));
            }
        }
    }

    private AttentionFlow? Graph(int to)
    {
        long edges = AttentionFlow.CountEdges(_record, to);
        if (edges <= AttentionFlow.MostEdges)
        {
            return new AttentionFlow(_record, to, _team);
        }

        Note($"flow is left out: the graph has {edges:N0} edges, more than {AttentionFlow.MostEdges:N0}; fewer tokens, layers or a narrower window make it smaller");
        return null;
    }

    // What is asked for is done; without a number as many sources as a reasonable time allows.
    private int Affordable(FlowBetween? flow)
    {
        if (flow is null || flow.Arcs == 0)
        {
            return UsualSources;
        }

        int sources = (int)Math.Clamp(FlowBudget / flow.Arcs, FewestSources, UsualSources);
        if (sources < Math.Min(UsualSources, _record.Tokens))
        {
            Note($"{sources} sources are compared, as the flow of one goes through {flow.Arcs:N0} edges; --sources takes more");
        }

        return sources;
    }

    private double[] Flows(AttentionFlow graph, int[] sources)
    {
        var flows = new double[sources.Length];
        var solvers = new MaximumFlow[_team.Threads];
        int first = 0;

        // Each thread has a graph of its own: large ones are solved one after another.
        int step = graph.Edges * _team.Threads <= 2 * AttentionFlow.MostEdges ? 4 * _team.Threads : 1;
        Action<int, int> body = (item, worker) => flows[first + item] = graph.From(sources[first + item], solvers[worker] ??= new MaximumFlow()).Value;
        for (; first < sources.Length; first += step)
        {
            _cancellation.ThrowIfCancellationRequested();
            _tell("flow", first, sources.Length);
            _team.Run(Math.Min(step, sources.Length - first), body);
        }

        return flows;
    }

    private JacobianInfluence Jacobian(int to)
    {
        using var norms = new JacobianNorms(_record, _team);
        double pass = norms.OperationsAPass;
        void Progress(int done, int all) => _tell("backward passes", done, all);
        if (norms.IsRollout || pass * norms.ExactPasses <= JacobianBudget)
        {
            return norms.Onto(to, Progress, _cancellation);
        }

        int probes = (int)Math.Clamp(JacobianBudget / pass, FewestProbes, MostProbes);
        Note($"Jacobian norms are estimated from {probes} random directions, as all {norms.ExactPasses:N0} would take long");
        return norms.Estimate(to, probes, _seed, Progress, _cancellation);
    }

    private void Note(FormattableString note) => _notes.Add(note.ToString(CultureInfo.InvariantCulture));
}
