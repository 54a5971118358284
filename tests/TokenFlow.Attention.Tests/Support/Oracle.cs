using TokenFlow.Attention.Patterns;

namespace TokenFlow.Attention.Tests.Support;

/// <summary>
/// S(i) spelled out pair by pair from the papers and the rules of editing, n x n and slow, sharing no code with the
/// layout except the drawn random blocks (whose own properties are tested apart).
/// </summary>
internal sealed class Oracle
{
    private readonly AttentionPattern _pattern;
    private readonly PatternEdits _edits;
    private readonly int _n;
    private readonly int _dilation;
    private readonly RandomLinks? _links;
    private readonly HashSet<int> _hubs = [];
    private readonly HashSet<int> _cut = [];
    private readonly Dictionary<int, int[]> _rows;

    public Oracle(AttentionPattern pattern, int n, int head, int layer, PatternEdits edits, params HubRow[] rows)
    {
        _rows = rows.ToDictionary(r => r.Hub, r => r.Keys.ToArray());
        _pattern = pattern;
        _edits = edits;
        _n = n;
        _dilation = pattern.Dilations.Count == 1 ? pattern.Dilation : pattern.Dilations[head];
        _links = pattern.DrawLinks(n, head, layer);
        for (int i = 0; i < n; i++)
        {
            bool hub = (OwnHub(i) && !edits.UnmadeHubs.Contains(i)) || edits.MadeHubs.Contains(i);
            if (!hub || edits.Padding.Contains(i))
            {
                continue;
            }

            _ = edits.CutHubs.Contains(i) ? _cut.Add(i) : _hubs.Add(i);
        }
    }

    public IEnumerable<int> Hubs => _hubs.Order();

    public IEnumerable<int> CutHubs => _cut.Order();

    /// <summary>The way of the edge, or null where there is none.</summary>
    public EdgeWay? Way(int i, int j)
    {
        if (_edits.Padding.Contains(i) || _edits.Padding.Contains(j) || _edits.CutEdges.Contains((i, j)))
        {
            return null;
        }

        if (_pattern is StreamingPattern && j > i)
        {
            return null;
        }

        if (_rows.TryGetValue(i, out int[]? accepted) && !accepted.Contains(j))
        {
            return null;
        }

        bool near = Near(i, j);
        if (_cut.Contains(i) || _cut.Contains(j))
        {
            if (!near)
            {
                return null;
            }

            return _hubs.Contains(i) || _hubs.Contains(j) ? EdgeWay.Hub : EdgeWay.Window;
        }
        if (_hubs.Contains(i) || _hubs.Contains(j))
        {
            return EdgeWay.Hub;
        }

        if (near || _pattern is FullPattern or BertClsPattern)
        {
            return EdgeWay.Window;
        }

        if (_pattern is BigBirdPattern bigBird && _links is not null)
        {
            foreach (int block in _links.Of(i / bigBird.Block))
            {
                if (j / bigBird.Block == block)
                {
                    return EdgeWay.Random;
                }
            }
        }
        return null;
    }

    private bool OwnHub(int i) => _pattern switch
    {
        BertClsPattern or ClsHubPattern or StarPattern => i == 0,
        MemoryPattern memory => i < memory.Memory,
        StreamingPattern streaming => i < streaming.Sinks,
        BigBirdPattern bigBird => i / bigBird.Block == 0 || i / bigBird.Block == (_n - 1) / bigBird.Block || bigBird.Globals.Contains(i),
        _ => _pattern.Globals.Contains(i),
    };

    private bool Near(int i, int j)
    {
        long away = Math.Abs((long)i - j);
        switch (_pattern)
        {
            case LocalPattern or LongformerPattern or ClsHubPattern:
                return away % _dilation == 0 && away / _dilation <= _pattern.Window;
            case MemoryPattern memory:
                return i == j || (i >= memory.Memory && j >= memory.Memory && away <= memory.Window);
            case StreamingPattern streaming:
                return i - j >= 0 && i - j < streaming.Window;
            case BigBirdPattern bigBird:
                return Math.Abs((i / bigBird.Block) - (j / bigBird.Block)) <= 1;
            case StarPattern star:
                if (i == j)
                {
                    return true;
                }

                if (i == 0 || j == 0)
                {
                    return false;
                }

                return away == 1 || (star.Ring && away == _n - 2);
            default:
                return i == j;
        }
    }
}
