using TokenFlow.Base.Threading;
using TokenFlow.Simulation.Records;
using TokenFlow.Simulation.State;

namespace TokenFlow.Studies.Measures;

/// <summary>
/// Attention flow (Abnar and Zuidema 2020, "Quantifying attention flow in transformers", section 3): the maximum flow between a
/// reader after the last layer and a source before the first, in the graph whose nodes are the tokens between layers and whose
/// capacities are the weights: (1 - alpha) times the heads' mean, and alpha more from a token to itself. By the theorem of
/// Ford and Fulkerson (1956) it is what the narrowest cut between the two lets through.
/// </summary>
/// <remarks>
/// Only nodes that the reader can reach and that can reach the source are in the graph. Capacities are rounded to whole units
/// of 2^-48, so that flow and cut are exact integers; float32 weights below 2^-24 of that lose digits that nobody sees.
/// The rows of weights that the reader can use are kept (8 bytes an edge), layers with equal weights share theirs.
/// </remarks>
public sealed class AttentionFlow
{
    /// <summary>The most edges of a graph, all layers together: solving takes some 30 bytes of each.</summary>
    public const long MostEdges = 20_000_000;

    private const double Unit = 1.0 / (1L << 48);
    private readonly FlowRecord _record;
    private readonly SparseRows[] _rows;

    // [layers + 1][tokens] what the reader can reach, by the number of layers that are below it.
    private readonly bool[][] _reachable;

    /// <summary>Gathers what a reader can reach.</summary>
    /// <param name="record">The layers.</param>
    /// <param name="reader">The token that has read.</param>
    /// <param name="team">The threads; they change no bit.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such token.</exception>
    /// <exception cref="ArgumentException">The graph has more than <see cref="MostEdges"/>.</exception>
    public AttentionFlow(FlowRecord record, int reader, WorkerTeam team)
    {
        ArgumentNullException.ThrowIfNull(record);
        record.CheckToken(reader, nameof(reader));
        (_record, Reader) = (record, reader);
        _reachable = Reachable(record, reader);
        Edges = CountEdges(record, _reachable);
        if (Edges > MostEdges)
        {
            throw new ArgumentException($"The graph has {Edges:N0} edges, more than {MostEdges:N0}.");
        }

        _rows = new SparseRows[record.Layers.Count];

        // From the first layer: it has the most rows, and layers with its weights use what it keeps.
        for (int layer = 0; layer < _rows.Length; layer++)
        {
            _rows[layer] = SharesRows(record, _reachable, layer) ? _rows[layer - 1] : SparseRows.Of(record.Layers[layer], _reachable[layer + 1], team);
        }
    }

    /// <summary>The reader.</summary>
    public int Reader { get; }

    /// <summary>Edges that the reader can use, all layers together: no graph of it has more, but for those from a token to itself.</summary>
    public long Edges { get; }

    /// <summary>How many edges a reader could use. O(layers x runs).</summary>
    public static long CountEdges(FlowRecord record, int reader)
    {
        ArgumentNullException.ThrowIfNull(record);
        record.CheckToken(reader, nameof(reader));
        return CountEdges(record, Reachable(record, reader));
    }

    /// <summary>The flow from one source. O(edges) memory.</summary>
    /// <param name="source">The source.</param>
    /// <param name="solver">Memory to use again; several threads may solve with one each.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such token.</exception>
    public FlowBetween From(int source, MaximumFlow solver)
    {
        _record.CheckToken(source, nameof(source));
        ArgumentNullException.ThrowIfNull(solver);
        int layers = _rows.Length, tokens = _record.Tokens;
        bool[][] used = Used(source);
        if (!used[layers][Reader])
        {
            return new FlowBetween(source, Reader, 0, 0, 0, 0, 0, 0, new int[layers]);
        }

        // Nodes from the reader down: then an arc's tail always comes before its head.
        var numbers = new int[layers + 1][];
        var firstOfLevel = new int[layers + 2];
        int nodes = 0;
        for (int level = layers; level >= 0; level--)
        {
            firstOfLevel[level + 1] = nodes;
            numbers[level] = new int[tokens];
            for (int i = 0; i < tokens; i++)
            {
                numbers[level][i] = used[level][i] ? nodes++ : -1;
            }
        }

        solver.Begin(nodes);
        for (int level = layers; level > 0; level--)
        {
            for (int i = 0; i < tokens; i++)
            {
                if (numbers[level][i] >= 0)
                {
                    AddArcs(solver, level - 1, i, numbers[level][i], numbers[level - 1]);
                }
            }
        }

        (double read, double sent) = solver.EndCapacities(numbers[layers][Reader], numbers[0][source]);
        long flow = solver.Solve(numbers[layers][Reader], numbers[0][source]);
        var cutEdges = new int[layers];
        long cut = solver.Cut((tail, _, _) =>
        {
            int level = 0;
            while (tail < firstOfLevel[level + 1])
            {
                level++;
            }

            cutEdges[level - 1]++;
        });
        return new FlowBetween(source, Reader, flow * Unit, cut * Unit, read * Unit, sent * Unit, solver.Nodes, solver.Arcs, cutEdges);
    }

