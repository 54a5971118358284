using TokenFlow.Simulation.Snapshots;

namespace TokenFlow.Simulation.Survey;

/// <summary>
/// The order in which edges deserve to be drawn one by one: most dye moved, then most weight. Equals are taken in the order
/// of a hash of the pair, so that a choice among many equal edges is spread over the whole sequence and not its beginning.
/// A total order, so the choice does not depend on how the work was shared.
/// </summary>
internal sealed class EdgeRank : IComparer<EdgeSnapshot>
{
    public int Compare(EdgeSnapshot x, EdgeSnapshot y)
    {
        int order = y.Flow.CompareTo(x.Flow);
        order = order != 0 ? order : y.Weight.CompareTo(x.Weight);
        order = order != 0 ? order : Mix(x).CompareTo(Mix(y));
        order = order != 0 ? order : x.Query.CompareTo(y.Query);
        return order != 0 ? order : x.Key.CompareTo(y.Key);
    }

    // The finaliser of MurmurHash3: every bit of the pair reaches every bit of the result.
    private static uint Mix(in EdgeSnapshot edge)
    {
        ulong h = ((ulong)(uint)edge.Query << 32) | (uint)edge.Key;
        h ^= h >> 33;
        h *= 0xff51afd7ed558ccdUL;
        h ^= h >> 33;
        h *= 0xc4ceb9fe1a85ec53UL;
        return (uint)(h >> 32);
    }
}
