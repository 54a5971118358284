using System.Numerics;
using TokenFlow.Scenarios.Scenarios;
using TokenFlow.Scene.Canvas;
using TokenFlow.Session.Runs;
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
    private readonly PartStack _parts;
    private Vector2 _size = new(1280, 720);
    private bool _isDrawn;

    /// <summary>Opens a scenario.</summary>
    /// <param name="scenario">The scenario.</param>
    /// <param name="services">What the window has from outside.</param>
    /// <param name="theme">The theme to begin in; null for the one that was saved with the scenario, or the usual one.</param>
    /// <param name="lesson">A lesson that leads through it; null for none.</param>
    /// <exception cref="TokenFlow.Base.Faults.FaultException">The scenario cannot be run, or a stop of the lesson lies behind its end.</exception>
    public RunView(Scenario scenario, WindowServices services, string? theme = null, Lesson? lesson = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        Session = new FlowSession(scenario, services.Session with { Flow = _times.Watching(services.Session.Flow) });
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
            HasLesson = lesson is not null,
            Stops = lesson?.Notches ?? [],
        };
        if (lesson is not null)
        {
            _lesson = new LessonPart(new LessonRun(lesson, scenario, services.LoadBeside(lesson)));
            Session.View = Session.View with { Panels = false };
        }

        var places = new PicturePlaces();
        _parts = new PartStack(_run,
        [
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
        ]);
        _run.Dress(_size);
    }

    /// <summary>The run and what the user does with it.</summary>
    public FlowSession Session { get; }

    /// <summary>The parts, from the lowest to the topmost.</summary>
    internal IReadOnlyList<IRunPart> Parts => _parts.Parts;

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
        _run.Dress(_size);
        InputFrame left = _parts.Update(input);
        _run.Commands.Collect(left, _called);
        foreach (CommandId command in _called)
        {
            Do(command);
        }

        foreach (string path in left.Dropped)
        {
            Session.Editor.OpenFile(path);
        }

        for (int i = 0; i < ticks; i++)
        {
            int went = Session.Tick();
            _lesson?.Tick(_run, went);
        }

        _run.Ticks += ticks;
        _run.Dress(_size);
    }

    /// <inheritdoc/>
    public void Draw(ICanvas canvas)
    {
        ArgumentNullException.ThrowIfNull(canvas);
        _isDrawn = true;
        canvas.Clear(_run.Theme.Background);
        _run.DrawPicture(canvas);
        _parts.Draw(canvas);
    }

    /// <inheritdoc/>
    public ViewRequest? TakeRequest()
    {
        ViewRequest? request = _run.Request;
        _run.Request = null;
        return request;
    }

    /// <inheritdoc/>
    public Vector2? PointOf(ScriptTarget target) => _parts.PointOf(target);

    /// <inheritdoc/>
    public void Dispose()
    {
        _lesson?.Dispose();
        Session.Dispose();
    }

    private void Do(CommandId command)
    {
        if (_lesson?.TryRun(_run, command) == true || SessionCommands.TryRun(Session, command) || _parts.TryRun(command))
        {
            return;
        }

        if (command == CommandId.SelfCheck)
        {
            _selfCheck.Toggle();
        }

        _run.Request = (command == CommandId.Race ? new ViewRequest.StartRace(Session.Document.Scenario) : ViewRequest.Of(command)) ?? _run.Request;
    }
}
