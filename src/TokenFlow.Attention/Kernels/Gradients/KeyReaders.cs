using TokenFlow.Attention.Patterns;

namespace TokenFlow.Attention.Kernels.Gradients;

/// <summary>
/// The queries that may read any key of a tile [from, to), each once and in an order that depends on the layout alone: a
/// superset that is cheap to find, as a query's own runs say what it really reads. Hubs' columns are long: their tiles have
/// all queries. Use it in a <c>foreach</c>; it has no memory of its own.
/// </summary>
internal ref struct KeyReaders
{
    private readonly AttentionLayout _layout;
    private readonly ReadOnlySpan<int> _hubs;
    private readonly int _from;
    private readonly int _to;
    private readonly int _first;
    private readonly int _last;
    private readonly int _block;
    private readonly int _firstRing = -1;
    private readonly int _lastRing = -1;
    private int _phase;
    private int _cursor;
    private int _linkedEnd;

    public KeyReaders(AttentionLayout layout, int from, int to)
    {
        _layout = layout;
        _from = from;
        _to = to;
        _block = layout.LinkBlock;
        if (HasHub(layout, from, to) || layout.IsFull)
        {
            _first = 0;
            _last = layout.Tokens - 1;
            _phase = 0;
            _cursor = -1;
            _hubs = [];
            _block = 0;
            return;
        }
        _hubs = layout.Hubs;
        _first = int.MaxValue;
        _last = -1;
        for (int key = from; key < to; key++)
        {
            RowWindow readers = layout.ReadersOf(key);
            _first = Math.Min(_first, readers.First);
            _last = Math.Max(_last, readers.Last);
            if (readers.Extra < 0)
            {
                continue;
            }
            // A ring has two ends, and each is the other's only reader outside its window.
            if (_firstRing < 0)
            {
                _firstRing = readers.Extra;
            }
            else
            {
                _lastRing = readers.Extra;
            }
        }
        _cursor = _first - 1;
    }

    public int Current { get; private set; }

    /// <summary>Whether a working hub's column is in the tile.</summary>
    public static bool HasHub(AttentionLayout layout, int from, int to)
    {
        int at = layout.Hubs.BinarySearch(from);
        at = at < 0 ? ~at : at;
        return at < layout.Hubs.Length && layout.Hubs[at] < to;
    }

    public readonly KeyReaders GetEnumerator() => this;

    public bool MoveNext()
    {
        while (_phase < 4)
        {
            if (Next())
            {
                return true;
            }

            _phase++;
            _cursor = -1;
        }
        return false;
    }

    private bool Next() => _phase switch
    {
        0 => NextInWindow(),
        1 => NextHub(),
        2 => NextLinked(),
        _ => NextOfRing(),
    };

    private bool NextInWindow()
    {
        Current = ++_cursor;
        return _cursor <= _last;
    }

    private bool NextHub()
    {
        while (++_cursor < _hubs.Length)
        {
            Current = _hubs[_cursor];
            if (!InWindow(Current))
            {
                return true;
            }
        }
        return false;
    }

    // Block rows of which a random block overlaps the tile.
    private bool NextLinked()
    {
        if (_block == 0)
        {
            return false;
        }

        if (_cursor < 0)
        {
            _cursor = -1;
            _linkedEnd = 0;
        }
        while (true)
        {
            if (++_cursor >= _linkedEnd && !SeekLinked())
            {
                return false;
            }

            Current = _cursor;
            if (!InWindow(Current) && !_layout.IsHub(Current))
            {
                return true;
            }
        }
    }

    private bool SeekLinked()
    {
        int firstBlock = _from / _block, lastBlock = (_to - 1) / _block;
        for (long row = _cursor / _block; row * _block < _layout.Tokens; row++)
        {
            int start = (int)(row * _block);
            foreach (int linked in _layout.LinksOf(start))
            {
                if (linked < firstBlock || linked > lastBlock)
                {
                    continue;
                }

                _cursor = start;
                _linkedEnd = (int)Math.Min(_layout.Tokens, (long)start + _block);
                return true;
            }
        }
        return false;
    }

    private bool NextOfRing()
    {
        while (++_cursor < 2)
        {
            Current = _cursor == 0 ? _firstRing : _lastRing;
            if (Current >= 0 && !InWindow(Current) && !_layout.IsHub(Current))
            {
                return true;
            }
        }
        return false;
    }

    private readonly bool InWindow(int query) => query >= _first && query <= _last;
}
