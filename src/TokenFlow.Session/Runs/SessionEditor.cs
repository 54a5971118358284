using TokenFlow.Attention.Patterns;
using TokenFlow.Scenarios.Scenarios;
using TokenFlow.Scenarios.Text;
using TokenFlow.Simulation.Edits;
using TokenFlow.Simulation.Snapshots;

namespace TokenFlow.Session.Runs;

/// <summary>What a user can change in a session's run: edits, pattern, weights, shape, another text or scenario. What cannot be done is told, and nothing has changed then.</summary>
public sealed class SessionEditor
{
    private readonly SessionRun _run;
    private readonly SessionGaze _gaze;
    private readonly SessionMessages _messages;
    private readonly SequenceBuilder _builder;
    private readonly Refit _refit;
    private readonly SessionChanges _changes;

    internal SessionEditor(SessionRun run, Playback playback, SessionGaze gaze, SessionMessages messages, SessionKeeping keeping, SequenceBuilder builder)
    {
        _run = run;
        _gaze = gaze;
        _messages = messages;
        _builder = builder;
        _refit = new Refit(builder);
        _changes = new SessionChanges(run, playback, gaze, messages, keeping);
        Captions = new CaptionTrack(run.Document);
    }

    /// <summary>What undo would take back, in words; null where nothing.</summary>
    public string? Undoable => _changes.Undoable;

    /// <summary>What redo would do again, in words; null where nothing.</summary>
    public string? Redoable => _changes.Redoable;

    /// <summary>Takes the last change back.</summary>
    public bool Undo() => _changes.Undo();

    /// <summary>Makes the last change that was taken back again.</summary>
    public bool Redo() => _changes.Redo();

    /// <summary>What the scenario that is open says in which frame.</summary>
    internal CaptionTrack Captions { get; private set; }

    /// <summary>Makes an edit in the present frame.</summary>
    /// <param name="edit">The edit.</param>
    /// <param name="what">What it is, for undo; null for the kind's own words.</param>
    /// <param name="gesture">Edits with the same number above 0, one right after the other, are one step of undo: a slider's drag.</param>
    /// <returns>Whether it was made.</returns>
    public bool Do(Edit edit, string? what = null, long gesture = 0) => _changes.Make(edit, what, gesture);

    /// <summary>Makes a token a hub, or an ordinary token again.</summary>
    public bool ToggleHub(int token) =>
        _gaze.Has(token) && Do(_run.Snapshot.Tokens[token].IsHub ? new UnmakeHubEdit(token) : new MakeHubEdit(token));

    /// <summary>Cuts a hub's links, or heals them.</summary>
    public bool ToggleCutHub(int token)
    {
        if (!_gaze.Has(token))
        {
            return false;
        }

        TokenSnapshot now = _run.Snapshot.Tokens[token];
        return now.IsHub
            ? Do(now.IsCut ? new RestoreHubEdit(token) : new CutHubEdit(token))
            : _messages.Refuse($"token {token} is no hub; make it one first");
    }

    /// <summary>Cuts an edge, or heals it.</summary>
    public bool ToggleCutEdge(int query, int key)
    {
        if (!_gaze.Has(query) || !_gaze.Has(key))
        {
            return false;
        }

        return _run.Simulation.Knobs.Edits.CutEdges.Contains((query, key)) ? Do(new RestoreEdgeEdit(query, key))
            : _run.Simulation.Inspect(query, -1).Keys.Any(k => k.Key == key)
            ? Do(new CutEdgeEdit(query, key))
            : _messages.Refuse($"token {query} does not read token {key}; there is no edge to cut");
    }

    /// <summary>Pours the first tracer's dye anew, on one token, and holds it in the inspector.</summary>
    public bool DropDye(int token)
    {
        if (!_gaze.Has(token) || !Do(new DropDyeEdit(token)))
        {
            return false;
        }

        _gaze.Lock(token);
        return true;
    }

    /// <summary>Puts another kind of pattern in force, with what the present one has in common with it.</summary>
    public bool SetPattern(string kind) => SetPattern(PatternChoice.Of(kind, new PatternLike(_run.Simulation.Knobs.Pattern, _run.Document.Scenario.Seed)));

    /// <summary>Puts a pattern in force from this frame on; where its memory tokens change the sequence, from the start on.</summary>
    public bool SetPattern(AttentionPattern pattern)
    {
        ArgumentNullException.ThrowIfNull(pattern);
        int shift = pattern.MemoryTokens - _run.Simulation.Knobs.Pattern.MemoryTokens;
        return shift == 0
            ? Do(new SetPatternEdit(pattern))
            : Rebuild($"pattern {pattern.Kind}", s => s with { Pattern = pattern }, _run.Frame, shift);
    }

