using System.Globalization;
using System.Numerics;
using TokenFlow.Scene;
using TokenFlow.Scene.Canvas;
using TokenFlow.Scene.Cards;
using TokenFlow.Scene.Theme;
using TokenFlow.Studies.Evidence;
using TokenFlow.Studies.Quiz;
using TokenFlow.Ui.Commands;
using TokenFlow.Ui.Input;
using TokenFlow.Ui.Screens.Shell;
using TokenFlow.Ui.Widgets;
using MouseButton = TokenFlow.Ui.Input.MouseButton;

namespace TokenFlow.Ui.Screens.Learning;

/// <summary>The quiz: a question, four choices to click or to press; then the experiment that proves the answer, and a run that shows it.</summary>
public sealed class QuizView : IView
{
    private const string Help = "A, B, C, D or a click: answer    Enter: next    F5: lessons    G: gallery    L: light or dark    F12: still    Esc: back";
    private readonly WindowServices _services;
    private readonly CommandTable _commands = LearningCommands.Quiz();
    private readonly List<CommandId> _called = [];
    private readonly UiFrame _ui = new();
    private readonly List<string> _lines = [];
    private readonly RegionCanvas _region = new();
    private readonly int?[] _answers;
    private SceneTheme _theme;
    private FlowScene _scene;
    private QuizSheet _sheet = new(new Vector2(1280, 720));
    private QuizProof? _proof;
    private ViewRequest? _request;
    private int _at;
    private int _over = -1;
    private string _message = "";

