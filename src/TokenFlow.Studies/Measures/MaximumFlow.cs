namespace TokenFlow.Studies.Measures;

/// <summary>
/// Maximum flow and minimum cut by Dinic's algorithm (Dinic 1970, "Algorithm for solution of a problem of maximum flow in
/// networks with power estimation"): distances to the sink in the residual graph, then a blocking flow along them, until the
/// sink is out of reach. Capacities are whole numbers, so the flow is exact, ends, and equals the cut to the last unit.
/// Memory is O(nodes + arcs), and is kept for the next graph. Not thread-safe.
/// </summary>
/// <remarks>
/// Distances are taken from the sink, not from the source: then every node on an admissible arc leads on at first, and a
/// search runs into dead ends only where the phase has closed them.
/// </remarks>
public sealed class MaximumFlow
{
    private const int Far = int.MaxValue;
    private const int Closed = int.MinValue;
    private int[] _firstOut = [];
    private int[] _firstIn = [];
    private int[] _tail = [];
    private int[] _head = [];
    private long[] _left = [];
    private long[] _pushed = [];
    private int[] _incoming = [];
    private int[] _distance = [];
    private int[] _next = [];
    private int[] _queue = [];
    private int[] _path = [];
    private int _nodes;
    private int _arcs;

    /// <summary>Nodes of the graph.</summary>
    public int Nodes => _nodes;

    /// <summary>Arcs of the graph.</summary>
    public int Arcs => _arcs;

    /// <summary>Phases that the last flow took.</summary>
    public int Phases { get; private set; }

    /// <summary>Begins a graph; the one before is forgotten.</summary>
    /// <param name="nodes">Nodes.</param>
    public void Begin(int nodes)
    {
        (_nodes, _arcs) = (nodes, 0);
        Reserve(ref _firstOut, nodes + 1);
        Reserve(ref _firstIn, nodes + 2);
        Reserve(ref _distance, nodes);
        Reserve(ref _next, nodes);
        Reserve(ref _queue, nodes);
        Reserve(ref _path, nodes);
        Array.Clear(_firstOut, 0, nodes + 1);
    }

    /// <summary>Adds an arc. Arcs are added tail by tail, in ascending order of the tails.</summary>
    /// <param name="tail">Where it starts.</param>
    /// <param name="head">Where it ends.</param>
    /// <param name="capacity">What it can carry, in whole units, 0 or more.</param>
    public void Add(int tail, int head, long capacity)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(capacity);
        if (_arcs == _tail.Length)
        {
            int room = Math.Max(256, checked(_arcs * 2));
            Array.Resize(ref _tail, room);
            Array.Resize(ref _head, room);
            Array.Resize(ref _left, room);
        }

        if (_arcs > 0 && tail < _tail[_arcs - 1])
        {
            throw new ArgumentException($"An arc of node {tail} comes after those of node {_tail[_arcs - 1]}.");
        }

