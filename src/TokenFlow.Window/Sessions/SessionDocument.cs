using TokenFlow.Simulation.Edits;
using TokenFlow.Simulation.Scenarios;

namespace TokenFlow.Window.Sessions;

/// <summary>All that decides a run: undo and redo go from one to another. A value; two share what is the same.</summary>
/// <param name="Scenario">The scenario, its text written into it, without edits of its own.</param>
/// <param name="Sequence">Its tokens.</param>
/// <param name="Edits">All edits, by frame; those of one frame in the order they are applied.</param>
public sealed record SessionDocument(Scenario Scenario, Sequence Sequence, IReadOnlyList<ScheduledEdit> Edits)
{
    /// <summary>Whether another document needs a world of its own, rather than other edits in this one.</summary>
    public bool IsAnotherWorld(SessionDocument other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return !ReferenceEquals(Scenario, other.Scenario) || !ReferenceEquals(Sequence, other.Sequence);
    }

    /// <summary>The document with one more edit, after those of its frame.</summary>
    public SessionDocument With(ScheduledEdit edit)
    {
        int at = 0;
        while (at < Edits.Count && Edits[at].Frame <= edit.Frame)
        {
            at++;
        }

        return this with { Edits = [.. Edits.Take(at), edit, .. Edits.Skip(at)] };
    }

    /// <summary>
    /// The document with a knob turned: where the last edit of the frame turned the same one, the new edit stands in its
    /// place, so that dragging a slider leaves one edit a frame and not hundreds.
    /// </summary>
    public SessionDocument WithTurned(ScheduledEdit edit)
    {
        int last = -1;
        for (int i = 0; i < Edits.Count && Edits[i].Frame <= edit.Frame; i++)
        {
            last = i;
        }

        bool sameKnob = last >= 0 && Edits[last].Frame == edit.Frame && IsKnob(edit.Edit) && Edits[last].Edit.GetType() == edit.Edit.GetType();
        return sameKnob ? this with { Edits = [.. Edits.Take(last), edit, .. Edits.Skip(last + 1)] } : With(edit);
    }

    private static bool IsKnob(Edit edit) => edit is SetPatternEdit or SetWindowEdit or SetResidualEdit or SetTemperatureEdit;
}
