namespace TokenFlow.Session.Runs;

/// <summary>The documents that undo goes back to and redo on to, each with what was done, in words.</summary>
public sealed class SessionHistory
{
    /// <summary>The most steps that are kept; the oldest go first.</summary>
    public const int MaxSteps = 1_000;

    private readonly LinkedList<(SessionDocument Document, string What)> _undo = new();
    private readonly Stack<(SessionDocument Document, string What)> _redo = new();

    /// <summary>What undo would take back; null where there is nothing.</summary>
    public string? Undoable => _undo.Last?.Value.What;

    /// <summary>What redo would do again; null where there is nothing.</summary>
    public string? Redoable => _redo.TryPeek(out (SessionDocument Document, string What) top) ? top.What : null;

    /// <summary>The document before the last change.</summary>
    public SessionDocument? Before => _undo.Last?.Value.Document;

    /// <summary>The document after the last change taken back.</summary>
    public SessionDocument? After => _redo.TryPeek(out (SessionDocument Document, string What) top) ? top.Document : null;

    /// <summary>A change was made.</summary>
    /// <param name="before">The document before it.</param>
    /// <param name="what">What was done.</param>
    public void Push(SessionDocument before, string what)
    {
        _redo.Clear();
        _undo.AddLast((before, what));
        if (_undo.Count > MaxSteps)
        {
            _undo.RemoveFirst();
        }
    }

    /// <summary>The last change goes on: another document, the same step.</summary>
    public void Extend() => _redo.Clear();

    /// <summary>The last change was taken back.</summary>
    /// <param name="now">The document before it was taken back.</param>
    public void Undone(SessionDocument now)
    {
        (SessionDocument _, string what) = _undo.Last!.Value;
        _undo.RemoveLast();
        _redo.Push((now, what));
    }

    /// <summary>The change was made again.</summary>
    /// <param name="now">The document before it was made again.</param>
    public void Redone(SessionDocument now)
    {
        (SessionDocument _, string what) = _redo.Pop();
        _undo.AddLast((now, what));
    }
}
