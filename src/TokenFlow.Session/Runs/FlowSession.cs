using TokenFlow.Attention.Patterns;
using TokenFlow.Base.Faults;
using TokenFlow.Scenarios.Scenarios;
using TokenFlow.Scenarios.Text;
using TokenFlow.Scene.Frames;
using TokenFlow.Simulation;
using TokenFlow.Simulation.Edits;
using TokenFlow.Simulation.Snapshots;

namespace TokenFlow.Session.Runs;

/// <summary>
/// One running simulation and what the user does with it. Every method finishes at once. What a user may get wrong is not
/// thrown but told in <see cref="Message"/>, and nothing has changed then; only the constructor throws. Reads no clock: time
/// goes on by <see cref="Tick"/>. Not thread-safe.
/// </summary>
public sealed class FlowSession : IDisposable
{
    /// <summary>The longest text that the window takes, in tokens; of a longer one the beginning.</summary>
    public const int MaxTextTokens = 16_384;

    private readonly SessionServices _services;
    private readonly SequenceBuilder _builder;
    private readonly Refit _refit;
    private readonly SessionHistory _history = new();
    private readonly PlayClock _clock = new();
    private readonly SessionRun _run;
    private CaptionTrack _captions;
    private SessionView _view;
    private (Edit Gesture, long Number)? _gesture;
    private SceneNotes _notes = SceneNotes.None;

    /// <summary>Opens a scenario: at its start, or where a saved session was left.</summary>
    /// <exception cref="FaultException">The scenario cannot be run.</exception>
    public FlowSession(Scenario scenario, SessionServices? services = null)
    {
        ArgumentNullException.ThrowIfNull(scenario);
        _services = services ?? new SessionServices();
        _builder = new SequenceBuilder(_services.StandardInput);
        _refit = new Refit(_builder);
        Sequence sequence = _builder.Build(scenario);
        _view = scenario.Session is { } saved ? SessionView.Read(saved.View, sequence.Count, scenario.Heads) : new SessionView();
        _run = new SessionRun(scenario, sequence, _services.Flow);
        _captions = new CaptionTrack(Document);
        _clock.Set(_view.SpeedEighths);
        Selection.Fit(sequence.Count);
        Keeping = new SessionKeeping(this, _services);
    }

    /// <summary>The simulation; another one after a change of text or weights. Read it, do not step it.</summary>
    public FlowSimulation Simulation => _run.Simulation;

    /// <summary>What decides the run.</summary>
    public SessionDocument Document => _run.Document;

    /// <summary>The present frame's snapshot; valid until the session's next method.</summary>
    public FrameSnapshot Snapshot => _run.Snapshot;

    /// <summary>The frame that is shown.</summary>
    public long Frame => _run.Frame;

    /// <summary>The frame in which the last layer is finished: play stops there.</summary>
    public long EndFrame => _run.EndFrame;

    /// <summary>Whether time goes on by itself.</summary>
    public bool IsPlaying { get; private set; }

    /// <summary>Frames a tick: 1/8 to 8.</summary>
    public double Speed => _clock.Speed;

    /// <summary>How the run is looked at. Values out of range are brought into it.</summary>
    public SessionView View
    {
        get => _view;
        set => _view = (value with { SpeedEighths = _clock.Eighths }).Fitted(Document.Sequence.Count, Document.Scenario.Heads);
    }

    /// <summary>What is pointed at.</summary>
    public SessionSelection Selection { get; } = new();

    /// <summary>What keys act on: the token that is pointed at, else the locked one.</summary>
    public int? Chosen => Selection.Token ?? _view.Locked;

    /// <summary>What the inspector shows: the locked token, else the pointed one.</summary>
    public int? Inspected => _view.Locked ?? Selection.Token;

    /// <summary>What was told last.</summary>
    public SessionMessage Message { get; private set; }

    /// <summary>What undo would take back, in words; null where nothing.</summary>
    public string? Undoable => _history.Undoable;

    /// <summary>What redo would do again, in words; null where nothing.</summary>
    public string? Redoable => _history.Redoable;

    /// <summary>Saved states, films and stills.</summary>
    public SessionKeeping Keeping { get; }

    /// <summary>What is said in this frame: the scenario's caption while the run is as it was written.</summary>
    public SceneNotes Notes
    {
        get
        {
            string? caption = _captions.At(Document, Frame);
            return _notes.Caption == caption ? _notes : _notes = new SceneNotes { Caption = caption };
        }
    }

