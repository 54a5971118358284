using System.Numerics;
using TokenFlow.Base.Faults;
using TokenFlow.Scenarios.Scenarios;
using TokenFlow.Scene;
using TokenFlow.Scene.Canvas;
using TokenFlow.Scene.Frames;
using TokenFlow.Scene.Lettering;
using TokenFlow.Scene.Theme;
using TokenFlow.Session.Runs;
using TokenFlow.Ui.Commands;
using TokenFlow.Ui.Input;
using TokenFlow.Ui.Screens.Shell;
using TokenFlow.Ui.Widgets;

namespace TokenFlow.Ui.Screens.Race;

/// <summary>Two to four patterns side by side on one text and one clock, and what each reaches and costs.</summary>
public sealed class RaceView : IView
{
    private const string Help = "Space: play    . , layer    Shift+. , frame    [ ] speed    1 to 4: lane    P: its pattern    = -: add, remove    point at a token: seen in all    click it: dye falls there    F12: still    Esc: back";

    private readonly WindowServices _services;
    private readonly CommandTable _commands = RaceCommands.Table();
    private readonly List<CommandId> _called = [];
    private readonly RaceField _field;
    private readonly RaceHand _hand;
    private readonly RacePlots _plots = new();
    private readonly RegionCanvas _region = new();
    private SceneTheme _theme;
    private FlowScene _scene;
    private RaceLayout _layout;
    private ViewRequest? _request;
    private float _ink;
    private bool _hasHelp = true;
    private string _message = "";

    /// <summary>Sets the race up: it plays at once.</summary>
    /// <param name="scenario">Whose text is raced on.</param>
    /// <param name="services">What the window has from outside.</param>
    /// <param name="theme">The theme's name.</param>
    /// <exception cref="FaultException">The scenario cannot be run.</exception>
    public RaceView(Scenario scenario, WindowServices services, string theme)
    {
        ArgumentNullException.ThrowIfNull(scenario);
        ArgumentNullException.ThrowIfNull(services);
        _services = services;
        _field = new RaceField(scenario, services.Session, said => _message = said);
        _hand = new RaceHand(_field, said => _message = said);
        (_theme, _scene) = Dressed(theme);
        _layout = new RaceLayout(new Vector2(1280, 720), _field.Lanes.Count);
        _field.Playback.Toggle();
    }

    /// <inheritdoc/>
    public string Title => $"Race: {_field.Course.Title} - TokenFlow";

    /// <inheritdoc/>
    public int TicksPerSecond => _field.Course.FramesPerSecond;

    /// <inheritdoc/>
    public bool IsOverButton => _hand.IsOverButton;

    /// <inheritdoc/>
    public string Theme => _theme.Name;

    /// <inheritdoc/>
    public ViewState State => new(Frame, _field.Hash);

    /// <summary>The frame of all lanes.</summary>
    public long Frame => _field.Frame;

    /// <summary>Whether time goes on by itself.</summary>
    public bool IsPlaying => _field.Playback.IsPlaying;

    /// <summary>The kinds of the lanes' patterns, from left to right.</summary>
    public IReadOnlyList<string> Kinds => [.. _field.Lanes.Select(l => l.Kind)];

    /// <summary>The lane that keys act on.</summary>
    public int Chosen => _field.Chosen;

    /// <summary>The token of the text that is pointed at, memory tokens not counted; null for none.</summary>
    public int? Hovered => _hand.Hovered;

    /// <summary>Tokens that a lane's dye has reached when so many layers are finished.</summary>
    public int ReachAfter(int lane, int layers) => _field.Lanes[lane].ReachAfter(layers);

    /// <summary>Edges of a lane, a layer and head.</summary>
    public long Edges(int lane) => _field.Lanes[lane].Edges;

    /// <inheritdoc/>
    public void Tell(string text, bool isFault = true) => _message = text;

    /// <inheritdoc/>
    public void Update(in InputFrame input, int ticks)
    {
        if (_ink != _services.EdgeInk())
        {
            _ink = _services.EdgeInk();
            (_theme, _scene) = Dressed(_theme.Name);
        }

        _layout = new RaceLayout(input.Size, _field.Lanes.Count);
        _hand.Update(input, _layout, _scene);
        _commands.Collect(input, _called);
        foreach (CommandId command in _called)
            Do(command);
        _field.Tick(ticks);
        _layout = new RaceLayout(input.Size, _field.Lanes.Count);
    }

