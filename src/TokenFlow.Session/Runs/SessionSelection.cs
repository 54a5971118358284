using TokenFlow.Simulation.Snapshots;

namespace TokenFlow.Session.Runs;

/// <summary>What the mouse or the keyboard's cursor points at: a token, an edge, both or nothing.</summary>
public sealed class SessionSelection
{
    private int _count;

    /// <summary>The token that is pointed at; null for none.</summary>
    public int? Token { get; private set; }

    /// <summary>The edge that is pointed at; null for none.</summary>
    public PointedEdge? Edge { get; private set; }

    /// <summary>Points at something; what is not there counts as nothing.</summary>
    public void Point(int? token, PointedEdge? edge = null)
    {
        Token = token is >= 0 && token < _count ? token : null;
        Edge = edge is { Query: >= 0, Key: >= 0 } e && e.Query < _count && e.Key < _count ? e : null;
    }

    /// <summary>Moves the cursor along the tokens, to the ends at most.</summary>
    /// <param name="by">So many tokens.</param>
    /// <param name="from">Where it starts while nothing is pointed at; null for before the first.</param>
    public void Move(int by, int? from)
    {
        int at = Token ?? from ?? (by > 0 ? -1 : 1);
        Point((int)Math.Clamp((long)at + by, 0, _count - 1));
    }

    /// <summary>Goes through the edges that a snapshot shows one by one at a token, the strongest first; round at the ends.</summary>
    /// <returns>Whether there is one.</returns>
    public bool MoveEdge(int by, int token, FrameSnapshot snapshot)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        var edges = new List<PointedEdge>();
        foreach (EdgeSnapshot edge in snapshot.Edges)
        {
            if ((edge.Query == token || edge.Key == token) && edge.Query != edge.Key)
            {
                edges.Add(new PointedEdge(edge.Query, edge.Key));
            }
        }

        if (edges.Count == 0)
        {
            return false;
        }

        int at = Edge is { } now ? edges.IndexOf(now) : -1;
        at = at < 0 ? (by > 0 ? 0 : edges.Count - 1) : (((at + by) % edges.Count) + edges.Count) % edges.Count;
        Edge = edges[at];
        return true;
    }

    /// <summary>The sequence has so many tokens now.</summary>
    internal void Fit(int count)
    {
        _count = count;
        Point(Token, Edge);
    }
}

/// <summary>An edge that is pointed at: the query reads the key.</summary>
public readonly record struct PointedEdge(int Query, int Key);