    /// <summary>
    /// One step of the session's clock. While a film is taken each tick is a frame of it; where the recorder has no room the
    /// clock waits.
    /// </summary>
    /// <returns>Frames that the simulation went on.</returns>
    public int Tick()
    {
        if (Keeping.MustWait)
        {
            return 0;
        }

        long before = Frame;
        if (IsPlaying)
        {
            int frames = _clock.Tick();
            if (frames > 0)
            {
                _run.Seek(Frame + frames);
            }

            IsPlaying = Frame < EndFrame;
        }

        Keeping.Tick();
        _services.Log?.Ticked(this);

        return (int)(Frame - before);
    }

    // Time.

    /// <summary>Plays or pauses; at the end, starts over.</summary>
    public void TogglePlay()
    {
        if (IsPlaying)
        {
            IsPlaying = false;
            return;
        }

        if (Frame >= EndFrame)
        {
            Go(0);
        }

        _clock.Reset();
        IsPlaying = true;
    }

    /// <summary>Pauses at the next layer's start, or at the one before this frame.</summary>
    /// <param name="by">1 or -1.</param>
    public void StepLayer(int by)
    {
        var clock = Simulation.Clock;
        int layer = by > 0 ? clock.LayerOf(Frame) + 1 : clock.LayerOf(Math.Max(0, Frame - 1));
        GoPaused(clock.FirstFrame(Math.Min(layer, clock.Layers)));
    }

    /// <summary>Pauses so many frames on or back.</summary>
    public void StepFrame(int by) => GoPaused(Frame + by);

    /// <summary>Goes to a frame, or the nearest there is; play goes on from there.</summary>
    public void SeekFrame(long frame) => Go(frame);

    /// <summary>To the start, and play.</summary>
    public void Restart()
    {
        Go(0);
        IsPlaying = true;
    }

    /// <summary>To the start, paused.</summary>
    public void Home() => GoPaused(0);

    /// <summary>To the end, paused.</summary>
    public void End() => GoPaused(EndFrame);

    /// <summary>Twice as fast, to 8.</summary>
    public void Faster() => SetSpeed(Math.Min(64, _clock.Eighths * 2));

    /// <summary>Half as fast, to 1/8.</summary>
    public void Slower() => SetSpeed(Math.Max(1, _clock.Eighths / 2));

    /// <summary>A frame a tick.</summary>
    public void NormalSpeed() => SetSpeed(PlayClock.Normal);

    // Edits.

    /// <summary>Makes an edit in the present frame.</summary>
    /// <param name="edit">The edit.</param>
    /// <param name="what">What it is, for undo; null for the kind's own words.</param>
    /// <param name="gesture">Edits with the same number above 0, one right after the other, are one step of undo: a slider's drag.</param>
    /// <returns>Whether it was made.</returns>
    public bool Do(Edit edit, string? what = null, long gesture = 0)
    {
        ArgumentNullException.ThrowIfNull(edit);
        return Attempt(() =>
        {
            SessionDocument next = Document.WithTurned(new ScheduledEdit(_run.EditFrame, edit));
            bool goesOn = gesture > 0 && _gesture is { } g && g.Number == gesture && g.Gesture.GetType() == edit.GetType();
            Change(() => _run.Open(next, Frame), what ?? EditWords.Of(edit), goesOn);
            _gesture = gesture > 0 ? (edit, gesture) : null;
        });
    }

    /// <summary>Makes a token a hub, or an ordinary token again.</summary>
    public bool ToggleHub(int token) =>
        Has(token) && Do(Snapshot.Tokens[token].IsHub ? new UnmakeHubEdit(token) : new MakeHubEdit(token));

    /// <summary>Cuts a hub's links, or heals them.</summary>
    public bool ToggleCutHub(int token)
    {
        if (!Has(token))
        {
            return false;
        }

        TokenSnapshot now = Snapshot.Tokens[token];
        return now.IsHub
            ? Do(now.IsCut ? new RestoreHubEdit(token) : new CutHubEdit(token))
            : Refuse($"token {token} is no hub; make it one first");
    }

    /// <summary>Cuts an edge, or heals it.</summary>
    public bool ToggleCutEdge(int query, int key)
    {
        if (!Has(query) || !Has(key))
        {
            return false;
        }

        if (Simulation.Knobs.Edits.CutEdges.Contains((query, key)))
        {
            return Do(new RestoreEdgeEdit(query, key));
        }

        return Simulation.Inspect(query, -1).Keys.Any(k => k.Key == key)
            ? Do(new CutEdgeEdit(query, key))
            : Refuse($"token {query} does not read token {key}; there is no edge to cut");
    }

