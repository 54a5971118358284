using System.Runtime.InteropServices;
using TokenFlow.Attention.Patterns;
using TokenFlow.Simulation.Snapshots;

namespace TokenFlow.Simulation.Survey;

/// <summary>
/// Sums of edges between groups: bins of consecutive tokens, and hubs by themselves. Kept in double, so that taking the
/// drawn edges out again leaves the rest exact to far below what can be seen.
/// </summary>
internal sealed class BundleTable
{
    private readonly Dictionary<long, Sum> _sums = [];
    private readonly List<long> _keys = [];

    public void Clear() => _sums.Clear();

    public void Add(int queryGroup, int keyGroup, EdgeWay way, long edges, double weight, double flow)
    {
        ref Sum sum = ref CollectionsMarshal.GetValueRefOrAddDefault(_sums, Pack(queryGroup, keyGroup, way), out _);
        sum = new Sum(sum.Edges + edges, sum.Weight + weight, sum.Flow + flow);
    }

    public void Add(BundleTable other)
    {
        foreach ((long key, Sum sum) in other._sums)
        {
            ref Sum mine = ref CollectionsMarshal.GetValueRefOrAddDefault(_sums, key, out _);
            mine = new Sum(mine.Edges + sum.Edges, mine.Weight + sum.Weight, mine.Flow + sum.Flow);
        }
    }

    /// <summary>Writes the bundles that hold any edge, in a fixed order.</summary>
    public int CopyTo(ref BundleSnapshot[] into)
    {
        _keys.Clear();
        foreach ((long key, Sum sum) in _sums)
        {
            if (sum.Edges > 0)
            {
                _keys.Add(key);
            }
        }

        _keys.Sort();
        if (into.Length < _keys.Count)
        {
            into = new BundleSnapshot[_keys.Count + (_keys.Count / 4)];
        }

        for (int i = 0; i < _keys.Count; i++)
        {
            Sum sum = _sums[_keys[i]];
            (int query, int key, EdgeWay way) = Unpack(_keys[i]);
            into[i] = new BundleSnapshot(query, key, sum.Edges, (float)Math.Max(0, sum.Weight), (float)Math.Max(0, sum.Flow), way);
        }

        return _keys.Count;
    }

    // Groups run from -1 - hubs up to bins - 1; 28 bits each with an offset keep the packed order fixed.
    private static long Pack(int query, int key, EdgeWay way) =>
        ((long)(query + (1 << 27)) << 30) | ((long)(key + (1 << 27)) << 2) | (long)way;

    private static (int Query, int Key, EdgeWay Way) Unpack(long packed) =>
        ((int)(packed >> 30) - (1 << 27), (int)((packed >> 2) & ((1 << 28) - 1)) - (1 << 27), (EdgeWay)(packed & 3));

    private readonly record struct Sum(long Edges, double Weight, double Flow);
}