    /// <param name="services">What the window has from outside.</param>
    /// <param name="theme">The theme's name.</param>
    public QuizView(WindowServices services, string theme)
    {
        ArgumentNullException.ThrowIfNull(services);
        _services = services;
        _answers = new int?[services.Quiz.Count];
        (_theme, _scene) = Dressed(theme);
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
    public QuizQuestion? Question => _at < _services.Quiz.Count ? _services.Quiz[_at] : null;

    /// <summary>What was answered to it; null for nothing yet.</summary>
    public int? Answer => _at < _answers.Length ? _answers[_at] : null;

    /// <summary>Right answers so far.</summary>
    public int Right => _services.Quiz.Where((q, i) => _answers[i] == q.Right).Count();

    /// <summary>What was found by the experiment of the question that shows; null before it was.</summary>
    public QuizEvidence? Evidence => _proof?.Evidence;

    /// <inheritdoc/>
    public void Tell(string text, bool isFault = true) => _message = text;

    /// <inheritdoc/>
    public void Update(in InputFrame input, int ticks)
    {
        if (_sheet.Size != input.Size)
            _sheet = new QuizSheet(input.Size);
        _commands.Collect(input, _called);
        foreach (CommandId command in _called)
            Do(command);
        _over = -1;
        if (Question is { } question && Answer is null)
        {
            for (int i = 0; i < question.Choices.Count; i++)
            {
                if (_sheet.Choice(i).Contains(input.Mouse))
                    _over = i;
            }

            if (_over >= 0 && input.Clicked.Has(MouseButton.Left))
                Choose(_over);
        }
        else if (_sheet.Next.Contains(input.Mouse))
        {
            _over = 0;
            if (input.Clicked.Has(MouseButton.Left))
                GoOn();
        }

        _proof?.Tick(ticks);
    }

    /// <inheritdoc/>
    public void Draw(ICanvas canvas)
    {
        ArgumentNullException.ThrowIfNull(canvas);
        canvas.Clear(_theme.Background);
        _ui.BeginDraw(canvas, _theme, _sheet.Unit);
        Head();
        if (Question is { } question)
            Ask(question);
        else
            Score();
        _ui.Text(_message.Length > 0 ? _message : Help, _sheet.Foot, TypeSizes.Small, _message.Length > 0 ? _theme.Hub : _theme.Secondary);
        _ui.EndDraw(new Box(0, 0, _sheet.Size.X, _sheet.Size.Y));
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
    public Vector2 PointOf(int choice) => _sheet.Choice(choice).Centre;

    /// <summary>Where one clicks to go on.</summary>
    public Vector2 PointOfNext() => _sheet.Next.Centre;

    /// <inheritdoc/>
    public void Dispose() => _proof?.Dispose();

    private static (SceneTheme Theme, FlowScene Scene) Dressed(string name)
    {
        SceneTheme theme = SceneTheme.Named(name) ?? SceneTheme.Dark();
        return (theme, new FlowScene(theme, ScenarioCard.Options with { SmoothHaze = true, Labels = true }));
    }

    private void Do(CommandId command)
    {
        _message = "";
        switch (command)
        {
            case >= CommandId.AnswerA and <= CommandId.AnswerD: Choose(command - CommandId.AnswerA); break;
            case CommandId.NextQuestion: GoOn(); break;
            case CommandId.ToggleTheme: (_theme, _scene) = Dressed(_theme.IsLight ? "dark" : "light"); break;
            case CommandId.Still: Tell(_services.Still("quiz", _sheet.Size, Draw)); break;
            default: _request = ViewRequest.Of(command) ?? _request; break;
        }
    }

    private void Choose(int choice)
    {
        if (Question is not { } question || Answer is not null || choice >= question.Choices.Count)
            return;
        _answers[_at] = choice;
        _proof = new QuizProof(question, _services);
    }

    // A question waits for its answer; after the last one comes the score, and then the first once more.
    private void GoOn()
    {
        if (Question is not null && Answer is null)
            return;
        _proof?.Dispose();
        _proof = null;
        if (_at >= _services.Quiz.Count)
            Array.Clear(_answers);
        _at = _at >= _services.Quiz.Count ? 0 : _at + 1;
    }

    private void Head()
    {
        float unit = _sheet.Unit, right = _sheet.Size.X - _sheet.Margin;
        _ui.Text("Quiz", new Box(_sheet.Margin, 26 * unit, 300 * unit, 28 * unit), TypeSizes.Title, _theme.Text, TextAnchor.Start, FontWeight.Bold);
        for (int i = 0; i < _answers.Length; i++)
        {
            var at = new Vector2(right - ((_answers.Length - i) * 20 * unit) + (10 * unit), 41 * unit);
            Rgba colour = _answers[i] is not { } answer ? _theme.Track.Mix(_theme.Secondary, 0.25f) : answer == _services.Quiz[i].Right ? _ui.Theme.Accent : _theme.Hub;
            _ui.Canvas.Discs([at], (i == _at ? 5.5f : 4) * unit, colour);
            if (i == _at)
                _ui.Canvas.Arc(at, 8.5f * unit, 0, MathF.Tau, new Stroke(_theme.Text.Fade(0.8f), 1.2f * unit));
        }
    }

    private void Ask(QuizQuestion question)
    {
        float unit = _sheet.Unit;
        string number = string.Create(CultureInfo.InvariantCulture, $"question {question.Number} of {_services.Quiz.Count}");
        Box box = _sheet.Question;
        _ui.Text(number, box with { Height = 16 * unit }, TypeSizes.Small, _theme.Secondary);
        Paragraph(question.Text, box with { Top = box.Top + (20 * unit), Height = box.Height - (20 * unit) }, TypeSizes.Title, 29, _theme.Text, FontWeight.Bold);
        for (int i = 0; i < question.Choices.Count; i++)
            Choice(question, i);
        if (Answer is not { } answer)
        {
            Waiting();
            return;
        }

        bool isRight = answer == question.Right;
        Box because = _sheet.Because;
        string verdict = isRight ? "Right." : $"It is {question.RightLetter}. See why:";
        _ui.Text(verdict, because with { Height = 20 * unit }, TypeSizes.Body, isRight ? _ui.Theme.Accent : _theme.Hub, TextAnchor.Start, FontWeight.Bold);
        Paragraph(question.Because, because with { Top = because.Top + (24 * unit), Height = 60 * unit }, TypeSizes.Body, 19, _theme.Text.Mix(_theme.Secondary, 0.25f));
        NextButton(_at + 1 < _services.Quiz.Count ? "Next question" : "Your score");
        Proof();
    }

    private void Choice(QuizQuestion question, int i)
    {
        float unit = _sheet.Unit;
        Box box = _sheet.Choice(i);
        bool isDone = Answer is not null, isRight = isDone && i == question.Right, isWrong = Answer == i && i != question.Right;
        Rgba ground = isRight ? _ui.Theme.On : _over == i && !isDone ? _ui.Theme.Hover : _theme.Panel;
        Rgba edge = isRight ? _ui.Theme.Accent : isWrong ? _theme.Hub : _theme.PanelEdge;
        _ui.Canvas.Rectangle(box, ground, 8 * unit);
        _ui.Canvas.Outline(box.Inset(0.5f), new Stroke(edge, MathF.Max((isRight || isWrong ? 1.6f : 1) * unit, 1)), 7.5f * unit);
        Rgba ink = isDone && !isRight && !isWrong ? _theme.Secondary : _theme.Text;
        _ui.Text(QuizQuestion.Letters[i].ToString(), new Box(box.Left, box.Top, 44 * unit, box.Height), TypeSizes.Body, isRight ? _ui.Theme.Accent : _theme.Secondary, TextAnchor.Middle, FontWeight.Bold);
        _ui.Text(question.Choices[i], new Box(box.Left + (44 * unit), box.Top, box.Width - (56 * unit), box.Height), TypeSizes.Body, ink);
    }

    private void NextButton(string label)
    {
        Box box = _sheet.Next;
        _ui.Canvas.Rectangle(box, _over == 0 ? _ui.Theme.Press : _ui.Theme.On, 6 * _sheet.Unit);
        _ui.Text(label, box, TypeSizes.Body, _theme.Text, TextAnchor.Middle);
    }

    // Where the proof will stand.
    private void Waiting()
    {
        float unit = _sheet.Unit;
        Box box = _sheet.Run.Height > 0 ? _sheet.Run : _sheet.Figures;
        if (box.Height < 40 * unit)
            return;
        _ui.Canvas.Rectangle(box, _theme.Panel.Fade(0.5f), 9 * unit);
        _ui.Canvas.Outline(box.Inset(0.5f), new Stroke(_theme.PanelEdge, MathF.Max(unit, 1)), 8.5f * unit);
        _ui.Text("Answer, and the experiment that proves it runs here.", box, TypeSizes.Body, _theme.Secondary, TextAnchor.Middle);
    }

    // The run that shows it, and the figures that prove it.
    private void Proof()
    {
        float unit = _sheet.Unit;
        if (_proof?.Session is { } session && _sheet.Run.Height > 0)
        {
            _ui.Canvas.Rectangle(_sheet.Run, _theme.Panel.Fade(0.5f), 9 * unit);
            _ui.Canvas.Outline(_sheet.Run.Inset(0.5f), new Stroke(_theme.PanelEdge, MathF.Max(unit, 1)), 8.5f * unit);
            ScenarioCard.Picture(_ui.Canvas, _scene, _region, session.Snapshot, _sheet.Run.Inset(4 * unit));
            string layers = session.Snapshot.IsFinished ? "all layers" : string.Create(CultureInfo.InvariantCulture, $"layer {session.Snapshot.CompletedLayers + 1}");
            Box corner = new(_sheet.Run.Left + (12 * unit), _sheet.Run.Bottom - (24 * unit), _sheet.Run.Width - (24 * unit), 18 * unit);
            _ui.Text(session.Document.Scenario.Title, corner, TypeSizes.Small, _theme.Secondary);
            _ui.Text(layers, corner, TypeSizes.Small, _theme.Secondary, TextAnchor.End);
        }

        Box box = _sheet.Figures;
        if (_proof?.Evidence is not { } evidence)
        {
            _ui.Text(_proof?.Fault ?? "The experiment is running.", box with { Height = 20 * unit }, TypeSizes.Body, _theme.Secondary);
            return;
        }

        _ui.Text("The proof, measured now", box with { Height = 20 * unit }, TypeSizes.Body, _theme.Text, TextAnchor.Start, FontWeight.Bold);
        float y = box.Top + (26 * unit), column = 0;
        foreach (Figure figure in evidence.Figures)
            column = MathF.Max(column, _ui.Canvas.MeasureText(figure.Text, new TextStyle(17 * unit, _theme.Text, FontWeight.Bold)));
        column += 2 * unit;
        foreach (Figure figure in evidence.Figures)
        {
            if (y + (23 * unit) > box.Bottom)
                break;
            var row = new Box(box.Left, y, column, 22 * unit);
            _ui.Text(figure.Text, row, 17, figure.Holds ? _theme.Text : _ui.Theme.Fault, TextAnchor.End, FontWeight.Bold);
            string meaning = figure.Holds ? figure.Meaning : $"{figure.Meaning} (should be {figure.Expected})";
            _ui.Text(meaning, new Box(box.Left + column + (14 * unit), y, box.Width - column - (14 * unit), 22 * unit), TypeSizes.Body, _theme.Text.Mix(_theme.Secondary, 0.4f));
            y += 25 * unit;
        }

        Paragraph(evidence.How, new Box(box.Left, y + (8 * unit), box.Width, MathF.Max(box.Bottom - y - (8 * unit), 0)), TypeSizes.Small, 16, _theme.Secondary);
    }

    private void Score()
    {
        float unit = _sheet.Unit;
        Box box = _sheet.Question;
        string said = string.Create(CultureInfo.InvariantCulture, $"{Right} of {_services.Quiz.Count} right");
        _ui.Text(said, box with { Top = box.Top + (20 * unit), Height = 34 * unit }, TypeSizes.Title, _theme.Text, TextAnchor.Start, FontWeight.Bold);
        string what = Right == _services.Quiz.Count ? "Every answer right, and every one proved." : "Whatever was not right has been shown: the lessons (F5) go into it at leisure.";
        Paragraph(what, box with { Top = box.Top + (58 * unit) }, TypeSizes.Body, 19, _theme.Secondary.Mix(_theme.Text, 0.4f));
        for (int i = 0; i < _services.Quiz.Count; i++)
        {
            QuizQuestion question = _services.Quiz[i];
            var row = new Box(_sheet.Choices.Left, _sheet.Choices.Top + (i * 27 * unit), _sheet.Size.X - (2 * _sheet.Margin), 24 * unit);
            bool isRight = _answers[i] == question.Right;
            _ui.Text(question.RightLetter.ToString(), row with { Width = 24 * unit }, TypeSizes.Body, isRight ? _ui.Theme.Accent : _theme.Hub, TextAnchor.Middle, FontWeight.Bold);
            _ui.Text(question.Text, new Box(row.Left + (34 * unit), row.Top, row.Width - (34 * unit), row.Height), TypeSizes.Body, isRight ? _theme.Text : _theme.Secondary);
        }

        NextButton("Once more");
    }

    private void Paragraph(string text, in Box box, float size, float leading, Rgba colour, FontWeight weight = FontWeight.Regular)
    {
        int most = (int)(box.Height / (leading * _sheet.Unit));
        if (most < 1)
            return;
        TextWrap.Lines(_ui, text, new TextStyle(_ui.Px(size), colour, weight), box.Width, most, _lines);
        for (int i = 0; i < _lines.Count; i++)
            _ui.Text(_lines[i], new Box(box.Left, box.Top + (i * leading * _sheet.Unit), box.Width, leading * _sheet.Unit), size, colour, TextAnchor.Start, weight);
    }
}
