using System.Numerics;
using TokenFlow.Base.Faults;
using TokenFlow.Scene;
using TokenFlow.Scene.Canvas;
using TokenFlow.Scene.Cards;
using TokenFlow.Scene.Theme;
using TokenFlow.Ui.Commands;
using TokenFlow.Ui.Input;
using TokenFlow.Ui.Screens.Shell;

namespace TokenFlow.Ui.Screens.Gallery;

/// <summary>All scenarios, each with a small run of it that is alive; a click or Enter runs one in earnest.</summary>
public sealed class GalleryView : IView
{
    private const string Help = "click or Enter: run    arrows: choose    wheel, page up, page down: scroll    F4: race    F5: lessons    F6: quiz    L: light or dark    F11: full screen    F12: still    Esc: back    H: hide this";

    private readonly WindowServices _services;
    private readonly CommandTable _commands = GalleryCommands.Table();
    private readonly List<CommandId> _called = [];
    private readonly Thumbnail[] _thumbnails;
    private readonly ThumbnailShop _shop;
    private readonly RegionCanvas _region = new();
    private readonly bool[] _isSeen;
    private readonly float[] _raised;
    private SceneTheme _theme;
    private FlowScene _scene;
    private GalleryGrid _grid;
    private ViewRequest? _request;
    private int _chosen;
    private float _scroll;
    private float _wanted;
    private bool _hasHelp = true;
    private bool _byKey;
    private string _message = "";

    /// <param name="services">What the window has from outside.</param>
    /// <param name="theme">The theme's name.</param>
    public GalleryView(WindowServices services, string theme)
    {
        ArgumentNullException.ThrowIfNull(services);
        _services = services;
        _thumbnails = [.. services.ScenarioNames().Select((name, i) => new Thumbnail(name, i, services))];
        _isSeen = new bool[_thumbnails.Length];
        _raised = new float[_thumbnails.Length];
        _shop = new ThumbnailShop(services.IsStepped);
        _grid = new GalleryGrid(new Vector2(1280, 720), _thumbnails.Length);
        (_theme, _scene) = Dressed(theme);
    }

    /// <inheritdoc/>
    public string Title => "TokenFlow";

    /// <inheritdoc/>
    public int TicksPerSecond => 30;

    /// <inheritdoc/>
    public bool IsOverButton { get; private set; }

    /// <inheritdoc/>
    public string Theme => _theme.Name;

    /// <inheritdoc/>
    public ViewState State => new(0, _thumbnails.Aggregate(0UL, (hash, t) => (hash * 31) + (t.Snapshot?.StateHash ?? 0)));

    /// <summary>The scenario that Enter runs.</summary>
    public string? Chosen => _chosen < _thumbnails.Length ? _thumbnails[_chosen].Name : null;

    /// <inheritdoc/>
    public void Tell(string text, bool isFault = true) => _message = text;

    /// <inheritdoc/>
    public void Update(in InputFrame input, int ticks)
    {
        if (_grid.Size != input.Size)
        {
            _grid = new GalleryGrid(input.Size, _thumbnails.Length);
            _wanted = _grid.ScrollTo(_chosen, Math.Clamp(_wanted, 0, _grid.MaxScroll));
            _scroll = _wanted;
        }

        _commands.Collect(input, _called);
        foreach (CommandId command in _called)
            Do(command);
        if (input.Wheel.Y != 0)
            _wanted = Math.Clamp(_wanted - (input.Wheel.Y * 80 * _grid.Unit), 0, _grid.MaxScroll);
        for (int i = 0; i < ticks; i++)
            _scroll = MathF.Abs(_wanted - _scroll) < 0.5f ? _wanted : _scroll + ((_wanted - _scroll) * 0.35f);
        Mouse(input);
        for (int i = 0; i < _thumbnails.Length; i++)
        {
            _isSeen[i] = _grid.IsSeen(_grid.Card(i, _scroll));
            if (_thumbnails[i].IsBuilt)
                _thumbnails[i].Fade = MathF.Min(_thumbnails[i].Fade + (ticks * 0.125f), 1);
            float goal = i == _chosen ? 1 : 0;
            for (int k = 0; k < ticks; k++)
                _raised[i] += (goal - _raised[i]) * 0.35f;
        }

        _shop.Update(_thumbnails, i => _isSeen[i], ticks);
    }