    /// <summary>Pours the first tracer's dye anew, on one token, and holds it in the inspector.</summary>
    public bool DropDye(int token)
    {
        if (!Has(token) || !Do(new DropDyeEdit(token)))
        {
            return false;
        }

        Lock(token);
        return true;
    }

    /// <summary>Puts another kind of pattern in force, with what the present one has in common with it.</summary>
    public bool SetPattern(string kind) => SetPattern(PatternChoice.Of(kind, Simulation.Knobs.Pattern, Document.Scenario.Seed));

    /// <summary>Puts a pattern in force from this frame on; where its memory tokens change the sequence, from the start on.</summary>
    public bool SetPattern(AttentionPattern pattern)
    {
        ArgumentNullException.ThrowIfNull(pattern);
        int shift = pattern.MemoryTokens - Simulation.Knobs.Pattern.MemoryTokens;
        return shift == 0
            ? Do(new SetPatternEdit(pattern))
            : Rebuild($"pattern {pattern.Kind}", s => s with { Pattern = pattern }, Frame, shift);
    }

    /// <summary>Sets the seed, that of random links with it where they shared one.</summary>
    public bool SetSeed(ulong seed) => seed > long.MaxValue
        ? Refuse($"the seed {seed} is too large; give one to {long.MaxValue}")
        : Rebuild($"seed {seed}", s => s with
        {
            Seed = seed,
            Pattern = s.Pattern is BigBirdPattern b && b.Seed == s.Seed ? b with { Seed = seed } : s.Pattern,
        });

    /// <summary>Sets where queries and keys come from.</summary>
    public bool SetWeights(WeightKind weights) => Rebuild($"{weights.ToString().ToLowerInvariant()} weights", s => s with { Weights = weights });

    /// <summary>Sets how many heads attend.</summary>
    public bool SetHeads(int heads) => heads is < 1 or > 64
        ? Refuse($"{heads} heads are out of range; give 1 to 64")
        : Rebuild($"{heads} heads", s => s with { Heads = heads });

    /// <summary>Sets how many layers the run has.</summary>
    public bool SetLayers(int layers) => layers is < 1 or > 128
        ? Refuse($"{layers} layers are out of range; give 1 to 128")
        : Rebuild($"{layers} layers", s => s with { Layers = layers });

    /// <summary>Cuts the text into tokens in another way.</summary>
    /// <param name="name">See <see cref="Tokenizers.Named"/>.</param>
    public bool SetTokenizer(string name) => Document.Sequence.Text is null
        ? Refuse("the tokens are only numbered; type or paste a text first")
        : Rebuild($"tokenizer {name}", s => s with { Tokenizer = name });