    /// <summary>Sets the seed, that of random links with it where they shared one.</summary>
    public bool SetSeed(ulong seed) => seed > long.MaxValue
        ? _messages.Refuse($"the seed {seed} is too large; give one to {long.MaxValue}")
        : Rebuild($"seed {seed}", s => s with
        {
            Seed = seed,
            Pattern = s.Pattern.Reseeded(s.Seed, seed),
        });

    /// <summary>Sets where queries and keys come from.</summary>
    public bool SetWeights(WeightKind weights) => Rebuild($"{weights.ToString().ToLowerInvariant()} weights", s => s with { Weights = weights });

    /// <summary>Sets how many heads attend.</summary>
    public bool SetHeads(int heads) => heads is < 1 or > 64
        ? _messages.Refuse($"{heads} heads are out of range; give 1 to 64")
        : Rebuild($"{heads} heads", s => s with { Heads = heads });

    /// <summary>Sets how many layers the run has.</summary>
    public bool SetLayers(int layers) => layers is < 1 or > 128
        ? _messages.Refuse($"{layers} layers are out of range; give 1 to 128")
        : Rebuild($"{layers} layers", s => s with { Layers = layers });

    /// <summary>Cuts the text into tokens in another way.</summary>
    /// <param name="name">See <see cref="Tokenizers.Named"/>.</param>
    public bool SetTokenizer(string name) => _run.Document.Sequence.Text is null
        ? _messages.Refuse("the tokens are only numbered; type or paste a text first")
        : Rebuild($"tokenizer {name}", s => s with { Tokenizer = name });

    /// <summary>Puts another text in place of the scenario's: same pattern and edits, where they fit it. From the start.</summary>
    /// <param name="text">The text.</param>
    /// <param name="origin">Where it comes from, for title and messages: a file's name, "typed text".</param>
    public bool SetText(string text, string origin)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(origin);
        return SetText(() => TextIntake.Check(text, origin), origin);
    }

    /// <summary>Opens a dropped file: a scenario (.json), or any UTF-8 text.</summary>
    public bool OpenFile(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        if (path.EndsWith(".json", StringComparison.OrdinalIgnoreCase))
        {
            Scenario? scenario = null;
            return _messages.Attempt(() => scenario = ScenarioReader.FromFile(path, [])) && Open(scenario!);
        }

        return SetText(() => TextIntake.FromFile(path), Path.GetFileName(path));
    }

    /// <summary>Opens another scenario in place of this one, where a saved session was left; undo comes back.</summary>
    public bool Open(Scenario scenario)
    {
        ArgumentNullException.ThrowIfNull(scenario);
        return _messages.Attempt(() =>
        {
            Sequence sequence = _builder.Build(scenario);
            SessionView view = scenario.Session is { } saved ? SessionView.Read(saved.View, sequence.Count, scenario.Heads) : _gaze.View with { Locked = null };
            _changes.Replace(() => _run.Open(scenario, sequence), $"opened {scenario.Name}");
            _changes.EndFilm();
            Captions = new CaptionTrack(_run.Document);
            _gaze.Show(view.Fitted(sequence.Count, scenario.Heads));
        });
    }

    private bool Rebuild(string what, Func<Scenario, Scenario> change, long? frame = null, int shift = 0) => _messages.Attempt(() =>
    {
        var told = new List<string>();
        SessionDocument next = _refit.Document(change(_run.Document.Scenario), _run.Document.Edits, shift, told);
        _changes.Replace(() => _run.Open(next, frame ?? _run.Frame), what);
        _messages.Say(string.Join("; ", told.Prepend(what)));
    });

    private bool SetText(Func<string> read, string origin)
    {
        string text = "";
        bool made = _messages.Attempt(() => text = read()) && Rebuild(
            $"text: {origin}",
            s => s with { Title = origin, Summary = "", Text = new TextSpec(null, text, FlowSession.MaxTextTokens), Captions = [] },
            frame: 0);
        if (made && _run.Document.Sequence.Count >= FlowSession.MaxTextTokens)
        {
            _messages.Say($"{_messages.Latest.Text}; the first {FlowSession.MaxTextTokens:N0} tokens of it");
        }

        return made;
    }
}
