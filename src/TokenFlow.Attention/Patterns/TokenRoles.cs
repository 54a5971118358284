namespace TokenFlow.Attention.Patterns;

/// <summary>What all heads of a plan share: who is a hub, cut, padded, and which edges are cut.</summary>
internal sealed class TokenRoles
{
    private const byte HubFlag = 1;
    private const byte CutFlag = 2;
    private const byte PaddedFlag = 4;
    private const byte RestrictedFlag = 8;
    private readonly byte[] _flags;

    // The hubs whose rows are cut down, ascending, and what each may read. Kept by ranges: pairs would be hubs x tokens.
    private readonly int[] _restricted = [];
    private readonly TokenRange[][] _accepted = [];

    // query << 32 | key, ascending, so that a row's cut keys are a slice.
    private readonly long[] _cutEdges;

    public TokenRoles(int tokens, HubSet hubs, PatternEdits edits)
    {
        _flags = new byte[tokens];
        foreach (int token in edits.Padding)
        {
            _flags[token] = PaddedFlag;
        }

        foreach (int token in hubs.Working)
        {
            _flags[token] = HubFlag;
        }

        foreach (int token in hubs.Cut)
        {
            _flags[token] = CutFlag;
        }

        Hubs = hubs.Working.ToArray();
        CutHubs = hubs.Cut.ToArray();
        HubRanges = TokenRange.Gather(Hubs);
        CutRanges = TokenRange.Gather(CutHubs);
        PaddedRanges = TokenRange.Gather(edits.Padding.AsSpan());
        _cutEdges = new long[edits.CutEdges.Count];
        for (int i = 0; i < _cutEdges.Length; i++)
        {
            (int query, int key) = edits.CutEdges[i];
            _cutEdges[i] = Pair(query, key);
        }
    }

    private TokenRoles(TokenRoles whole, int[] restricted, TokenRange[][] accepted)
    {
        _flags = (byte[])whole._flags.Clone();
        _cutEdges = whole._cutEdges;
        _restricted = restricted;
        _accepted = accepted;
        foreach (int hub in restricted)
        {
            _flags[hub] |= RestrictedFlag;
        }

        Hubs = whole.Hubs;
        CutHubs = whole.CutHubs;
        HubRanges = whole.HubRanges;
        CutRanges = whole.CutRanges;
        PaddedRanges = whole.PaddedRanges;
    }

    public int[] Hubs { get; }

    public int[] CutHubs { get; }

    public TokenRange[] HubRanges { get; }

    public TokenRange[] CutRanges { get; }

    public TokenRange[] PaddedRanges { get; }

    public bool TakesNothingAway => CutRanges.Length == 0 && PaddedRanges.Length == 0 && _cutEdges.Length == 0;

    public bool HasCutEdges => _cutEdges.Length > 0;

    /// <summary>Whether the token is neither a hub nor padded.</summary>
    public bool IsOrdinary(int token) => (_flags[token] & (HubFlag | PaddedFlag)) == 0;

    public bool IsHub(int token) => (_flags[token] & HubFlag) != 0;

    public bool IsCut(int token) => (_flags[token] & CutFlag) != 0;

    public bool IsPadded(int token) => (_flags[token] & PaddedFlag) != 0;

    /// <summary>Whether the token is a hub that may read some of its keys only.</summary>
    public bool IsRestricted(int token) => (_flags[token] & RestrictedFlag) != 0;

    public bool IsCutEdge(int query, int key) =>
        (_cutEdges.Length > 0 && Array.BinarySearch(_cutEdges, Pair(query, key)) >= 0)
        || (IsRestricted(query) && !IsAccepted(query, key));

    /// <summary>What a restricted hub may read.</summary>
    public TokenRange[] Accepted(int hub) => _accepted[Array.BinarySearch(_restricted, hub)];

    /// <summary>The same roles with the rows of some hubs cut down.</summary>
    /// <exception cref="ArgumentException">A row is no working hub's or there twice, or its keys are not ascending tokens of the sequence.</exception>
    public TokenRoles Restrict(IReadOnlyList<HubRow> rows)
    {
        var restricted = new int[rows.Count];
        var accepted = new TokenRange[rows.Count][];
        for (int i = 0; i < rows.Count; i++)
        {
            (int hub, ReadOnlyMemory<int> keys) = rows[i];
            if (hub < 0 || hub >= _flags.Length || !IsHub(hub))
            {
                throw new ArgumentException($"Token {hub} is no working hub.", nameof(rows));
            }

            Check(hub, keys.Span);
            restricted[i] = hub;
            accepted[i] = TokenRange.Gather(keys.Span);
        }
        Array.Sort(restricted, accepted);
        for (int i = 1; i < restricted.Length; i++)
        {
            if (restricted[i] == restricted[i - 1])
            {
                throw new ArgumentException($"Hub {restricted[i]} has two rows.", nameof(rows));
            }
        }
        return new(this, restricted, accepted);
    }

    /// <summary>The row's cut pairs, ascending; the low 32 bits are the keys.</summary>
    public ReadOnlySpan<long> CutKeys(int query)
    {
        if (_cutEdges.Length == 0)
        {
            return [];
        }

        int from = LowerBound(Pair(query, 0));
        int to = LowerBound(Pair(query + 1, 0));
        return _cutEdges.AsSpan(from, to - from);
    }

    private void Check(int hub, ReadOnlySpan<int> keys)
    {
        for (int i = 0; i < keys.Length; i++)
        {
            if (keys[i] < 0 || keys[i] >= _flags.Length || (i > 0 && keys[i] <= keys[i - 1]))
            {
                throw new ArgumentException($"The keys of hub {hub} are not ascending tokens of the sequence.", nameof(keys));
            }
        }
    }

    private bool IsAccepted(int hub, int key)
    {
        TokenRange[] ranges = Accepted(hub);
        int cursor = 0;
        TokenRange.Seek(ranges, ref cursor, key);
        return cursor < ranges.Length && ranges[cursor].Start <= key;
    }

    private static long Pair(int query, int key) => ((long)query << 32) | (uint)key;

    private int LowerBound(long pair)
    {
        int at = Array.BinarySearch(_cutEdges, pair);
        return at >= 0 ? at : ~at;
    }
}