    /// <summary>Puts another text in place of the scenario's: same pattern and edits, where they fit it. From the start.</summary>
    /// <param name="text">The text.</param>
    /// <param name="origin">Where it comes from, for title and messages: a file's name, "typed text".</param>
    public bool SetText(string text, string origin)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(origin);
        string? read = null;
        return Attempt(() => read = TextIntake.Check(text, origin)) && SetCheckedText(read!, origin);
    }

    /// <summary>Opens a dropped file: a scenario (.json), or any UTF-8 text.</summary>
    public bool OpenFile(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        if (path.EndsWith(".json", StringComparison.OrdinalIgnoreCase))
        {
            Scenario? scenario = null;
            return Attempt(() => scenario = ScenarioReader.FromFile(path, [])) && Open(scenario!);
        }

        string? text = null;
        return Attempt(() => text = TextIntake.FromFile(path)) && SetCheckedText(text!, Path.GetFileName(path));
    }

    /// <summary>Opens another scenario in place of this one, where a saved session was left; undo comes back.</summary>
    public bool Open(Scenario scenario)
    {
        ArgumentNullException.ThrowIfNull(scenario);
        return Attempt(() =>
        {
            Sequence sequence = _builder.Build(scenario);
            SessionView view = scenario.Session is { } saved ? SessionView.Read(saved.View, sequence.Count, scenario.Heads) : _view with { Locked = null };
            Change(() => _run.Open(scenario, sequence), $"opened {scenario.Name}", goesOn: false);
            EndFilm();
            _captions = new CaptionTrack(Document);
            View = view;
            _clock.Set(_view.SpeedEighths);
        });
    }

    /// <summary>Takes the last change back.</summary>
    public bool Undo() => _history.Before is { } before
        ? Attempt(() =>
        {
            SessionDocument now = Document;
            Open(() => _run.Open(before, Frame));
            Say($"undone: {_history.Undoable}", isFault: false);
            EndFilmOf(now);
            _history.Undone(now);
        })
        : Refuse("there is nothing to undo");

    /// <summary>Makes the last change that was taken back again.</summary>
    public bool Redo() => _history.After is { } after
        ? Attempt(() =>
        {
            SessionDocument now = Document;
            Open(() => _run.Open(after, Frame));
            Say($"done again: {_history.Redoable}", isFault: false);
            EndFilmOf(now);
            _history.Redone(now);
        })
        : Refuse("there is nothing to do again");

    // Selection.

    /// <summary>Moves the cursor along the tokens, to the ends at most.</summary>
    public void PointOn(int by) => Selection.Move(by, _view.Locked);

    /// <summary>Goes through the drawn edges of the chosen token, the strongest first.</summary>
    public bool PointEdgeOn(int by) => Chosen is not { } token ? Refuse("no token is chosen; point at one first")
        : Selection.MoveEdge(by, token, Snapshot) || Refuse($"no edge of token {token} is drawn by itself");

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

    /// <summary>The present snapshot, for holders that outlive the frame.</summary>
    internal SharedSnapshot Share() => _run.Share();

    /// <summary>Tells the user something.</summary>
    public void Say(string text, bool isFault) => Message = new SessionMessage(text.ReplaceLineEndings(" "), isFault, Message.Number + 1);

    /// <summary>Something else comes in front of the run, or in its place: its film ends.</summary>
    /// <returns>What there is to tell about it; null for nothing.</returns>
    public string? Leave()
    {
        if (Keeping.EndFilm() is not { } film)
        {
            return null;
        }

        string said = $"the film {film} is being finished: its run was left";
        Say(said, isFault: false);
        return said;
    }

    /// <summary>Ends the run.</summary>
    public void Dispose() => _run.Dispose();

    private void Go(long frame)
    {
        _run.Seek(frame);
        _clock.Reset();
        _gesture = null;
    }

    private void GoPaused(long frame)
    {
        IsPlaying = false;
        Go(frame);
    }

    private void SetSpeed(int eighths)
    {
        _clock.Set(eighths);
        _view = _view with { SpeedEighths = eighths };
        Say($"speed {PlayClock.Describe(eighths)}", isFault: false);
    }

    private void Open(Action open)
    {
        open();
        _gesture = null;
        IsPlaying &= Frame < EndFrame;
        Selection.Fit(Document.Sequence.Count);
        View = _view;
    }

    private void Change(Action open, string what, bool goesOn)
    {
        SessionDocument before = Document;
        Open(open);
        if (goesOn)
        {
            _history.Extend();
        }
        else
        {
            _history.Push(before, what);
        }

        Say(what, isFault: false);
    }

    // A film is of one scenario: of its name, and as fast as it.
    private void EndFilm()
    {
        if (Keeping.EndFilm() is { } film)
        {
            Say($"{Message.Text}; the film {film} ends here", isFault: false);
        }
    }

    private void EndFilmOf(SessionDocument before)
    {
        if (before.Scenario.Name != Document.Scenario.Name || before.Scenario.FramesPerSecond != Document.Scenario.FramesPerSecond)
        {
            EndFilm();
        }
    }

    private bool Rebuild(string what, Func<Scenario, Scenario> change, long? frame = null, int shift = 0) => Attempt(() =>
    {
        var told = new List<string>();
        SessionDocument next = _refit.Document(change(Document.Scenario), Document.Edits, shift, told);
        Change(() => _run.Open(next, frame ?? Frame), what, goesOn: false);
        Say(string.Join("; ", told.Prepend(what)), isFault: false);
    });

    private bool SetCheckedText(string text, string origin)
    {
        bool made = Rebuild(
            $"text: {origin}",
            s => s with { Title = origin, Summary = "", Text = new TextSpec(null, text, MaxTextTokens), Captions = [] },
            frame: 0);
        if (made && Document.Sequence.Count >= MaxTextTokens)
        {
            Say($"{Message.Text}; the first {MaxTextTokens:N0} tokens of it", isFault: false);
        }

        return made;
    }

    internal bool Attempt(Action act)
    {
        try
        {
            act();
            return true;
        }
        catch (FaultException fault)
        {
            Say(fault.Message, isFault: true);
            return false;
        }
    }

    internal bool Refuse(string why)
    {
        Say(why, isFault: true);
        return false;
    }

    private bool Has(int token) => (token >= 0 && token < Document.Sequence.Count)
        || Refuse($"there is no token {token}; choose 0 to {Document.Sequence.Count - 1}");
}
