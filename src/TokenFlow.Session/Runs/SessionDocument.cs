using TokenFlow.Scenarios.Capacity;
using TokenFlow.Scenarios.Scenarios;
using TokenFlow.Simulation.Edits;

namespace TokenFlow.Session.Runs;

/// <summary>All that decides a run: undo and redo go from one to another. A value; two share what is the same.</summary>
/// <param name="Scenario">The scenario, its text written into it, without edits of its own.</param>
/// <param name="Sequence">Its tokens.</param>
/// <param name="Edits">All edits, by frame; those of one frame in the order they are applied.</param>
public sealed record SessionDocument(Scenario Scenario, Sequence Sequence, IReadOnlyList<ScheduledEdit> Edits)
{
    /// <summary>
    /// The document of a scenario. Its own edits, or those of the session saved in it, become the document's, so that they can be
    /// undone too; its text is written into it, as its file may have changed by the time it would be read again.
    /// </summary>
    /// <param name="scenario">The scenario.</param>
    /// <param name="sequence">Its tokens.</param>
    /// <param name="edits">The edits that its run starts with.</param>
    public static SessionDocument Of(Scenario scenario, Sequence sequence, IReadOnlyList<ScheduledEdit> edits)
    {
        ArgumentNullException.ThrowIfNull(scenario);
        ArgumentNullException.ThrowIfNull(sequence);
        ArgumentNullException.ThrowIfNull(edits);
        TextSpec text = sequence.Text is { } words ? new TextSpec(null, words, scenario.Text.Limit) : scenario.Text;

        // What keyframes come to is among the edits, as the scenario's own edits are.
        CapacitySpec capacity = scenario.Capacity.Keyframes.Count == 0 ? scenario.Capacity : scenario.Capacity with { Keyframes = [] };
        return new SessionDocument(scenario with { Text = text, Edits = [], Capacity = capacity, Session = null }, sequence, [.. edits]);
    }

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

        bool sameKnob = last >= 0 && Edits[last].Frame == edit.Frame && EditKinds.Of(edit.Edit).Replaces(edit.Edit, Edits[last].Edit);
        return sameKnob ? this with { Edits = [.. Edits.Take(last), edit, .. Edits.Skip(last + 1)] } : With(edit);
    }
}
