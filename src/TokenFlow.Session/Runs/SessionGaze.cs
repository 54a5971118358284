namespace TokenFlow.Session.Runs;

/// <summary>How a run is looked at, what is pointed at and what is held. Nothing of it changes the run.</summary>
internal sealed class SessionGaze
{
    private readonly SessionRun _run;
    private readonly Playback _playback;
    private readonly SessionMessages _messages;
    private SessionView _view;

    public SessionGaze(SessionRun run, Playback playback, SessionMessages messages, SessionView view)
    {
        _run = run;
        _playback = playback;
        _messages = messages;
        _view = view;
        Show(view);
    }

    /// <summary>How the run is looked at. Values out of range are brought into it; the speed is that of playing.</summary>
    public SessionView View
    {
        get => _view;
        set => _view = (value with { SpeedEighths = _playback.SpeedEighths }).Fitted(_run.Document.Sequence.Count, _run.Document.Scenario.Heads);
    }

    /// <summary>What is pointed at.</summary>
    public SessionSelection Selection { get; } = new();

    /// <summary>What keys act on: the token that is pointed at, else the locked one.</summary>
    public int? Chosen => Selection.Token ?? _view.Locked;

    /// <summary>What the inspector shows: the locked token, else the pointed one.</summary>
    public int? Inspected => _view.Locked ?? Selection.Token;

    /// <summary>Looks at the run in another way, its speed among it.</summary>
    public void Show(SessionView view)
    {
        _playback.SetSpeed(view.SpeedEighths);
        _view = view;
        Selection.Fit(_run.Document.Sequence.Count);
    }

    /// <summary>The run is another one: what does not fit it is let go of.</summary>
    public void Refit()
    {
        Selection.Fit(_run.Document.Sequence.Count);
        View = _view;
    }

    /// <summary>Moves the cursor along the tokens, to the ends at most.</summary>
    public void PointOn(int by) => Selection.Move(by, _view.Locked);

    /// <summary>Goes through the drawn edges of the chosen token, the strongest first.</summary>
    public bool PointEdgeOn(int by) => Chosen is not { } token ? _messages.Refuse("no token is chosen; point at one first")
        : Selection.MoveEdge(by, token, _run.Snapshot) || _messages.Refuse($"no edge of token {token} is drawn by itself");

    /// <summary>Holds a token in the inspector.</summary>
    public bool Lock(int token)
    {
        bool has = Has(token);
        if (has)
        {
            View = _view with { Locked = token };
        }

        return has;
    }

    /// <summary>Lets go of the token and edge.</summary>
    public void Unlock()
    {
        View = _view with { Locked = null };
        Selection.Point(null);
    }

    /// <summary>Whether there is such a token; where not, that is told.</summary>
    public bool Has(int token) => (token >= 0 && token < _run.Document.Sequence.Count)
        || _messages.Refuse($"there is no token {token}; choose 0 to {_run.Document.Sequence.Count - 1}");
}