    /// <inheritdoc/>
    public void Draw(ICanvas canvas)
    {
        ArgumentNullException.ThrowIfNull(canvas);
        canvas.Clear(_theme.Background);
        for (int i = 0; i < _thumbnails.Length; i++)
        {
            if (_isSeen[i] && i != _chosen)
                Card(canvas, i);
        }

        // The raised one lies over its neighbours.
        if (_chosen < _thumbnails.Length && _isSeen[_chosen])
            Card(canvas, _chosen);
        Header(canvas);
        Footer(canvas);
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

    /// <summary>Where a scenario's card is; null where it is not to be seen.</summary>
    public Vector2? PointOf(string scenario)
    {
        int at = Array.FindIndex(_thumbnails, t => t.Name == scenario);
        return at >= 0 && _isSeen[at] ? _grid.Card(at, _scroll).Centre : null;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _shop.Dispose();
        foreach (Thumbnail thumbnail in _thumbnails)
            thumbnail.Dispose();
    }

    private (SceneTheme Theme, FlowScene Scene) Dressed(string name)
    {
        SceneTheme theme = SceneTheme.Named(name) ?? SceneTheme.Dark();
        return (theme, new FlowScene(theme, ScenarioCard.Options with { SmoothHaze = true, EdgeInk = _services.EdgeInk() / 25, MostBands = 100 }));
    }

    private void Do(CommandId command)
    {
        int before = _chosen;
        switch (command)
        {
            case CommandId.CardRight: Choose(_chosen + 1); break;
            case CommandId.CardLeft: Choose(_chosen - 1); break;
            case CommandId.CardDown: Choose(_chosen + _grid.Columns < _thumbnails.Length ? _chosen + _grid.Columns : _chosen); break;
            case CommandId.CardUp: Choose(_chosen >= _grid.Columns ? _chosen - _grid.Columns : _chosen); break;
            case CommandId.CardFirst: Choose(0); break;
            case CommandId.CardLast: Choose(_thumbnails.Length - 1); break;
            case CommandId.CardOpen: Run(_chosen); break;
            case CommandId.PageOn: _wanted = Math.Clamp(_wanted + _grid.Page, 0, _grid.MaxScroll); break;
            case CommandId.PageBack: _wanted = Math.Clamp(_wanted - _grid.Page, 0, _grid.MaxScroll); break;
            case CommandId.Race: Race(); break;
            case CommandId.ToggleTheme: (_theme, _scene) = Dressed(_theme.IsLight ? "dark" : "light"); break;
            case CommandId.ToggleHelp: _hasHelp = !_hasHelp; break;
            case CommandId.Still: Tell(_services.Still("gallery", _grid.Size, Draw)); break;
            default: _request = ViewRequest.Of(command) ?? _request; break;
        }

        _byKey |= _chosen != before;
    }

    private void Mouse(in InputFrame input)
    {
        // The mouse chooses when it moves, or when what lies under it does by scrolling; not against the keys.
        if (input.MouseDelta != default || input.Wheel.Y != 0 || input.Pressed.Any || input.Clicked.Any)
            _byKey = false;
        int over = -1;
        for (int i = 0; i < _thumbnails.Length; i++)
        {
            Box card = _grid.Card(i, _scroll);
            if (_grid.IsSeen(card) && card.Contains(input.Mouse) && input.Mouse.Y >= _grid.Header.Bottom && input.Mouse.Y < _grid.Footer.Top)
                over = i;
        }

        IsOverButton = over >= 0;
        if (over < 0)
            return;
        if (!_byKey)
            _chosen = over;
        if (input.Clicked.Has(MouseButton.Left))
            Run(over);
    }

    private void Choose(int number)
    {
        if (_thumbnails.Length == 0)
            return;
        _chosen = Math.Clamp(number, 0, _thumbnails.Length - 1);
        _wanted = _grid.ScrollTo(_chosen, _wanted);
    }

    private void Run(int number)
    {
        _message = "";
        if (number < _thumbnails.Length)
            _request = new ViewRequest.RunScenario(_thumbnails[number].Name);
    }

    private void Race()
    {
        if (_chosen >= _thumbnails.Length)
            return;
        try
        {
            _request = new ViewRequest.StartRace(_services.Load(_thumbnails[_chosen].Name));
        }
        catch (FaultException e)
        {
            Tell(e.Message);
        }
    }

    private void Card(ICanvas canvas, int number)
    {
        Thumbnail one = _thumbnails[number];
        float unit = _grid.Unit, raised = _raised[number];
        Box card = _grid.Card(number, _scroll).Inset(-5 * unit * raised);
        ScenarioCard.Ground(canvas, _theme, card, unit, raised);
        Box picture = ScenarioCard.PictureOf(card, unit);
        if (picture.Width >= 8 && picture.Height >= 8)
            Picture(canvas, one, picture, raised);
        ScenarioCard.Write(canvas, _theme, card, unit, one.Fault is { } fault ? new(one.Name, fault, "") : new(one.Title, one.Summary, one.Facts), raised);
    }

    private void Picture(ICanvas canvas, Thumbnail one, in Box box, float raised)
    {
        if (one.Snapshot is not { } snapshot)
        {
            canvas.Rectangle(box, _theme.Background, 5 * _grid.Unit);
            return;
        }

        ScenarioCard.Picture(canvas, _scene, _region, snapshot, box);
        // What is not chosen steps back a little; what has just come is not there at once.
        float veil = 1 - (one.Fade * (0.84f + (0.16f * raised)));
        if (veil > 0.004f)
            canvas.Rectangle(box, _theme.Background.Fade(veil));
    }

    private void Header(ICanvas canvas)
    {
        Box box = _grid.Header;
        if (!(box.Height > 0))
            return;
        float unit = _grid.Unit, left = _grid.Margin;
        canvas.Rectangle(box, _theme.Background);
        Rule(canvas, box.Bottom, _scroll);
        var title = new TextStyle(22 * unit, _theme.Text, FontWeight.Bold);
        ScenarioCard.Line(canvas, "TokenFlow", left, 42 * unit, box.Width - (2 * left), title);
        string said = _message.Length > 0 ? _message : "How information moves through sparse attention. Every edge is a weight that the kernel computed, in these small pictures too.";
        var line = new TextStyle(13 * unit, _message.Length > 0 ? _theme.Hub : _theme.Secondary);
        ScenarioCard.Line(canvas, said, left, 65 * unit, box.Width - (2 * left), line);
        var count = new TextStyle(11 * unit, _theme.Secondary, FontWeight.Regular, TextAnchor.End);
        if (box.Width > 420 * unit)
            canvas.Text(_thumbnails.Length == 1 ? "1 scenario" : $"{_thumbnails.Length} scenarios", new Vector2(box.Right - left, 42 * unit), count);
    }

    private void Footer(ICanvas canvas)
    {
        Box box = _grid.Footer;
        if (!(box.Height > 0))
            return;
        canvas.Rectangle(box, _theme.Background);
        Rule(canvas, box.Top, _grid.MaxScroll - _scroll);
        var style = new TextStyle(11 * _grid.Unit, _theme.Secondary);
        ScenarioCard.Line(canvas, _hasHelp ? Help : "H: keys", _grid.Margin, box.Top + (21 * _grid.Unit), box.Width - (2 * _grid.Margin), style);
    }

    // A hairline where cards go under.
    private void Rule(ICanvas canvas, float y, float hidden)
    {
        if (hidden > 1)
            canvas.Rectangle(new Box(0, y - 0.5f, _grid.Size.X, 1), _theme.PanelEdge);
    }
}
