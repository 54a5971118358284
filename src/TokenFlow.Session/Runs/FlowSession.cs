using TokenFlow.Base.Faults;
using TokenFlow.Scenarios.Scenarios;
using TokenFlow.Scene.Frames;
using TokenFlow.Simulation;
using TokenFlow.Simulation.Snapshots;

namespace TokenFlow.Session.Runs;

/// <summary>
/// One running simulation and what the user does with it: playing it, changing it, looking at it, keeping it. Every method
/// finishes at once. What a user may get wrong is not thrown but told in <see cref="Message"/>, and nothing has changed then;
/// only the constructor throws. Reads no clock: time goes on by <see cref="Tick"/>. Not thread-safe.
/// </summary>
public sealed class FlowSession : IDisposable
{
    /// <summary>The longest text that the window takes, in tokens; of a longer one the beginning.</summary>
    public const int MaxTextTokens = 16_384;

    private readonly SessionServices _services;
    private readonly SessionRun _run;
    private readonly SessionMessages _messages = new();
    private readonly SessionGaze _gaze;
    private SceneNotes _notes = SceneNotes.None;

    /// <summary>Opens a scenario: at its start, or where a saved session was left.</summary>
    /// <exception cref="FaultException">The scenario cannot be run.</exception>
    public FlowSession(Scenario scenario, SessionServices? services = null)
    {
        ArgumentNullException.ThrowIfNull(scenario);
        _services = services ?? new SessionServices();
        var builder = new SequenceBuilder(_services.StandardInput);
        Sequence sequence = builder.Build(scenario);
        SessionView view = scenario.Session is { } saved ? SessionView.Read(saved.View, sequence.Count, scenario.Heads) : new SessionView();
        _run = new SessionRun(scenario, sequence, _services.Flow);
        Playback = new Playback(_run);
        _gaze = new SessionGaze(_run, Playback, _messages, view);
        Keeping = new SessionKeeping(this, _messages, _services);
        Editor = new SessionEditor(_run, Playback, _gaze, _messages, Keeping, builder);
    }

    /// <summary>The simulation; another one after a change of text or weights. Read it, do not step it.</summary>
    public FlowSimulation Simulation => _run.Simulation;

    /// <summary>What decides the run.</summary>
    public SessionDocument Document => _run.Document;

    /// <summary>The present frame's snapshot; valid until the session's next method.</summary>
    public FrameSnapshot Snapshot => _run.Snapshot;

    /// <summary>Playing, stepping and speed.</summary>
    public Playback Playback { get; }

    /// <summary>What a user can change, undo and redo.</summary>
    public SessionEditor Editor { get; }

    /// <summary>Saved states, films and stills.</summary>
    public SessionKeeping Keeping { get; }

    /// <summary>What was told last.</summary>
    public SessionMessage Message => _messages.Latest;

    /// <summary>What is said in this frame: the scenario's caption while the run is as it was written.</summary>
    public SceneNotes Notes
    {
        get
        {
            string? caption = Editor.Captions.At(Document, Frame);
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

        int went = Playback.Tick();
        Keeping.Tick();
        _services.Log?.Ticked(this);
        return went;
    }

    /// <summary>Tells the user something.</summary>
    public void Say(string text, bool isFault) => _messages.Say(text, isFault);

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

    // Time.

    /// <summary>The frame that is shown.</summary>
    public long Frame => _run.Frame;

    /// <summary>The frame in which the last layer is finished: play stops there.</summary>
    public long EndFrame => _run.EndFrame;

    /// <inheritdoc cref="Playback.IsPlaying"/>
    public bool IsPlaying => Playback.IsPlaying;

    /// <inheritdoc cref="Playback.Speed"/>
    public double Speed => Playback.Speed;

    /// <inheritdoc cref="Playback.Toggle"/>
    public void TogglePlay() => Playback.Toggle();

    /// <inheritdoc cref="Playback.StepLayer"/>
    public void StepLayer(int by) => Playback.StepLayer(by);

    /// <inheritdoc cref="Playback.StepFrame"/>
    public void StepFrame(int by) => Playback.StepFrame(by);

    /// <inheritdoc cref="Playback.Seek"/>
    public void SeekFrame(long frame) => Playback.Seek(frame);

    /// <inheritdoc cref="Playback.Restart"/>
    public void Restart() => Playback.Restart();

    /// <summary>To the start, paused.</summary>
    public void Home() => Playback.Pause(0);

    /// <summary>To the end, paused.</summary>
    public void End() => Playback.Pause(EndFrame);

    /// <inheritdoc cref="Playback.Faster"/>
    public void Faster() => Speeded(Playback.Faster);

    /// <inheritdoc cref="Playback.Slower"/>
    public void Slower() => Speeded(Playback.Slower);

    /// <summary>A frame a tick.</summary>
    public void NormalSpeed() => Speeded(() => Playback.SetSpeed(PlayClock.Normal));

    // Looking.

    /// <inheritdoc cref="SessionGaze.View"/>
    public SessionView View
    {
        get => _gaze.View;
        set => _gaze.View = value;
    }

    /// <inheritdoc cref="SessionGaze.Selection"/>
    public SessionSelection Selection => _gaze.Selection;

    /// <inheritdoc cref="SessionGaze.Chosen"/>
    public int? Chosen => _gaze.Chosen;

    /// <inheritdoc cref="SessionGaze.Inspected"/>
    public int? Inspected => _gaze.Inspected;

    /// <inheritdoc cref="SessionGaze.PointOn"/>
    public void PointOn(int by) => _gaze.PointOn(by);

    /// <inheritdoc cref="SessionGaze.PointEdgeOn"/>
    public bool PointEdgeOn(int by) => _gaze.PointEdgeOn(by);

    /// <inheritdoc cref="SessionGaze.Lock"/>
    public bool Lock(int token) => _gaze.Lock(token);

    /// <inheritdoc cref="SessionGaze.Unlock"/>
    public void Unlock() => _gaze.Unlock();

    private void Speeded(Action turn)
    {
        turn();
        _gaze.Refit();
        Say($"speed {Playback.SpeedText}", isFault: false);
    }
}