    private static bool[][] Reachable(FlowRecord record, int reader)
    {
        int layers = record.Layers.Count;
        var reachable = new bool[layers + 1][];
        reachable[layers] = new bool[record.Tokens];
        reachable[layers][reader] = true;
        for (int layer = layers - 1; layer >= 0; layer--)
        {
            reachable[layer] = ReadSet.Before(record.Layers[layer], reachable[layer + 1]);
        }

        return reachable;
    }

    private static long CountEdges(FlowRecord record, bool[][] reachable)
    {
        long edges = 0;
        for (int layer = 0; layer < record.Layers.Count; layer++)
        {
            edges += SparseRows.Count(record.Layers[layer], reachable[layer + 1]);
        }

        return edges;
    }

    private static bool SharesRows(FlowRecord record, bool[][] reachable, int layer)
    {
        if (layer == 0 || !record.Layers[layer].HasWeightsOf(record.Layers[layer - 1]))
        {
            return false;
        }

        for (int i = 0; i < record.Tokens; i++)
        {
            if (reachable[layer + 1][i] && !reachable[layer][i])
            {
                return false;
            }
        }

        return true;
    }

    // [layers + 1][tokens] reached from the reader, and reaching the source.
    private bool[][] Used(int source)
    {
        int layers = _rows.Length, tokens = _record.Tokens;
        var used = new bool[layers + 1][];
        var front = new DyeFront(tokens);
        var holds = new bool[tokens];
        holds[source] = true;
        for (int level = 0; level <= layers; level++)
        {
            if (level > 0)
            {
                LayerRecord below = _record.Layers[level - 1];
                holds = front.Advance(holds, below.Plan, below.Residual, below.KeyShares);
            }

            used[level] = new bool[tokens];
            for (int i = 0; i < tokens; i++)
            {
                used[level][i] = holds[i] && _reachable[level][i];
            }
        }

        return used;
    }

    private void AddArcs(MaximumFlow solver, int layer, int row, int tail, int[] heads)
    {
        double residual = _record.Layers[layer].Residual;
        ReadOnlySpan<int> keys = _rows[layer].Keys(row);
        ReadOnlySpan<float> weights = _rows[layer].Weights(row);
        bool readsItself = false;
        for (int e = 0; e < keys.Length; e++)
        {
            bool itself = keys[e] == row;
            readsItself |= itself;
            if (heads[keys[e]] >= 0)
            {
                Add(heads[keys[e]], ((1 - residual) * weights[e]) + (itself ? residual : 0));
            }
        }

        if (!readsItself && heads[row] >= 0)
        {
            Add(heads[row], residual);
        }

        void Add(int head, double capacity)
        {
            long units = (long)Math.Round(capacity / Unit);
            if (units > 0)
            {
                solver.Add(tail, head, units);
            }
        }
    }
}

/// <summary>The attention flow of one pair.</summary>
/// <param name="Source">The source, before the first layer.</param>
/// <param name="Reader">The reader, after the last.</param>
/// <param name="Value">The maximum flow in [0, 1].</param>
/// <param name="Cut">The capacity of the cut that was found: the same number, added up from the edges that it cuts.</param>
/// <param name="ReaderCapacity">What the reader's edges of the last layer carry at most; a bound of the flow.</param>
/// <param name="SourceCapacity">What the source's edges of the first layer carry at most; a bound of the flow.</param>
/// <param name="Nodes">Nodes of the graph: tokens between layers on some path of the pair.</param>
/// <param name="Arcs">Edges of the graph.</param>
/// <param name="CutEdges">[layers] how many edges of each layer the cut goes through.</param>
public sealed record FlowBetween(
    int Source,
    int Reader,
    double Value,
    double Cut,
    double ReaderCapacity,
    double SourceCapacity,
    int Nodes,
    int Arcs,
    IReadOnlyList<int> CutEdges);
