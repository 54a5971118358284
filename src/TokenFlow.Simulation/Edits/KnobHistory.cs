namespace TokenFlow.Simulation.Edits;

/// <summary>
/// The knobs over time: the start and every edit, in the order of their frames (edits of one frame in the order they were
/// made). A run's whole course follows from this and the seed, so going back in time is a look-up.
/// </summary>
public sealed class KnobHistory
{
    private readonly SequenceShape _shape;
    private readonly List<ScheduledEdit> _edits = [];

    // The start, then the knobs after each edit: one longer than the list of edits.
    private readonly List<Entry> _entries;

    /// <param name="start">The knobs before any edit.</param>
    /// <param name="shape">The sequence that they are for.</param>
    public KnobHistory(Knobs start, SequenceShape shape)
    {
        ArgumentNullException.ThrowIfNull(start);
        _shape = shape;
        _entries = [new Entry(long.MinValue, start, start.StableHash())];
    }

    /// <summary>All edits in order.</summary>
    public IReadOnlyList<ScheduledEdit> Edits => _edits;

    /// <summary>The knobs as they stand in a frame. Between two edits it is the same object in every frame.</summary>
    public Knobs At(long frame) => _entries[IndexAt(frame)].Knobs;

    /// <summary>The stable hash of the knobs as they stand in a frame.</summary>
    public ulong HashAt(long frame) => _entries[IndexAt(frame)].Hash;

    /// <summary>Adds an edit. Where it, or a later one after it, is out of range, nothing changes.</summary>
    /// <exception cref="TokenFlow.Attention.Faults.FaultException">The edit, or one after it, would be out of range.</exception>
    public void Add(ScheduledEdit edit)
    {
        int at = _edits.FindLastIndex(e => e.Frame <= edit.Frame) + 1;
        var changed = new List<Entry> { After(_entries[at].Knobs, edit) };
        for (int i = at; i < _edits.Count; i++)
        {
            changed.Add(After(changed[^1].Knobs, _edits[i]));
        }

        _edits.Insert(at, edit);
        _entries.RemoveRange(at + 1, _entries.Count - at - 1);
        _entries.AddRange(changed);
    }

    private Entry After(Knobs knobs, ScheduledEdit edit)
    {
        Knobs after = edit.Edit.Apply(knobs, _shape);
        return new Entry(edit.Frame, after, after.StableHash());
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
