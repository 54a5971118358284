using System.Numerics;
using TokenFlow.Scene.Canvas;
using TokenFlow.Scene.Theme;
using TokenFlow.Studies.Quiz;
using TokenFlow.Ui.Commands;
using TokenFlow.Ui.Input;
using TokenFlow.Ui.Screens.Shell;
using MouseButton = TokenFlow.Ui.Input.MouseButton;

namespace TokenFlow.Ui.Screens.Learning;

/// <summary>The quiz: a question, four choices to click or to press; then the experiment that proves the answer, and a run that shows it.</summary>
public sealed class QuizView : IView
{
    private const string Help = "A, B, C, D or a click: answer    Enter: next    F5: lessons    G: gallery    L: light or dark    F12: still    Esc: back";
    private readonly WindowServices _services;
    private readonly CommandTable _commands = LearningCommands.Quiz();
    private readonly List<CommandId> _called = [];
    private readonly QuizCourse _course;
    private readonly QuizPen _pen = new() { Sheet = new QuizSheet(new Vector2(1280, 720)) };
    private readonly QuizPicture _picture;
    private SceneTheme _theme;
    private QuizProof? _proof;
    private ViewRequest? _request;
    private int _over = -1;
    private string _message = "";

    /// <param name="services">What the window has from outside.</param>
    /// <param name="theme">The theme's name.</param>
    public QuizView(WindowServices services, string theme)
    {
        ArgumentNullException.ThrowIfNull(services);
        _services = services;
        _course = new QuizCourse(services.Quiz);
        _picture = new QuizPicture(_course, _pen);
        _theme = Dressed(theme);
    }

    /// <inheritdoc/>
    public string Title => "Quiz - TokenFlow";

    /// <inheritdoc/>
    public int TicksPerSecond => 30;

    /// <inheritdoc/>
    public bool IsOverButton => _over >= 0;

    /// <inheritdoc/>
    public string Theme => _theme.Name;

    /// <inheritdoc/>
    public ViewState State => _proof?.Session is { } session ? new(session.Frame, session.Snapshot.StateHash) : default;

    /// <summary>The question that shows; null at the end.</summary>
    public QuizQuestion? Question => _course.Question;

    /// <summary>What was answered to it; null for nothing yet.</summary>
    public int? Answer => _course.Answer;

    /// <summary>Right answers so far.</summary>
    public int Right => _course.Right;

    /// <summary>What was found by the experiment of the question that shows; null before it was.</summary>
    public QuizEvidence? Evidence => _proof?.Evidence;

    /// <inheritdoc/>
    public void Tell(string text, bool isFault = true) => _message = text;

    /// <inheritdoc/>
    public void Update(in InputFrame input, int ticks)
    {
        if (_pen.Sheet.Size != input.Size)
        {
            _pen.Sheet = new QuizSheet(input.Size);
        }

        _commands.Collect(input, _called);
        foreach (CommandId command in _called)
        {
            Do(command);
        }

        _over = -1;
        if (Question is { } question && Answer is null)
        {
            for (int i = 0; i < question.Choices.Count; i++)
            {
                if (_pen.Sheet.Choice(i).Contains(input.Mouse))
                {
                    _over = i;
                }
            }

            if (_over >= 0 && input.Clicked.Has(MouseButton.Left))
            {
                Choose(_over);
            }
        }
        else if (_pen.Sheet.Next.Contains(input.Mouse))
        {
            _over = 0;
            if (input.Clicked.Has(MouseButton.Left))
            {
                GoOn();
            }
        }

        _proof?.Tick(ticks);
    }

    /// <inheritdoc/>
    public void Draw(ICanvas canvas)
    {
        ArgumentNullException.ThrowIfNull(canvas);
        _pen.Begin(canvas, _theme);
        _picture.Draw(_proof, _over);
        _pen.Ui.Text(_message.Length > 0 ? _message : Help, _pen.Sheet.Foot, TypeSize.Small, _message.Length > 0 ? _theme.Hub : _theme.Secondary);
        _pen.End();
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

    /// <summary>Where a choice is clicked.</summary>
    public Vector2 PointOf(int choice) => _pen.Sheet.Choice(choice).Centre;

    /// <summary>Where one clicks to go on.</summary>
    public Vector2 PointOfNext() => _pen.Sheet.Next.Centre;

    /// <inheritdoc/>
    public void Dispose() => _proof?.Dispose();

    private static SceneTheme Dressed(string name) => SceneTheme.Named(name) ?? SceneTheme.Dark();

    private void Do(CommandId command)
    {
        _message = "";
        switch (command)
        {
            case >= CommandId.AnswerA and <= CommandId.AnswerD: Choose(command - CommandId.AnswerA); break;
            case CommandId.NextQuestion: GoOn(); break;
            case CommandId.ToggleTheme: _theme = Dressed(_theme.IsLight ? "dark" : "light"); break;
            case CommandId.Still: Tell(_services.Still("quiz", _pen.Sheet.Size, Draw)); break;
            default: _request = ViewRequest.Of(command) ?? _request; break;
        }
    }

    private void Choose(int choice)
    {
        if (Question is not { } question || !_course.TryAnswer(choice))
        {
            return;
        }

        _proof = new QuizProof(question, _services);
    }

    private void GoOn()
    {
        if (!_course.TryGoOn())
        {
            return;
        }

        _proof?.Dispose();
        _proof = null;
    }
}
