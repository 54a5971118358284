using TokenFlow.Simulation.Snapshots;

namespace TokenFlow.Simulation.Survey;

/// <summary>Keeps the first so many edges of those offered, by rank, without keeping the others: a heap whose root is the weakest kept.</summary>
internal sealed class StrongestEdges
{
    private readonly EdgeSnapshot[] _heap;
    private readonly EdgeRank _rank;
    private int _count;

    public StrongestEdges(int capacity, EdgeRank rank)
    {
        _heap = new EdgeSnapshot[capacity];
        _rank = rank;
    }

    /// <summary>The edges kept, in no order.</summary>
    public ReadOnlySpan<EdgeSnapshot> Kept => _heap.AsSpan(0, _count);

    public void Clear() => _count = 0;

    /// <summary>Whether an edge of that flow and weight can be among the kept: a quick no for almost all.</summary>
    public bool MayKeep(float flow, float weight) =>
        _count < _heap.Length || (_count > 0 && (flow > _heap[0].Flow || (flow == _heap[0].Flow && weight >= _heap[0].Weight)));

    public void Offer(in EdgeSnapshot edge)
    {
        if (_count < _heap.Length)
        {
            _heap[_count] = edge;
            SiftUp(_count++);
        }
        else if (_count > 0 && _rank.Compare(edge, _heap[0]) < 0)
        {
            _heap[0] = edge;
            SiftDown();
        }
    }

    private void SiftUp(int at)
    {
        while (at > 0)
        {
            int parent = (at - 1) / 2;
            if (_rank.Compare(_heap[at], _heap[parent]) <= 0)
            {
                return;
            }

            (_heap[at], _heap[parent]) = (_heap[parent], _heap[at]);
            at = parent;
        }
    }

    private void SiftDown()
    {
        int at = 0;
        while (true)
        {
            int weakest = at;
            for (int child = (2 * at) + 1; child <= (2 * at) + 2 && child < _count; child++)
            {
                if (_rank.Compare(_heap[child], _heap[weakest]) > 0)
                {
                    weakest = child;
                }
            }

            if (weakest == at)
            {
                return;
            }

            (_heap[at], _heap[weakest]) = (_heap[weakest], _heap[at]);
            at = weakest;
        }
    }
}
