using TokenFlow.Simulation.Edits;

namespace TokenFlow.Session.Runs;

/// <summary>
/// Changes of a session's document, one after the other: each is a step of undo, or goes on with the one before where both are
/// of one gesture. Whatever shows the run follows it, and a film of another scenario ends.
/// </summary>
internal sealed class SessionChanges(SessionRun run, Playback playback, SessionGaze gaze, SessionMessages messages, SessionKeeping keeping)
{
    private readonly SessionHistory _history = new();
    private (Type Kind, long Number, long Jumps)? _gesture;

    /// <summary>What undo would take back, in words; null where nothing.</summary>
    public string? Undoable => _history.Undoable;

    /// <summary>What redo would do again, in words; null where nothing.</summary>
    public string? Redoable => _history.Redoable;

    /// <summary>Makes an edit in the present frame, as a step of its own or as more of the gesture that goes on.</summary>
    /// <param name="edit">The edit.</param>
    /// <param name="what">What it is, for undo; null for the kind's own words.</param>
    /// <param name="gesture">Edits with the same number above 0, one right after the other, are one step of undo: a slider's drag.</param>
    /// <returns>Whether it was made.</returns>
    public bool Make(Edit edit, string? what, long gesture)
    {
        ArgumentNullException.ThrowIfNull(edit);
        return messages.Attempt(() =>
        {
            SessionDocument next = run.Document.WithTurned(new ScheduledEdit(run.EditFrame, edit));
            bool goesOn = gesture > 0 && _gesture is { } g && g.Number == gesture && g.Jumps == playback.Jumps && g.Kind == edit.GetType();
            Change(() => run.Open(next, run.Frame), what ?? EditKinds.Of(edit).Words(edit), goesOn);
            _gesture = gesture > 0 ? (edit.GetType(), gesture, playback.Jumps) : null;
        });
    }

    /// <summary>Takes the last change back.</summary>
    public bool Undo() => _history.Before is { } before
        ? messages.Attempt(() =>
        {
            SessionDocument now = run.Document;
            Open(() => run.Open(before, run.Frame));
            messages.Say($"undone: {_history.Undoable}");
            EndFilmOf(now);
            _history.Undone(now);
        })
        : messages.Refuse("there is nothing to undo");

    /// <summary>Makes the last change that was taken back again.</summary>
    public bool Redo() => _history.After is { } after
        ? messages.Attempt(() =>
        {
            SessionDocument now = run.Document;
            Open(() => run.Open(after, run.Frame));
            messages.Say($"done again: {_history.Redoable}");
            EndFilmOf(now);
            _history.Redone(now);
        })
        : messages.Refuse("there is nothing to do again");

    /// <summary>Opens something else in the document's place, as a step of its own.</summary>
    /// <param name="open">Opens it; where it throws nothing has changed.</param>
    /// <param name="what">What it is, for undo.</param>
    public void Replace(Action open, string what) => Change(open, what, goesOn: false);

    /// <summary>Ends a film that is being taken: it is of one scenario, of its name and as fast as it.</summary>
    public void EndFilm()
    {
        if (keeping.EndFilm() is { } film)
        {
            messages.Say($"{messages.Latest.Text}; the film {film} ends here");
        }
    }

    private void Open(Action open)
    {
        open();
        _gesture = null;
        playback.Refit();
        gaze.Refit();
    }

    private void Change(Action open, string what, bool goesOn)
    {
        SessionDocument before = run.Document;
        Open(open);
        if (goesOn)
        {
            _history.Extend();
        }
        else
        {
            _history.Push(before, what);
        }

        messages.Say(what);
    }

    private void EndFilmOf(SessionDocument before)
    {
        if (before.Scenario.Name != run.Document.Scenario.Name || before.Scenario.FramesPerSecond != run.Document.Scenario.FramesPerSecond)
        {
            EndFilm();
        }
    }
}
