using System.Runtime.InteropServices;
using TokenFlow.Attention.Patterns;
using TokenFlow.Scene.Layout;
using TokenFlow.Simulation.Snapshots;

namespace TokenFlow.Scene.Edges;

/// <summary>
/// Bundles as they are drawn: those of hubs that shine as one are one, and bins are joined two by two until there are
/// few enough bands to be told apart. Sums stay exact.
/// </summary>
internal sealed class MergedBundles
{
    private readonly Dictionary<(int Query, int Key, EdgeWay Way), (float Weight, float Flow)> _sums = [];

    /// <summary>How many bins the groups have after joining.</summary>
    public int Bins { get; private set; }

    /// <summary>Sums by query group, key group and way; groups are bins or -1 - g for group g of hubs. In the order of the snapshot.</summary>
    public Dictionary<(int Query, int Key, EdgeWay Way), (float Weight, float Flow)> Sums => _sums;

    public void Gather(FrameSnapshot snapshot, HubLayout hubs, int most)
    {
        for (int join = 1; ; join *= 2)
        {
            _sums.Clear();
            Bins = Math.Max((snapshot.Bins + join - 1) / join, 1);
            foreach (ref readonly BundleSnapshot bundle in snapshot.Bundles)
            {
                var key = (GroupOf(bundle.QueryGroup, join, hubs), GroupOf(bundle.KeyGroup, join, hubs), bundle.Way);
                ref (float Weight, float Flow) sum = ref CollectionsMarshal.GetValueRefOrAddDefault(_sums, key, out _);
                sum = (sum.Weight + bundle.Weight, sum.Flow + bundle.Flow);
            }

            if (_sums.Count <= most || Bins <= 8)
            {
                return;
            }
        }
    }

    private static int GroupOf(int group, int join, HubLayout hubs) =>
        group >= 0 ? group / join : -1 - group < hubs.Spots.Count ? -1 - hubs.Spots[-1 - group].Group : group;
}
