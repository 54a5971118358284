namespace TokenFlow.Simulation.Edits;

/// <summary>
/// The knobs over time: the start and every edit, in the order of their frames (edits of one frame in the order they were
/// made). A run's whole course follows from this and the seed, so going back in time is a look-up.
/// </summary>
public sealed class KnobHistory
{
    private readonly int _tokens;
    private readonly List<ScheduledEdit> _edits = [];
    private readonly List<Entry> _entries;

    /// <param name="start">The knobs before any edit.</param>
    /// <param name="tokens">How many tokens the sequence has.</param>
    public KnobHistory(Knobs start, int tokens)
    {
        ArgumentNullException.ThrowIfNull(start);
        _tokens = tokens;
        _entries = [new Entry(long.MinValue, start, start.StableHash())];
    }

    /// <summary>All edits in order.</summary>
    public IReadOnlyList<ScheduledEdit> Edits => _edits;

    /// <summary>The knobs as they stand in a frame.</summary>
    public Knobs At(long frame) => _entries[IndexAt(frame)].Knobs;

    /// <summary>The stable hash of the knobs as they stand in a frame.</summary>
    public ulong HashAt(long frame) => _entries[IndexAt(frame)].Hash;

    /// <summary>Adds an edit. Where it, or a later one after it, is out of range, nothing changes.</summary>
    /// <exception cref="TokenFlow.Attention.Faults.FaultException">The edit, or one after it, would be out of range.</exception>
    public void Add(ScheduledEdit edit)
    {
        int at = _edits.FindLastIndex(e => e.Frame <= edit.Frame) + 1;
        var later = new List<Entry>();
        Knobs knobs = _entries[at].Knobs;
        for (int i = at - 1; i < _edits.Count; i++)
        {
            ScheduledEdit next = i < at ? edit : _edits[i];
            knobs = next.Edit.Apply(knobs, _tokens);
            later.Add(new Entry(next.Frame, knobs, knobs.StableHash()));
        }

        _edits.Insert(at, edit);
        _entries.RemoveRange(at + 1, _entries.Count - at - 1);
        _entries.AddRange(later);
    }

    private int IndexAt(long frame)
    {
        int i = _entries.Count - 1;
        while (_entries[i].Frame > frame)
        {
            i--;
        }

        return i;
    }

    private readonly record struct Entry(long Frame, Knobs Knobs, ulong Hash);
}
