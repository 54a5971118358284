namespace TokenFlow.Attention.Patterns;

/// <summary>One breadth-first search; see <see cref="HopDistances"/>.</summary>
internal sealed class HopSearch
{
    private readonly AttentionLayout _layout;
    private readonly int _tokens;
    private readonly int _stride;
    private readonly int[] _distances;
    private readonly int[] _queue;

    // The next token of the same residue class that is not reached yet, found by path halving.
    private readonly int[] _next;
    private readonly List<int> _hubsLeft = [];
    private readonly int[][] _blockReaders;
    private int _reached;

    public HopSearch(AttentionLayout layout, int source)
    {
        ArgumentNullException.ThrowIfNull(layout);
        ArgumentOutOfRangeException.ThrowIfNegative(source);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(source, layout.Tokens);
        _layout = layout;
        _tokens = layout.Tokens;
        _stride = Math.Min(layout.WindowDilation, _tokens);
        _distances = new int[_tokens];
        _queue = new int[_tokens];
        _next = new int[_tokens + _stride];
        Array.Fill(_distances, -1);
        for (int token = 0; token < _next.Length; token++)
        {
            _next[token] = token;
        }

        foreach (TokenRange padded in layout.Roles.PaddedRanges)
        {
            for (int token = padded.Start; token < padded.End; token++)
            {
                _next[token] = token + _stride;
            }
        }
        foreach (int hub in layout.Hubs)
        {
            _hubsLeft.Add(hub);
        }

        _blockReaders = layout.Links is null ? [] : Reverse(layout.Links);
        Reach(source, 0);
    }

    /// <summary>Searches until the target is reached, or everything that can be.</summary>
    public int[] Run(int target)
    {
        for (int at = 0; at < _reached && (target < 0 || _distances[target] < 0); at++)
        {
            Spread(_queue[at]);
        }

        return _distances;
    }

    private void Spread(int key)
    {
        int distance = _distances[key] + 1;
        if (_layout.IsHub(key) || (_layout.IsFull && !_layout.Roles.IsCut(key)))
        {
            for (int residue = 0; residue < _stride; residue++)
            {
                Walk(key, residue, _tokens - 1, distance);
            }

            return;
        }
        RowWindow readers = _layout.ReadersOf(key);
        Walk(key, readers.First, readers.Last, distance);
        if (readers.Extra >= 0)
        {
            Try(key, readers.Extra, distance);
        }

        if (_blockReaders.Length > 0)
        {
            int block = _layout.LinkBlock;
            foreach (int row in _blockReaders[key / block])
            {
                Walk(key, row * block, Math.Min(_tokens, (row + 1) * block) - 1, distance);
            }
        }
        for (int i = _hubsLeft.Count - 1; i >= 0; i--)
        {
            if (_distances[_hubsLeft[i]] >= 0 || Try(key, _hubsLeft[i], distance))
            {
                _hubsLeft.RemoveAt(i);
            }
        }
    }

    // All tokens not reached yet in first, first + stride, ... last.
    private void Walk(int key, int first, int last, int distance)
    {
        for (int query = Find(first); query <= last; query = Find(query + _stride))
        {
            Try(key, query, distance);
        }
    }

    // The layout has the last word: cuts, causality and the like may forbid what a shape suggests.
    private bool Try(int key, int query, int distance)
    {
        if (_distances[query] >= 0 || !_layout.Contains(query, key))
        {
            return false;
        }

        Reach(query, distance);
        return true;
    }

    private void Reach(int token, int distance)
    {
        _distances[token] = distance;
        _queue[_reached++] = token;
        _next[token] = token + _stride;
    }

    private int Find(int token)
    {
        while (token < _tokens && _next[token] != token)
        {
            int further = _next[token];
            if (further < _tokens)
            {
                _next[token] = _next[further];
            }

            token = _next[token];
        }
        return token;
    }

    private static int[][] Reverse(RandomLinks links)
    {
        var readers = new List<int>[links.Rows];
        for (int row = 0; row < links.Rows; row++)
        {
            readers[row] = [];
        }

        for (int row = 0; row < links.Rows; row++)
        {
            foreach (int block in links.Of(row))
            {
                readers[block].Add(row);
            }
        }
        return [.. readers.Select(rows => rows.ToArray())];
    }
}

/// <summary>
/// Least number of layers in which information of one token reaches another: breadth-first search over the layout,
/// against the direction of reading (information runs from key to query). Nothing of size n x n is built: a
/// union-find over the tokens not reached yet lets every window be walked in the time of its new tokens alone, and a
/// hub's row and column are taken as a whole.
/// </summary>
public static class HopDistances
{
    /// <summary>Layers until information of <paramref name="source"/> reaches each token.</summary>
    /// <returns>[tokens]; 0 for the source itself, -1 for tokens that it never reaches.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such token.</exception>
    public static int[] From(AttentionLayout layout, int source) => new HopSearch(layout, source).Run(target: -1);

    /// <summary>Layers until information of <paramref name="from"/> reaches <paramref name="to"/>, or -1 if it never does.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such token.</exception>
    public static int Between(AttentionLayout layout, int from, int to)
    {
        ArgumentNullException.ThrowIfNull(layout);
        ArgumentOutOfRangeException.ThrowIfNegative(to);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(to, layout.Tokens);
        return new HopSearch(layout, from).Run(to)[to];
    }
}
