namespace TokenFlow.Attention.Patterns;

/// <summary>
/// S(i) for every query i of one head: a compiled pattern with its edits. Memory is O(tokens), never O(edges). Immutable
/// and safe to share between threads.
/// </summary>
/// <remarks>
/// The definition, for unpadded i and j whose pair is not cut: if either is a cut hub, j is in S(i) exactly when it is in
/// i's window; else when either is a hub, or the pattern is full, or j is in i's window, or in a random block of i. In
/// causal patterns j must not be later than i. A hub whose row is cut down reads, of all this, its accepted keys.
/// </remarks>
public sealed class AttentionLayout
{
    private readonly WindowShape _shape;
    private readonly RandomLinks? _links;

    // The layout that this one cuts hub rows of; its other rows are the same.
    private readonly AttentionLayout? _whole;
    private RowSizes? _sizes;

    internal AttentionLayout(AttentionPattern pattern, int tokens, int head, int layer, TokenRoles roles)
    {
        Tokens = tokens;
        Roles = roles;
        IsCausal = pattern.IsCausal;
        IsFull = pattern.IsFull;
        _shape = pattern.ShapeOf(head);
        _links = pattern.DrawLinks(tokens, head, layer);
    }

    private AttentionLayout(AttentionLayout whole, TokenRoles roles)
    {
        Tokens = whole.Tokens;
        Roles = roles;
        IsCausal = whole.IsCausal;
        IsFull = whole.IsFull;
        _shape = whole._shape;
        _links = whole._links;
        _whole = whole;
    }

    /// <summary>Rows of the sequence, memory tokens included.</summary>
    public int Tokens { get; }

    /// <summary>Whether no query reads a later key.</summary>
    public bool IsCausal { get; }

    /// <summary>The hubs that work, ascending: neither cut nor padded.</summary>
    public ReadOnlySpan<int> Hubs => Roles.Hubs;

    /// <summary>The hubs that are cut, ascending.</summary>
    public ReadOnlySpan<int> CutHubs => Roles.CutHubs;

    /// <summary>The longest row: how large the buffers for <see cref="CopyKeys"/> must be. Computed at first use, in O(runs).</summary>
    public int MaxRowKeys => Sizes.Longest;

    internal TokenRoles Roles { get; }

    internal bool IsFull { get; }

    internal int LinkBlock => _links?.Block ?? 0;

    internal RandomLinks? Links => _links;

    private RowSizes Sizes => _sizes ??= Measure();

    /// <summary>Whether the token is a working hub.</summary>
    public bool IsHub(int token) => Roles.IsHub(token);

    /// <summary>Whether the token is padded.</summary>
    public bool IsPadded(int token) => Roles.IsPadded(token);

    /// <summary>The keys of a query as runs of consecutive keys of one way.</summary>
    public RowRuns Runs(int query)
    {
        ThrowIfOutside(query);
        return new(this, query);
    }

    /// <summary>|S(query)|.</summary>
    public long CountKeys(int query)
    {
        ThrowIfOutside(query);
        if (_shape.Dilation > 1 && Roles.TakesNothingAway && !Roles.IsHub(query))
        {
            return CountDilated(query);
        }

        long count = 0;
        foreach (KeyRun run in new RowRuns(this, query))
        {
            count += run.Length;
        }

        return count;
    }

    /// <summary>Ordered query-key pairs of the head. Computed at first use, in O(runs).</summary>
    public long CountEdges() => Sizes.Edges;

    /// <summary>Writes S(query), ascending, each key once.</summary>
    /// <param name="query">The row.</param>
    /// <param name="keys">At least <see cref="CountKeys"/> long.</param>
    /// <param name="ways">As long as <paramref name="keys"/>, or empty where the ways are not wanted.</param>
    /// <returns>How many keys were written.</returns>
    /// <exception cref="ArgumentException">A buffer is too short.</exception>
    public int CopyKeys(int query, Span<int> keys, Span<EdgeWay> ways)
    {
        int count = 0;
        foreach (KeyRun run in Runs(query))
        {
            if (count + run.Length > keys.Length || (!ways.IsEmpty && count + run.Length > ways.Length))
            {
                throw new ArgumentException($"Row {query} has more keys than the buffers hold.");
            }

            if (!ways.IsEmpty)
            {
                ways.Slice(count, run.Length).Fill(run.Way);
            }

            for (int key = run.Start; key < run.End; key++)
            {
                keys[count++] = key;
            }
        }
        return count;
    }

