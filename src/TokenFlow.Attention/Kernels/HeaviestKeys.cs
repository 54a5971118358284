namespace TokenFlow.Attention.Kernels;

/// <summary>The k heaviest of the keys offered: a heap with the lightest on top, in the caller's spans.</summary>
internal ref struct HeaviestKeys(Span<int> keys, Span<float> weights)
{
    private readonly Span<int> _keys = keys;
    private readonly Span<float> _weights = weights;
    private int _count;

    public void Offer(int key, float weight)
    {
        if (_count == _keys.Length)
        {
            if (!IsLighter(_keys[0], _weights[0], key, weight))
            {
                return;
            }

            Sink(0, key, weight, _count);
            return;
        }
        int at = _count++;
        while (at > 0 && IsLighter(key, weight, _keys[(at - 1) / 2], _weights[(at - 1) / 2]))
        {
            (_keys[at], _weights[at]) = (_keys[(at - 1) / 2], _weights[(at - 1) / 2]);
            at = (at - 1) / 2;
        }
        (_keys[at], _weights[at]) = (key, weight);
    }

    /// <summary>Puts the heaviest first and returns how many there are.</summary>
    public readonly int Sort()
    {
        for (int last = _count - 1; last > 0; last--)
        {
            (int key, float weight) = (_keys[last], _weights[last]);
            (_keys[last], _weights[last]) = (_keys[0], _weights[0]);
            Sink(0, key, weight, last);
        }
        return _count;
    }

    private readonly void Sink(int at, int key, float weight, int count)
    {
        while (true)
        {
            int child = (2 * at) + 1;
            if (child >= count)
            {
                break;
            }

            if (child + 1 < count && IsLighter(_keys[child + 1], _weights[child + 1], _keys[child], _weights[child]))
            {
                child++;
            }

            if (!IsLighter(_keys[child], _weights[child], key, weight))
            {
                break;
            }

            (_keys[at], _weights[at]) = (_keys[child], _weights[child]);
            at = child;
        }
        (_keys[at], _weights[at]) = (key, weight);
    }

    // Of equal ones the later key counts as lighter.
    private static bool IsLighter(int key, float weight, int otherKey, float otherWeight) =>
        weight < otherWeight || (weight == otherWeight && key > otherKey);
}
