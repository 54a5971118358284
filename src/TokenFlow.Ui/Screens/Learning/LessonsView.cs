using System.Numerics;
using TokenFlow.Base.Faults;
using TokenFlow.Scene.Canvas;
using TokenFlow.Scene.Theme;
using TokenFlow.Studies.Lessons;
using TokenFlow.Ui.Commands;
using TokenFlow.Ui.Input;
using TokenFlow.Ui.Screens.Shell;
using TokenFlow.Ui.Widgets;
using MouseButton = TokenFlow.Ui.Input.MouseButton;

namespace TokenFlow.Ui.Screens.Learning;

/// <summary>All lessons, in the order in which they are best taken; a click or Enter takes one.</summary>
public sealed class LessonsView : IView
{
    private const string Help = "click or Enter: take the lesson    arrows: choose    G: gallery    F6: quiz    L: light or dark    F12: still    Esc: back";
    private const float RowHeight = 94, Gap = 12, HeadHeight = 92, FootHeight = 34;
    private readonly WindowServices _services;
    private readonly CommandTable _commands = LearningCommands.Lessons();
    private readonly List<CommandId> _called = [];
    private readonly IReadOnlyList<Lesson> _lessons;
    private readonly UiFrame _ui = new();
    private readonly List<string> _lines = [];
    private SceneTheme _theme;
    private Vector2 _size = new(1280, 720);
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

    private float Unit => Math.Clamp(MathF.Min(_size.X / 1280, _size.Y / 720), 0.75f, 8);

    private int Columns => _size.X >= 760 * Unit ? 2 : 1;

    private float Margin => MathF.Min(32 * Unit, _size.X * 0.05f);

    // Where the rows are seen.
    private float Top => HeadHeight * Unit;

    private float Bottom => _size.Y - (FootHeight * Unit);

    private float MaxScroll => MathF.Max(((_lessons.Count + Columns - 1) / Columns * (RowHeight + Gap) * Unit) - (Bottom - Top), 0);

    /// <inheritdoc/>
    public void Tell(string text, bool isFault = true) => _message = text;

    /// <inheritdoc/>
    public void Update(in InputFrame input, int ticks)
    {
        _size = input.Size;
        _commands.Collect(input, _called);
        foreach (CommandId command in _called)
        {
            Do(command);
        }

        _scroll = Math.Clamp(_scroll - (input.Wheel.Y * 60 * Unit), 0, MaxScroll);
        IsOverButton = false;
        for (int i = 0; i < _lessons.Count; i++)
        {
            if (!CardOf(i).Contains(input.Mouse) || input.Mouse.Y < Top || input.Mouse.Y >= Bottom)
            {
                continue;
            }

            IsOverButton = true;
            if (input.MouseDelta != default || input.Clicked.Any)
            {
                _chosen = i;
            }

            if (input.Clicked.Has(MouseButton.Left))
            {
                Take();
            }
        }
    }

    /// <inheritdoc/>
    public void Draw(ICanvas canvas)
    {
        ArgumentNullException.ThrowIfNull(canvas);
        canvas.Clear(_theme.Background);
        _ui.BeginDraw(canvas, _theme, Unit);
        canvas.PushClip(new Box(0, Top, _size.X, MathF.Max(Bottom - Top, 0)));
        for (int i = 0; i < _lessons.Count; i++)
        {
            Card(canvas, i);
        }

        canvas.PopClip();
        _ui.Text("Lessons", new Box(Margin, 22 * Unit, _size.X - (2 * Margin), 28 * Unit), TypeSize.Title, _theme.Text, TextAnchor.Start, FontWeight.Bold);
        string said = _message.Length > 0 ? _message : "Runs that stop where there is something to see, and say what. Every figure is measured in the run.";
        _ui.Text(said, new Box(Margin, 52 * Unit, _size.X - (2 * Margin), 20 * Unit), TypeSize.Body, _message.Length > 0 ? _theme.Hub : _theme.Secondary);
        _ui.Text(Help, new Box(Margin, Bottom + (6 * Unit), _size.X - (2 * Margin), 22 * Unit), TypeSize.Small, _theme.Secondary);
        _ui.EndDraw(new Box(0, 0, _size.X, _size.Y));
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
        return at >= 0 ? CardOf(at).Centre : null;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
    }

    private Box CardOf(int number)
    {
        float width = (_size.X - (2 * Margin) - (Gap * Unit * (Columns - 1))) / Columns;
        return new Box(
            Margin + (number % Columns * (width + (Gap * Unit))),
            Top + (number / Columns * (RowHeight + Gap) * Unit) - _scroll,
            width,
            RowHeight * Unit);
    }

    private void Do(CommandId command)
    {
        switch (command)
        {
            case CommandId.CardRight: Choose(_chosen + 1); break;
            case CommandId.CardLeft: Choose(_chosen - 1); break;
            case CommandId.CardDown: Choose(_chosen + Columns); break;
            case CommandId.CardUp: Choose(_chosen - Columns); break;
            case CommandId.CardOpen: Take(); break;
            case CommandId.ToggleTheme: _theme = _theme.IsLight ? SceneTheme.Dark() : SceneTheme.Light(); break;
            case CommandId.Still: Tell(_services.Still("lessons", _size, Draw)); break;
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
        Box card = CardOf(number);
        _scroll = Math.Clamp(_scroll + MathF.Max(card.Bottom - Bottom, 0) - MathF.Max(Top - card.Top, 0), 0, MaxScroll);
    }

    private void Take()
    {
        _message = "";
        if (Chosen is { } lesson)
        {
            _request = new ViewRequest.StartLesson(lesson);
        }
    }

    private void Card(ICanvas canvas, int number)
    {
        Box card = CardOf(number);
        if (card.Bottom < Top || card.Top > Bottom)
        {
            return;
        }

        Lesson lesson = _lessons[number];
        bool isChosen = number == _chosen;
        canvas.Rectangle(card, isChosen ? _theme.Panel.Mix(_theme.PanelEdge, 0.45f) : _theme.Panel, 9 * Unit);
        canvas.Outline(card.Inset(0.5f), new Stroke(isChosen ? _theme.Hub.Fade(0.85f) : _theme.PanelEdge, MathF.Max(Unit, 1)), 8.5f * Unit);
        string no = (number + 1).ToString(System.Globalization.CultureInfo.InvariantCulture);
        _ui.Text(no, new Box(card.Left, card.Top, 56 * Unit, card.Height), TypeSize.Title, isChosen ? _theme.Hub : _theme.Secondary, TextAnchor.Middle);
        float left = card.Left + (58 * Unit), width = card.Width - (76 * Unit);
        string stops = lesson.Stops.Count == 1 ? "1 stop" : $"{lesson.Stops.Count} stops";
        _ui.Text(lesson.Title, new Box(left, card.Top + (13 * Unit), width - (70 * Unit), 20 * Unit), TypeSize.Body, _theme.Text, TextAnchor.Start, FontWeight.Bold);
        _ui.Text(stops, new Box(card.Right - (88 * Unit), card.Top + (13 * Unit), 70 * Unit, 20 * Unit), TypeSize.Small, _theme.Secondary, TextAnchor.End);
        TextWrap.Lines(_ui, lesson.Summary, new TextStyle(_ui.Px(TypeSize.Body), _theme.Secondary), width, 2, _lines);
        for (int i = 0; i < _lines.Count; i++)
        {
            _ui.Text(_lines[i], new Box(left, card.Top + ((36 + (i * 19)) * Unit), width, 19 * Unit), TypeSize.Body, _theme.Secondary.Mix(_theme.Text, 0.3f));
        }
    }
}
