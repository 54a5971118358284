using System.Numerics;
using TokenFlow.Scenarios.Scenarios;
using TokenFlow.Scene.Canvas;
using TokenFlow.Scene.Frames;
using TokenFlow.Scene.Theme;
using TokenFlow.Session.Runs;
using TokenFlow.Simulation;
using TokenFlow.Studies.Lessons;
using TokenFlow.Ui.Commands;
using TokenFlow.Ui.Hosting;
using TokenFlow.Ui.Input;
using TokenFlow.Ui.Screens.Shell;
using TokenFlow.Ui.Screens.Stage;
using TokenFlow.Ui.Screens.Touch;

namespace TokenFlow.Ui.Screens.Run;

/// <summary>A run in the window: the scene, and round it what one needs to step it, touch it and look into it.</summary>
public sealed class RunView : IView
{
    private readonly RunContext _run;
    private readonly List<CommandId> _called = [];
    private readonly SelfCheckPart _selfCheck = new();
    private readonly SystemTimes _times = new();
    private readonly LessonPart? _lesson;

    // From the lowest to the topmost.
    private readonly IRunPart[] _parts;
    private Vector2 _size = new(1280, 720);
    private float _ink = -1;
    private bool _isDrawn;
    private (Vector2 Size, bool Panels, bool Matrix)? _laidOut;

    /// <summary>Opens a scenario.</summary>
    /// <param name="scenario">The scenario.</param>
    /// <param name="services">What the window has from outside.</param>
    /// <param name="theme">The theme to begin in; null for the one that was saved with the scenario, or the usual one.</param>
    /// <param name="lesson">A lesson that leads through it; null for none.</param>
    /// <exception cref="TokenFlow.Base.Faults.FaultException">The scenario cannot be run, or a stop of the lesson lies behind its end.</exception>
    public RunView(Scenario scenario, WindowServices services, string? theme = null, Lesson? lesson = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        Session = new FlowSession(scenario, Timed(services.Session));
        if (theme is not null)
        {
            Session.View = Session.View with { Theme = theme };
        }

        _run = new RunContext
        {
            Session = Session,
            Commands = RunCommands.Table(),
            Services = services,
            Run = Do,
            Stops = lesson?.Notches ?? [],
        };
        if (lesson is not null)
        {
            _lesson = new LessonPart(new LessonRun(lesson, scenario, services.LoadBeside(lesson)));
            Session.View = Session.View with { Panels = false };
        }

        var places = new PicturePlaces();
        _parts =
        [
            new PicturePart(),
            new TouchPart(places),
            .. _lesson is null ? [] : (IRunPart[])[_lesson],
            new TimelinePart(),
            new MatrixPart(),
            new InspectorPart(places),
            _selfCheck,
            new SidePart(),
            new BarPart(),
            new OverlayPart(_times),
            new MessagePart(),
            new HelpPart(),
            new TextPart(),
        ];
        Dress();
    }

    /// <summary>The run and what the user does with it.</summary>
    public FlowSession Session { get; }

    /// <summary>The parts, from the lowest to the topmost.</summary>
    internal IReadOnlyList<IRunPart> Parts => _parts;

    /// <inheritdoc/>
    public string Title => $"{Session.Document.Scenario.Title} - TokenFlow";

    /// <inheritdoc/>
    public int TicksPerSecond => Session.Document.Scenario.FramesPerSecond;

    /// <inheritdoc/>
    public bool IsOverButton => _run.IsOverButton;

    /// <inheritdoc/>
    public string Theme => Session.View.Theme;

    /// <inheritdoc/>
    public ViewState State => new(Session.Frame, Session.Snapshot.StateHash);

    /// <inheritdoc/>
    public void Tell(string text, bool isFault = true) => Session.Say(text, isFault);

    /// <inheritdoc/>
    public string? Leave() => Session.Leave();

    /// <inheritdoc/>
    public void Resume() => _times.Pause();

    /// <inheritdoc/>
    public void Update(in InputFrame input, int ticks)
    {
        // A window that is put away goes on without pictures.
        if (!_isDrawn)
        {
            _times.Pause();
        }

        _isDrawn = false;
        _size = input.Size;
        Dress();
        InputFrame left = input;
        _run.IsOverButton = false;
        for (int i = _parts.Length - 1; i >= 0; i--)
        {
            _parts[i].Update(_run, ref left);
        }

        _run.Commands.Collect(left, _called);
        foreach (CommandId command in _called)
        {
            Do(command);
        }

        foreach (string path in left.Dropped)
        {
            Session.OpenFile(path);
        }

        for (int i = 0; i < ticks; i++)
        {
            int went = Session.Tick();
            _lesson?.Tick(_run, went);
        }

        _run.Ticks += ticks;
        Dress();
    }

    /// <inheritdoc/>
    public void Draw(ICanvas canvas)
    {
        ArgumentNullException.ThrowIfNull(canvas);
        _isDrawn = true;
        canvas.Clear(_run.Theme.Background);
        foreach (IRunPart part in _parts)
        {
            part.Draw(_run, canvas);
        }
    }

    /// <inheritdoc/>
    public ViewRequest? TakeRequest()
    {
        ViewRequest? request = _run.Request;
        _run.Request = null;
        return request;
    }

    /// <inheritdoc/>
    public Vector2? PointOf(ScriptTarget target)
    {
        for (int i = _parts.Length - 1; i >= 0; i--)
        {
            if (_parts[i].PointOf(_run, target) is { } point)
            {
                return point;
            }
        }

        return null;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _lesson?.Dispose();
        Session.Dispose();
    }

    private void Do(CommandId command)
    {
        if (_lesson?.TryRun(_run, command) == true || SessionCommands.TryRun(Session, command))
        {
            return;
        }

        foreach (IRunPart part in _parts)
        {
            if (part.TryRun(_run, command))
            {
                return;
            }
        }

        if (command == CommandId.SelfCheck)
        {
            _selfCheck.Toggle();
        }

        _run.Request = (command == CommandId.Race ? new ViewRequest.StartRace(Session.Document.Scenario) : ViewRequest.Of(command)) ?? _run.Request;
    }

    // The phases of every run of the session, of those too that a change of text makes, are timed for the overlay.
    private SessionServices Timed(SessionServices services) => services with
    {
        Flow = tokens =>
        {
            FlowOptions options = services.Flow(tokens);
            return options.Observer is null ? options with { Observer = _times } : options;
        },
    };

    // Theme and layout as the session's view wants them.
    private void Dress()
    {
        float ink = _run.Services.EdgeInk();
        if (_run.Theme.Name != Session.View.Theme || _ink != ink)
        {
            _ink = ink;
            _run.Theme = SceneTheme.Named(Session.View.Theme) ?? SceneTheme.Dark();
            _run.Options = new SceneOptions { SmoothHaze = true, EdgeInk = ink };
        }

        (Vector2, bool, bool) wanted = (_size, Session.View.Panels, Session.View.Matrix);
        if (_laidOut == wanted)
        {
            return;
        }

        _laidOut = wanted;
        _run.Layout = RunLayout.For(_size, Session.View, _lesson is not null);
    }
}
