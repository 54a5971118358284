namespace TokenFlow.Attention.Patterns;

/// <summary>
/// The keys of one query as maximal runs of consecutive keys reached the same way, ascending, each key once. A sweep
/// over what gives keys (everything, window, hubs, random blocks) and what takes them away (padding, cut hubs, cut
/// edges, rows cut down): O(runs) and without memory of its own. Use it in a <c>foreach</c>.
/// </summary>
public ref struct RowRuns
{
    private readonly AttentionLayout _layout;
    private readonly RowWindow _window;
    private readonly ReadOnlySpan<int> _links;
    private readonly ReadOnlySpan<long> _cutKeys;

    // What a hub whose row is cut down may read; null for every other row.
    private readonly TokenRange[]? _accepted;
    private readonly bool _readsAll;
    private readonly bool _isHub;
    private readonly bool _isCut;
    private readonly int _limit;
    private int _position;
    private int _hubCursor;
    private int _cutCursor;
    private int _paddedCursor;
    private int _linkCursor;
    private int _cutKeyCursor;
    private int _acceptedCursor;

    /// <param name="layout">The head.</param>
    /// <param name="query">The row.</param>
    /// <param name="from">Keys before this one are left out; a run that holds it begins there.</param>
    internal RowRuns(AttentionLayout layout, int query, int from = 0)
    {
        _position = from;
        _layout = layout;
        TokenRoles roles = layout.Roles;
        _limit = roles.IsPadded(query) ? 0 : layout.IsCausal ? query + 1 : layout.Tokens;
        _isHub = roles.IsHub(query);
        _isCut = roles.IsCut(query);
        _readsAll = _isHub || (layout.IsFull && !_isCut);
        // Where everything is read, the window matters only against cut hubs.
        _window = _readsAll && roles.CutRanges.Length == 0 ? RowWindow.Empty : layout.WindowOf(query);
        _links = _readsAll || _isCut ? [] : layout.LinksOf(query);
        _cutKeys = roles.CutKeys(query);
        _accepted = _isHub && roles.IsRestricted(query) ? roles.Accepted(query) : null;
    }

    /// <summary>The run that the last <see cref="MoveNext"/> reached.</summary>
    public KeyRun Current { get; private set; }

    /// <summary>This, for <c>foreach</c>.</summary>
    public readonly RowRuns GetEnumerator() => this;

    /// <summary>Goes to the next run.</summary>
    public bool MoveNext()
    {
        int start = -1;
        EdgeWay way = default;
        while (_position < _limit)
        {
            int next = Survey(out bool included, out EdgeWay here);
            if (included && start < 0)
            {
                start = _position;
                way = here;
            }
            else if (start >= 0 && (!included || here != way))
            {
                break;
            }
            _position = next;
        }
        if (start < 0)
        {
            return false;
        }

        Current = new(start, _position, way);
        return true;
    }

    // What holds at the position, and up to where it holds.
    private int Survey(out bool included, out EdgeWay way)
    {
        int at = _position;
        int next = _limit;
        if (_accepted is not null && !SurveyRanges(_accepted, ref _acceptedCursor, at, ref next))
        {
            included = false;
            way = EdgeWay.Hub;
            return next;
        }
        bool inWindow = SurveyWindow(at, ref next);
        bool hubColumn = !_isHub && SurveyRanges(_layout.Roles.HubRanges, ref _hubCursor, at, ref next);
        bool linked = _links.Length > 0 && SurveyLinks(at, ref next);
        bool given = _readsAll || ((hubColumn || linked) && !_isCut);
        included = inWindow || given;
        way = _isHub || hubColumn ? EdgeWay.Hub : inWindow || _readsAll ? EdgeWay.Window : EdgeWay.Random;
        if (!included)
        {
            return next;
        }

        if (!inWindow && SurveyRanges(_layout.Roles.CutRanges, ref _cutCursor, at, ref next))
        {
            included = false;
        }

        if (SurveyRanges(_layout.Roles.PaddedRanges, ref _paddedCursor, at, ref next))
        {
            included = false;
        }

        while (_cutKeyCursor < _cutKeys.Length && (int)_cutKeys[_cutKeyCursor] < at)
        {
            _cutKeyCursor++;
        }

        if (_cutKeyCursor < _cutKeys.Length)
        {
            int cutKey = (int)_cutKeys[_cutKeyCursor];
            if (cutKey == at)
            {
                included = false;
                next = at + 1;
            }
            else
            {
                next = Math.Min(next, cutKey);
            }
        }
        return next;
    }

    private readonly bool SurveyWindow(int at, ref int next)
    {
        if (at == _window.Extra)
        {
            next = Math.Min(next, at + 1);
            return true;
        }
        if (at < _window.Extra)
        {
            next = Math.Min(next, _window.Extra);
        }

        if (at < _window.First)
        {
            next = Math.Min(next, _window.First);
            return false;
        }
        if (at > _window.Last)
        {
            return false;
        }

        if (_window.Stride == 1)
        {
            next = Math.Min(next, _window.Last + 1);
            return true;
        }
        int past = (at - _window.First) % _window.Stride;
        next = Math.Min(next, past == 0 ? at + 1 : at - past + _window.Stride);
        return past == 0;
    }

    private static bool SurveyRanges(TokenRange[] ranges, ref int cursor, int at, ref int next)
    {
        TokenRange.Seek(ranges, ref cursor, at);
        if (cursor >= ranges.Length)
        {
            return false;
        }

        TokenRange range = ranges[cursor];
        bool inside = range.Start <= at;
        next = Math.Min(next, inside ? range.End : range.Start);
        return inside;
    }

    private bool SurveyLinks(int at, ref int next)
    {
        int block = _layout.LinkBlock;
        while (_linkCursor < _links.Length && (_links[_linkCursor] + 1) * block <= at)
        {
            _linkCursor++;
        }

        if (_linkCursor >= _links.Length)
        {
            return false;
        }

        int start = _links[_linkCursor] * block;
        bool inside = start <= at;
        next = Math.Min(next, inside ? start + block : start);
        return inside;
    }
}
