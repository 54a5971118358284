using System.Runtime.InteropServices;
using TokenFlow.Base.Faults;

namespace TokenFlow.Simulation.Edits;

/// <summary>
/// The knobs over time: the start and every edit, in the order of their frames (edits of one frame in the order they were
/// made). A run's whole course follows from this and the seed, so going back in time is a look-up.
/// </summary>
public sealed class KnobHistory
{
    /// <summary>The most edits that a run takes.</summary>
    public const int MaxEdits = 10_000;

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

    /// <summary>The edits made from one frame to another, both included; valid until the edits change.</summary>
    public ReadOnlySpan<ScheduledEdit> Between(long first, long last)
    {
        int start = IndexAt(first - 1);
        int end = IndexAt(last);
        return end > start ? CollectionsMarshal.AsSpan(_edits)[start..end] : [];
    }

    /// <summary>Adds an edit. Where it, or a later one after it, is out of range, nothing changes.</summary>
    /// <exception cref="FaultException">The edit, or one after it, would be out of range, or there are too many.</exception>
    public void Add(ScheduledEdit edit)
    {
        CheckCount(_edits.Count + 1);
        int at = _edits.FindLastIndex(e => e.Frame <= edit.Frame) + 1;
        List<ScheduledEdit> after = [edit, .. _edits.Skip(at)];
        ReplaceFrom(at, after);
    }

    /// <summary>Puts other edits in place of all. Where one of them is out of range, nothing changes.</summary>
    /// <param name="edits">The edits; those of one frame in the order they are to be made.</param>
    /// <returns>The frame of the first difference: before it nothing has changed. Null where the edits are the same.</returns>
    /// <exception cref="FaultException">One is out of range, or there are too many.</exception>
    public long? Replace(IReadOnlyList<ScheduledEdit> edits)
    {
        ArgumentNullException.ThrowIfNull(edits);
        CheckCount(edits.Count);
        List<ScheduledEdit> ordered = [.. edits.OrderBy(e => e.Frame)];
        if (ordered.Count > 0 && ordered[0].Frame < 0)
        {
            throw new FaultException(FaultKind.OutOfRange, $"there is no frame {ordered[0].Frame}", "edits", "give frames from 0 up");
        }

        int same = 0;
        while (same < ordered.Count && same < _edits.Count && ordered[same] == _edits[same])
        {
            same++;
        }

        if (same == ordered.Count && same == _edits.Count)
        {
            return null;
        }

        long was = same < _edits.Count ? _edits[same].Frame : long.MaxValue;
        long willBe = same < ordered.Count ? ordered[same].Frame : long.MaxValue;
        ReplaceFrom(same, ordered.GetRange(same, ordered.Count - same));
        return Math.Min(was, willBe);
    }

    private static void CheckCount(int count)
    {
        if (count > MaxEdits)
        {
            throw new FaultException(FaultKind.OutOfRange, $"{count:N0} edits are too many", "edits", $"keep to {MaxEdits:N0}");
        }
    }

    private void ReplaceFrom(int at, List<ScheduledEdit> edits)
    {
        var entries = new List<Entry>(edits.Count);
        Knobs knobs = _entries[at].Knobs;
        ulong hash = _entries[at].Hash;
        foreach (ScheduledEdit edit in edits)
        {
            Knobs after = edit.Edit.Apply(knobs, _shape);

            // An edit that turns no knob leaves the same object, whose hash is known.
            hash = ReferenceEquals(after, knobs) ? hash : after.StableHash();
            knobs = after;
            entries.Add(new Entry(edit.Frame, after, hash));
        }

        _edits.RemoveRange(at, _edits.Count - at);
        _edits.AddRange(edits);
        _entries.RemoveRange(at + 1, _entries.Count - at - 1);
        _entries.AddRange(entries);
    }

    // How many edits stand at a frame or before it.
    private int IndexAt(long frame)
    {
        int low = 0;
        int high = _entries.Count - 1;
        while (low < high)
        {
            int middle = (low + high + 1) / 2;
            (low, high) = _entries[middle].Frame <= frame ? (middle, high) : (low, middle - 1);
        }

        return low;
    }

    private readonly record struct Entry(long Frame, Knobs Knobs, ulong Hash);
}