    /// <summary>Whether the query may read the key: the definition, in O(log cuts).</summary>
    public bool Contains(int query, int key) => TryWayOf(query, key, out _);

    /// <summary>The way of an edge: hub when either end is a working hub, even inside the window; random when only a random block gives it; else window.</summary>
    /// <exception cref="ArgumentException">The query does not read the key.</exception>
    public EdgeWay WayOf(int query, int key) => TryWayOf(query, key, out EdgeWay way)
        ? way
        : throw new ArgumentException($"Query {query} does not read key {key}.");

    /// <summary>The way of an edge, or false where there is none.</summary>
    public bool TryWayOf(int query, int key, out EdgeWay way)
    {
        ThrowIfOutside(query);
        ThrowIfOutside(key);
        bool inWindow = WindowOf(query).Contains(key);
        bool hub = Roles.IsHub(query) || Roles.IsHub(key);
        bool full = IsFull;
        way = hub ? EdgeWay.Hub : inWindow || full ? EdgeWay.Window : EdgeWay.Random;
        if (Roles.IsPadded(query) || Roles.IsPadded(key) || (IsCausal && key > query) || Roles.IsCutEdge(query, key))
        {
            return false;
        }

        if (Roles.IsCut(query) || Roles.IsCut(key))
        {
            return inWindow;
        }

        return hub || full || inWindow || IsLinked(query, key);
    }

    /// <summary>The same head with other roles, which cut down hub rows alone.</summary>
    internal AttentionLayout WithRestricted(TokenRoles roles) => new(this, roles);

    internal RowWindow WindowOf(int query) => _shape.At(query, Tokens);

    internal RowWindow ReadersOf(int key) => _shape.ReadersOf(key, Tokens);

    internal ReadOnlySpan<int> LinksOf(int query) => _links is null ? [] : _links.Of(query / _links.Block);

    internal int WindowDilation => _shape.Dilation;

    internal WindowShape Shape => _shape;

    private bool IsLinked(int query, int key) => _links is not null && LinksOf(query).BinarySearch(key / _links.Block) >= 0;

    private long CountDilated(int query)
    {
        if (Roles.IsHub(query))
        {
            return Tokens;
        }

        RowWindow window = WindowOf(query);
        long count = window.Count + Roles.Hubs.Length;
        foreach (int hub in Roles.Hubs)
        {
            if (window.Contains(hub))
            {
                count--;
            }
        }
        return count;
    }

    private RowSizes Measure()
    {
        RowSizes? whole = _whole?.Sizes;
        (long others, long longestOther) = whole is null ? MeasureOthers() : (whole.OtherEdges, whole.LongestOther);
        (long edges, long longest) = (others, longestOther);
        foreach (int hub in Hubs)
        {
            long keys = CountKeys(hub);
            edges += keys;
            longest = Math.Max(longest, keys);
        }
        return new(edges, (int)longest, others, longestOther);
    }

    // Rows that are no hubs'.
    private (long Edges, long Longest) MeasureOthers()
    {
        long edges = 0;
        long longest = 0;
        for (int query = 0; query < Tokens; query++)
        {
            if (Roles.IsHub(query))
            {
                continue;
            }

            long keys = CountKeys(query);
            edges += keys;
            longest = Math.Max(longest, keys);
        }
        return (edges, longest);
    }

    private void ThrowIfOutside(int token)
    {
        if ((uint)token >= (uint)Tokens)
        {
            throw new ArgumentOutOfRangeException(nameof(token), token, $"A sequence of {Tokens} has no such token.");
        }
    }

    private sealed record RowSizes(long Edges, int Longest, long OtherEdges, long LongestOther);
}