        (_tail[_arcs], _head[_arcs], _left[_arcs]) = (tail, head, capacity);
        _arcs++;
        _firstOut[tail + 1] = _arcs;
    }

    /// <summary>What leaves one node, and what enters another, at most: two bounds of the flow between them. O(arcs).</summary>
    /// <param name="source">The node that is left.</param>
    /// <param name="sink">The node that is entered.</param>
    public (double Out, double In) EndCapacities(int source, int sink)
    {
        // A column of a long sequence may add up to more units than a long holds.
        (double leaving, double entering) = (0, 0);
        for (int a = 0; a < _arcs; a++)
        {
            leaving += _tail[a] == source ? _left[a] : 0;
            entering += _head[a] == sink ? _left[a] : 0;
        }

        return (leaving, entering);
    }

    /// <summary>The maximum flow of the graph as it was added. It can be asked for once.</summary>
    /// <param name="source">Where it comes from.</param>
    /// <param name="sink">Where it goes to; another node.</param>
    /// <returns>The flow in units.</returns>
    public long Solve(int source, int sink)
    {
        ArgumentOutOfRangeException.ThrowIfEqual(source, sink);
        Link();
        long flow = 0;
        for (Phases = 0; MeasureDistances(source, sink); Phases++)
        {
            flow += Block(source, sink);
        }

        return flow;
    }

    /// <summary>
    /// After <see cref="Solve"/>: the minimum cut nearest to the sink, from the nodes that cannot reach the sink any more to those that can. Its
    /// capacity is added up from the arcs' own and owes nothing to the flow.
    /// </summary>
    /// <param name="arc">Told of each arc of the cut with capacity: tail, head, capacity.</param>
    /// <returns>The cut's capacity.</returns>
    public long Cut(Action<int, int, long>? arc = null)
    {
        long capacity = 0;
        for (int a = 0; a < _arcs; a++)
        {
            long whole = _left[a] + _pushed[a];
            if (whole > 0 && _distance[_tail[a]] == Far && _distance[_head[a]] != Far)
            {
                capacity += whole;
                arc?.Invoke(_tail[a], _head[a], whole);
            }
        }

        return capacity;
    }

    private static void Reserve<T>(ref T[] numbers, int length)
    {
        if (numbers.Length < length)
        {
            numbers = new T[Math.Max(length, 2 * numbers.Length)];
        }
    }

    // Arcs by head as well, so that flow can be taken back along them.
    private void Link()
    {
        for (int node = 0; node < _nodes; node++)
        {
            // Nodes without arcs end where the one before ends.
            _firstOut[node + 1] = Math.Max(_firstOut[node + 1], _firstOut[node]);
        }

        Reserve(ref _pushed, _arcs);
        Reserve(ref _incoming, _arcs);
        Array.Clear(_pushed, 0, _arcs);
        Array.Clear(_firstIn, 0, _nodes + 2);
        for (int a = 0; a < _arcs; a++)
        {
            _firstIn[_head[a] + 2]++;
        }

        for (int node = 0; node <= _nodes; node++)
        {
            _firstIn[node + 1] += _firstIn[node];
        }

        for (int a = 0; a < _arcs; a++)
        {
            _incoming[_firstIn[_head[a] + 1]++] = a;
        }
    }

    // Steps to the sink along arcs with room, in every node that is no farther than the source.
    private bool MeasureDistances(int source, int sink)
    {
        Array.Fill(_distance, Far, 0, _nodes);
        _distance[sink] = 0;
        _queue[0] = sink;
        int reached = 1;
        for (int at = 0; at < reached; at++)
        {
            int node = _queue[at];
            int step = _distance[node] + 1;
            for (int i = _firstIn[node]; i < _firstIn[node + 1]; i++)
            {
                int arc = _incoming[i];
                if (_left[arc] > 0 && _distance[_tail[arc]] == Far)
                {
                    _distance[_tail[arc]] = step;
                    _queue[reached++] = _tail[arc];
                }
            }

            for (int arc = _firstOut[node]; arc < _firstOut[node + 1]; arc++)
            {
                if (_pushed[arc] > 0 && _distance[_head[arc]] == Far)
                {
                    _distance[_head[arc]] = step;
                    _queue[reached++] = _head[arc];
                }
            }

            if (_distance[source] != Far)
            {
                return true;
            }
        }

        return false;
    }

    // A node's arcs are tried in order, each until it is of no more use in this phase: first its own, then those into it, backwards.
    private long Block(int source, int sink)
    {
        for (int node = 0; node < _nodes; node++)
        {
            _next[node] = 0;
        }

        long flow = 0;
        int depth = 0, at = source;
        while (true)
        {
            if (at == sink)
            {
                flow += Push(ref depth, out at);
                continue;
            }

            if (FindStep(at) is var step and not Closed)
            {
                _path[depth++] = step;
                at = step >= 0 ? _head[step] : _tail[~step];
                continue;
            }

            if (depth == 0)
            {
                return flow;
            }

            // A dead end: the arc that led here is done with.
            int last = _path[--depth];
            at = last >= 0 ? _tail[last] : _head[~last];
            _next[at]++;
        }
    }

    // An arc, or the complement of one that is taken backwards.
    private int FindStep(int node)
    {
        int own = _firstOut[node + 1] - _firstOut[node];
        int all = own + _firstIn[node + 1] - _firstIn[node];
        int wanted = _distance[node] - 1;
        for (; _next[node] < all; _next[node]++)
        {
            int i = _next[node];
            if (i < own)
            {
                int arc = _firstOut[node] + i;
                if (_left[arc] > 0 && _distance[_head[arc]] == wanted)
                {
                    return arc;
                }
            }
            else
            {
                int arc = _incoming[_firstIn[node] + i - own];
                if (_pushed[arc] > 0 && _distance[_tail[arc]] == wanted)
                {
                    return ~arc;
                }
            }
        }

        return Closed;
    }

    // Sends what the path has room for, and goes back to the first arc that is full.
    private long Push(ref int depth, out int at)
    {
        long room = long.MaxValue;
        for (int i = 0; i < depth; i++)
        {
            int step = _path[i];
            room = Math.Min(room, step >= 0 ? _left[step] : _pushed[~step]);
        }

        int full = -1;
        for (int i = depth - 1; i >= 0; i--)
        {
            int step = _path[i];
            if (step >= 0)
            {
                _left[step] -= room;
                _pushed[step] += room;
                full = _left[step] == 0 ? i : full;
            }
            else
            {
                _left[~step] += room;
                _pushed[~step] -= room;
                full = _pushed[~step] == 0 ? i : full;
            }
        }

        depth = full;
        at = _path[full] >= 0 ? _tail[_path[full]] : _head[~_path[full]];
        return room;
    }
}