    /// <inheritdoc/>
    public void Draw(ICanvas canvas)
    {
        ArgumentNullException.ThrowIfNull(canvas);
        RaceCourse course = _field.Course;
        canvas.Clear(_theme.Background);
        for (int i = 0; i < _field.Lanes.Count; i++)
            Lane(canvas, i);
        RaceWords.Header(canvas, _layout, _theme, course, Frame, _field.CanAdd, _layout.Add.Contains(_hand.At) && _hand.Menu is null);
        _plots.Reach(canvas, _layout.Reach, _layout.Unit, _theme, course, _field.Lanes, Chosen, Frame);
        RacePlots.Cost(canvas, _layout.Cost, _layout.Unit, _theme, _field.Lanes, Chosen);
        Timeline.Draw(canvas, _layout.Timeline, _theme, _layout.Unit, course.Layers, (float)Frame / course.FramesPerLayer);
        if (_layout.Help.Height > 0)
        {
            var style = new TextStyle(11 * _layout.Unit, _message.Length > 0 ? _theme.Hub : _theme.Secondary);
            string said = _message.Length > 0 ? _message : _hasHelp ? Help : "H: keys";
            canvas.Text(Letters.Fit(canvas, said, style, _layout.Help.Width), new Vector2(_layout.Help.Left, _layout.Help.Top + (13 * _layout.Unit)), style);
        }

        if (_hand.Menu is { } open)
            _layout.Menu(open, PatternChoice.Kinds.Count).Draw(canvas, _theme, PatternChoice.Kinds, _field.Lanes[open].Kind, RaceColours.Of(open, _theme), _hand.At);
    }

    /// <inheritdoc/>
    public ViewRequest? TakeRequest()
    {
        ViewRequest? request = _request;
        _request = null;
        return request;
    }

    /// <inheritdoc/>
    public Vector2? PointOf(ScriptTarget target) => target.Kind == ScriptTargetKind.Token && target.Token >= 0 && target.Token < _field.Course.Count
        ? RaceArcs.TokenAt(_scene, _layout.Picture(Chosen), _field.Lanes[Chosen], target.Token)
        : null;

    /// <inheritdoc/>
    public void Dispose() => _field.Dispose();

    private (SceneTheme Theme, FlowScene Scene) Dressed(string name)
    {
        SceneTheme theme = SceneTheme.Named(name) ?? SceneTheme.Dark();
        return (theme, new FlowScene(theme, new SceneOptions { ArcOnly = true, Panels = false, TokenTexts = false, SmoothHaze = true, EdgeInk = _services.EdgeInk() / 5 }));
    }

    private void Do(CommandId command)
    {
        _message = "";
        if (PlaybackCommands.TryRun(_field.Playback, command) || TrySpeed(command) || TryLane(command))
            return;
        switch (command)
        {
            case CommandId.ToggleTheme:
                (_theme, _scene) = Dressed(_theme.IsLight ? "dark" : "light");
                break;
            case CommandId.ToggleHelp:
                _hasHelp = !_hasHelp;
                break;
            case CommandId.Still:
                Tell(_services.Still("race", _layout.Size, Draw));
                break;
            case CommandId.GoBack when _hand.Menu is not null:
                _hand.CloseMenu();
                break;
            default:
                _request = ViewRequest.Of(command) ?? _request;
                break;
        }
    }

    private bool TrySpeed(CommandId command)
    {
        switch (command)
        {
            case CommandId.Faster: _field.Playback.Faster(); break;
            case CommandId.Slower: _field.Playback.Slower(); break;
            case CommandId.NormalSpeed: _field.Playback.SetSpeed(PlayClock.Normal); return true;
            default: return false;
        }

        _message = $"speed {_field.Playback.SpeedText}";
        return true;
    }

    private bool TryLane(CommandId command)
    {
        switch (command)
        {
            case >= CommandId.Lane1 and <= CommandId.Lane4: _field.Choose(command - CommandId.Lane1); return true;
            case CommandId.LanePatternOn: _field.Turn(1); return true;
            case CommandId.LanePatternBack: _field.Turn(-1); return true;
            case CommandId.AddLane: _field.Add(); return true;
            case CommandId.RemoveLane: _hand.CloseMenu(); _field.Remove(Chosen); return true;
            default: return false;
        }
    }

    private void Lane(ICanvas canvas, int number)
    {
        RaceLane lane = _field.Lanes[number];
        float unit = _layout.Unit;
        Box box = _layout.Lane(number), picture = _layout.Picture(number);
        Rgba colour = RaceColours.Of(number, _theme);
        bool isChosen = number == Chosen;
        canvas.Rectangle(box, _theme.Panel, 9 * unit);
        if (picture.Width >= 8 && picture.Height >= 8)
        {
            _region.Begin(canvas, picture);
            _scene.Draw(_region, lane.Snapshot);
            _region.End();
            if (Hovered is { } token)
                canvas.Arc(RaceArcs.TokenAt(_scene, picture, lane, token), 7 * unit, 0, MathF.Tau, new Stroke(colour, 2 * unit));
        }

        canvas.Outline(box.Inset(0.5f), new Stroke(isChosen ? colour : _theme.PanelEdge, MathF.Max((isChosen ? 1.6f : 1) * unit, 1)), 8.5f * unit);
        if (_layout.HasWords)
            RaceWords.Lane(canvas, _layout, _theme, lane, number, _field.CanRemove, Hovered, _hand.At);
    }
}
