using System.Numerics;
using TokenFlow.Base.Faults;
using TokenFlow.Scene.Canvas;
using TokenFlow.Scene.Theme;
using TokenFlow.Studies.Lessons;
using TokenFlow.Ui.Commands;
using TokenFlow.Ui.Input;
using TokenFlow.Ui.Screens.Shell;
using MouseButton = TokenFlow.Ui.Input.MouseButton;

namespace TokenFlow.Ui.Screens.Learning;

/// <summary>All lessons, in the order in which they are best taken; a click or Enter takes one.</summary>
public sealed class LessonsView : IView
{
    private const string Help = "click or Enter: take the lesson    arrows: choose    G: gallery    F6: quiz    L: light or dark    F12: still    Esc: back";
    private readonly WindowServices _services;
    private readonly CommandTable _commands = LearningCommands.Lessons();
    private readonly List<CommandId> _called = [];
    private readonly IReadOnlyList<Lesson> _lessons;
    private readonly LessonsPicture _picture;
    private SceneTheme _theme;
    private ViewRequest? _request;
    private int _chosen;
    private float _scroll;
    private string _message = "";

    /// <param name="services">What the window has from outside.</param>
    /// <param name="theme">The theme's name.</param>
    /// <exception cref="FaultException">A lesson cannot be read.</exception>
    public LessonsView(WindowServices services, string theme)
    {
        ArgumentNullException.ThrowIfNull(services);
        _services = services;
        _lessons = services.Lessons();
        _picture = new LessonsPicture(_lessons);
        _picture.Fit(new Vector2(1280, 720));
        _theme = SceneTheme.Named(theme) ?? SceneTheme.Dark();
    }

    /// <inheritdoc/>
    public string Title => "Lessons - TokenFlow";

    /// <inheritdoc/>
    public int TicksPerSecond => 30;

    /// <inheritdoc/>
    public bool IsOverButton { get; private set; }

    /// <inheritdoc/>
    public string Theme => _theme.Name;

    /// <inheritdoc/>
    public ViewState State => default;

    /// <summary>The lesson that Enter takes.</summary>
    public Lesson? Chosen => _chosen < _lessons.Count ? _lessons[_chosen] : null;

    /// <inheritdoc/>
    public void Tell(string text, bool isFault = true) => _message = text;

    /// <inheritdoc/>
    public void Update(in InputFrame input, int ticks)
    {
        _picture.Fit(input.Size);
        _commands.Collect(input, _called);
        foreach (CommandId command in _called)
        {
            Do(command);
        }

        _scroll = Math.Clamp(_scroll - (input.Wheel.Y * 60 * _picture.Unit), 0, _picture.Cards.MaxScroll);
        int over = _picture.Cards.At(input.Mouse, _scroll);
        IsOverButton = over >= 0;
        if (over >= 0 && (input.MouseDelta != default || input.Clicked.Any))
        {
            _chosen = over;
        }

        if (over >= 0 && input.Clicked.Has(MouseButton.Left))
        {
            Take();
        }
    }

    /// <inheritdoc/>
    public void Draw(ICanvas canvas)
    {
        ArgumentNullException.ThrowIfNull(canvas);
        _picture.Draw(canvas, _theme, _chosen, _scroll, _message, Help);
    }

    /// <inheritdoc/>
    public ViewRequest? TakeRequest()
    {
        ViewRequest? request = _request;
        _request = null;
        return request;
    }

    /// <inheritdoc/>
    public Vector2? PointOf(ScriptTarget target) => null;

    /// <summary>Where a lesson's card is; null where there is none of the name.</summary>
    public Vector2? PointOf(string lesson)
    {
        int at = _lessons.ToList().FindIndex(l => l.Name == lesson);
        return at >= 0 ? _picture.Cards.Card(at, _scroll).Centre : null;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
    }

    private void Do(CommandId command)
    {
        switch (command)
        {
            case CommandId.CardRight: Choose(_chosen + 1); break;
            case CommandId.CardLeft: Choose(_chosen - 1); break;
            case CommandId.CardDown: Choose(_chosen + _picture.Cards.Columns); break;
            case CommandId.CardUp: Choose(_chosen - _picture.Cards.Columns); break;
            case CommandId.CardOpen: Take(); break;
            case CommandId.ToggleTheme: _theme = _theme.IsLight ? SceneTheme.Dark() : SceneTheme.Light(); break;
            case CommandId.Still: Tell(_services.Still("lessons", _picture.Size, Draw)); break;
            default: _request = ViewRequest.Of(command) ?? _request; break;
        }
    }

    private void Choose(int number)
    {
        if (number < 0 || number >= _lessons.Count)
        {
            return;
        }

        _chosen = number;
        _scroll = _picture.Cards.ScrollTo(number, _scroll, edge: 0);
    }

    private void Take()
    {
        _message = "";
        if (Chosen is { } lesson)
        {
            _request = new ViewRequest.StartLesson(lesson);
        }
    }
}
