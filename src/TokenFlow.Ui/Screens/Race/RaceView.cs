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

namespace TokenFlow.Ui.Screens.Race;

/// <summary>Two to four patterns side by side on one text and one clock, and what each reaches and costs.</summary>
public sealed class RaceView : IView
{
    /// <summary>The fewest lanes of a race.</summary>
    public const int FewestLanes = 2;

    /// <summary>The most lanes of a race.</summary>
    public const int MostLanes = 4;

    private const string Help = "Space: play    . , layer    Shift+. , frame    [ ] speed    1 to 4: lane    P: its pattern    = -: add, remove    point at a token: seen in all    click it: dye falls there    F12: still    Esc: back";
    private static readonly string[] FirstKinds = ["local", "longformer", "bigbird", "full"];

    private readonly WindowServices _services;
    private readonly SequenceBuilder _builder;
    private readonly RaceCourse _course;
    private readonly CommandTable _commands = new();
    private readonly List<CommandId> _called = [];
    private readonly List<RaceLane> _lanes = [];
    private readonly PlayClock _clock = new();
    private readonly RacePlots _plots = new();
    private readonly RegionCanvas _region = new();
    private SceneTheme _theme;
    private FlowScene _scene;
    private RaceLayout _layout;
    private ViewRequest? _request;
    private float _ink;
    private Vector2 _mouse;
    private int? _hovered;
    private int? _menu;
    private bool _isDragging;
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
        _builder = new SequenceBuilder(services.Session.StandardInput);
        _course = new RaceCourse(scenario, _builder);
        (_theme, _scene) = Dressed(theme);
        foreach (string kind in FirstKinds)
            _lanes.Add(NewLane(kind));
        _layout = new RaceLayout(new Vector2(1280, 720), _lanes.Count);
        IsPlaying = true;
    }

    /// <inheritdoc/>
    public string Title => $"Race: {_course.Title} - TokenFlow";

    /// <inheritdoc/>
    public int TicksPerSecond => _course.FramesPerSecond;

    /// <inheritdoc/>
    public bool IsOverButton { get; private set; }

    /// <inheritdoc/>
    public string Theme => _theme.Name;

    /// <inheritdoc/>
    public ViewState State => new(Frame, _lanes.Aggregate(0UL, (hash, lane) => (hash * 31) + lane.Snapshot.StateHash));

    /// <summary>The frame of all lanes.</summary>
    public long Frame { get; private set; }

    /// <summary>Whether time goes on by itself.</summary>
    public bool IsPlaying { get; private set; }

    /// <summary>The kinds of the lanes' patterns, from left to right.</summary>
    public IReadOnlyList<string> Kinds => [.. _lanes.Select(l => l.Kind)];

    /// <summary>The lane that keys act on.</summary>
    public int Chosen { get; private set; }

    /// <summary>The token of the text that is pointed at, memory tokens not counted; null for none.</summary>
    public int? Hovered => _hovered;

    /// <summary>Tokens that a lane's dye has reached when so many layers are finished.</summary>
    public int ReachAfter(int lane, int layers) => _lanes[lane].ReachAfter(layers);

    /// <summary>Edges of a lane, a layer and head.</summary>
    public long Edges(int lane) => _lanes[lane].Edges;

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

        _layout = new RaceLayout(input.Size, _lanes.Count);
        _mouse = input.Mouse;
        IsOverButton = false;
        Mouse(input);
        _commands.Collect(input, _called);
        foreach (CommandId command in _called)
            Do(command);
        for (int i = 0; i < ticks && IsPlaying; i++)
        {
            Frame = Math.Min(Frame + _clock.Tick(), _course.EndFrame);
            IsPlaying = Frame < _course.EndFrame;
        }

        foreach (RaceLane lane in _lanes)
            lane.Seek(Frame);
    }

    /// <inheritdoc/>
    public void Draw(ICanvas canvas)
    {
        ArgumentNullException.ThrowIfNull(canvas);
        canvas.Clear(_theme.Background);
        for (int i = 0; i < _lanes.Count; i++)
            Lane(canvas, i);
        RaceWords.Header(canvas, _layout, _theme, _course, Frame, _lanes.Count < MostLanes, _layout.Add.Contains(_mouse) && _menu is null);
        _plots.Reach(canvas, _layout.Reach, _layout.Unit, _theme, _course, _lanes, Chosen, Frame);
        RacePlots.Cost(canvas, _layout.Cost, _layout.Unit, _theme, _lanes, Chosen);
        RaceWords.Timeline(canvas, _layout, _theme, _course, Frame);
        if (_layout.Help.Height > 0)
        {
            var style = new TextStyle(11 * _layout.Unit, _message.Length > 0 ? _theme.Hub : _theme.Secondary);
            string said = _message.Length > 0 ? _message : _hasHelp ? Help : "H: keys";
            canvas.Text(Letters.Fit(canvas, said, style, _layout.Help.Width), new Vector2(_layout.Help.Left, _layout.Help.Top + (13 * _layout.Unit)), style);
        }

        if (_menu is { } open)
            RaceWords.Menu(canvas, _layout, _theme, open, _lanes[open].Kind, _mouse);
    }

    /// <inheritdoc/>
    public ViewRequest? TakeRequest()
    {
        ViewRequest? request = _request;
        _request = null;
        return request;
    }

    /// <inheritdoc/>
    public Vector2? PointOf(ScriptTarget target) =>
        target.Kind == ScriptTargetKind.Token && target.Token >= 0 && target.Token < _course.Count ? RaceArcs.TokenAt(_scene, _layout.Picture(Chosen), _lanes[Chosen], target.Token) : null;

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (RaceLane lane in _lanes)
            lane.Dispose();
        _lanes.Clear();
    }

    private (SceneTheme Theme, FlowScene Scene) Dressed(string name)
    {
        SceneTheme theme = SceneTheme.Named(name) ?? SceneTheme.Dark();
        return (theme, new FlowScene(theme, new SceneOptions { ArcOnly = true, Panels = false, TokenTexts = false, SmoothHaze = true, EdgeInk = _services.EdgeInk() / 5 }));
    }

    private RaceLane NewLane(string kind) => new(kind, _course, _builder, _services.Session.Flow, Frame);

    private void Do(CommandId command)
    {
        _message = "";
        switch (command)
        {
            case CommandId.TogglePlay:
                if (!IsPlaying && Frame >= _course.EndFrame)
                    Frame = 0;
                IsPlaying = !IsPlaying;
                _clock.Reset();
                break;
            case CommandId.LayerOn:
                Pause((Frame / _course.FramesPerLayer * _course.FramesPerLayer) + _course.FramesPerLayer);
                break;
            case CommandId.LayerBack:
                Pause(Math.Max(Frame - 1, 0) / _course.FramesPerLayer * _course.FramesPerLayer);
                break;
            case CommandId.FrameOn:
                Pause(Frame + 1);
                break;
            case CommandId.FrameBack:
                Pause(Frame - 1);
                break;
            case CommandId.Faster:
                _clock.Faster();
                _message = $"speed {PlayClock.Describe(_clock.Eighths)}";
                break;
            case CommandId.Slower:
                _clock.Slower();
                _message = $"speed {PlayClock.Describe(_clock.Eighths)}";
                break;
            case CommandId.NormalSpeed:
                _clock.Set(PlayClock.Normal);
                break;
            case CommandId.Restart:
                Frame = 0;
                IsPlaying = true;
                break;
            case CommandId.GoHome:
                Pause(0);
                break;
            case CommandId.GoEnd:
                Pause(_course.EndFrame);
                break;
            case >= CommandId.Head1 and <= CommandId.Head4:
                Chosen = Math.Min(command - CommandId.Head1, _lanes.Count - 1);
                break;
            case CommandId.PatternOn:
                Change(Chosen, 1);
                break;
            case CommandId.PatternBack:
                Change(Chosen, -1);
                break;
            case CommandId.TemperatureUp:
                Add();
                break;
            case CommandId.TemperatureDown or CommandId.CutEdge:
                Remove(Chosen);
                break;
            case CommandId.ToggleTheme:
                (_theme, _scene) = Dressed(_theme.IsLight ? "dark" : "light");
                break;
            case CommandId.ToggleHelp:
                _hasHelp = !_hasHelp;
                break;
            case CommandId.Still:
                Still();
                break;
            case CommandId.FullScreen:
                _request = new ViewRequest.FullScreen();
                break;
            case CommandId.Gallery:
                _request = new ViewRequest.ShowGallery();
                break;
            case CommandId.Quit:
                _request = new ViewRequest.Quit();
                break;
            case CommandId.Unlock when _menu is not null:
                _menu = null;
                break;
            case CommandId.Unlock:
                _request = new ViewRequest.GoBack();
                break;
            default:
                break;
        }
    }

    private void Pause(long frame)
    {
        IsPlaying = false;
        _clock.Reset();
        Frame = Math.Clamp(frame, 0, _course.EndFrame);
    }

    // The next kind that fits the text.
    private void Change(int lane, int by)
    {
        string kind = _lanes[lane].Kind;
        for (int i = 0; i < PatternChoice.Kinds.Count; i++)
        {
            kind = PatternChoice.Next(kind, by);
            if (TrySet(lane, kind))
                return;
        }
    }

    private bool TrySet(int lane, string kind)
    {
        try
        {
            RaceLane made = NewLane(kind);
            _lanes[lane].Dispose();
            _lanes[lane] = made;
            Chosen = lane;
            _message = "";
            return true;
        }
        catch (FaultException e)
        {
            Tell(e.Message);
            return false;
        }
    }

    private void Add()
    {
        if (_lanes.Count >= MostLanes)
        {
            Tell($"a race has at most {MostLanes} lanes");
            return;
        }

        string kind = PatternChoice.Kinds.FirstOrDefault(k => _lanes.All(l => l.Kind != k)) ?? PatternChoice.Kinds[0];
        try
        {
            _lanes.Add(NewLane(kind));
            Chosen = _lanes.Count - 1;
        }
        catch (FaultException e)
        {
            Tell(e.Message);
        }

        _layout = new RaceLayout(_layout.Size, _lanes.Count);
    }

    private void Remove(int lane)
    {
        if (_lanes.Count <= FewestLanes)
        {
            Tell($"a race needs {FewestLanes} lanes");
            return;
        }

        _lanes[lane].Dispose();
        _lanes.RemoveAt(lane);
        Chosen = Math.Min(Chosen, _lanes.Count - 1);
        _menu = null;
        _layout = new RaceLayout(_layout.Size, _lanes.Count);
    }

    // The race again, with the dye on another token.
    private void Drop(int token)
    {
        int before = _course.Origin;
        long frame = Frame;
        var made = new List<RaceLane>();
        try
        {
            _course.Origin = token;
            Frame = 0;
            foreach (RaceLane lane in _lanes)
                made.Add(NewLane(lane.Kind));
        }
        catch (FaultException e)
        {
            foreach (RaceLane lane in made)
                lane.Dispose();
            (_course.Origin, Frame) = (before, frame);
            Tell(e.Message);
            return;
        }

        foreach (RaceLane lane in _lanes)
            lane.Dispose();
        _lanes.Clear();
        _lanes.AddRange(made);
        _clock.Reset();
        IsPlaying = true;
    }

    private void Still() => Tell(_services.Still("race", _layout.Size, Draw));

    private void Mouse(in InputFrame input)
    {
        bool isClick = input.Clicked.Has(MouseButton.Left);
        if (_menu is { } open)
        {
            _hovered = null;
            int row = RowAt(open);
            IsOverButton = row >= 0;
            if (!isClick)
                return;
            _menu = null;
            if (row >= 0)
            {
                TrySet(open, PatternChoice.Kinds[row]);
                return;
            }
        }

        if (Timeline(input))
            return;
        _hovered = null;
        if (_lanes.Count < MostLanes && _layout.Add.Contains(_mouse))
        {
            IsOverButton = true;
            if (isClick)
                Add();
            return;
        }

        for (int i = 0; i < _lanes.Count; i++)
        {
            if (!_layout.Lane(i).Contains(_mouse))
                continue;
            bool isRemove = _lanes.Count > FewestLanes && _layout.Remove(i).Contains(_mouse), isChoice = _layout.Choice(i).Contains(_mouse);
            _hovered = isRemove || isChoice ? null : RaceArcs.Nearest(_scene, _layout.Picture(i), _lanes[i], _course.Count, _mouse, 14 * _layout.Unit);
            IsOverButton = isRemove || isChoice || _hovered is not null;
            if (isClick)
                Click(i, isRemove, isChoice);
            return;
        }
    }

    private void Click(int lane, bool isRemove, bool isChoice)
    {
        _message = "";
        Chosen = lane;
        if (isRemove)
            Remove(lane);
        else if (isChoice)
            _menu = lane;
        else if (_hovered is { } token)
            Drop(token);
    }

    private int RowAt(int lane)
    {
        for (int row = 0; row < PatternChoice.Kinds.Count; row++)
        {
            if (_layout.MenuRow(lane, PatternChoice.Kinds.Count, row).Contains(_mouse))
                return row;
        }

        return -1;
    }

    // Whether the mouse is the timeline's.
    private bool Timeline(in InputFrame input)
    {
        Box box = _layout.Timeline;
        if (!(box.Width > 0))
            return false;
        float grip = 5 * _layout.Unit;
        bool isOver = new Box(box.Left - grip, box.Top - grip, box.Width + (2 * grip), box.Height + (2 * grip)).Contains(_mouse);
        if (isOver && input.Pressed.Has(MouseButton.Left))
            _isDragging = true;
        if (_isDragging)
            Pause((long)MathF.Round(Math.Clamp((_mouse.X - box.Left) / box.Width, 0, 1) * _course.EndFrame));
        bool isMine = _isDragging || isOver;
        if (!input.Down.Has(MouseButton.Left))
            _isDragging = false;
        IsOverButton |= isMine;
        return isMine;
    }

    private void Lane(ICanvas canvas, int number)
    {
        RaceLane lane = _lanes[number];
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
            if (_hovered is { } token)
                canvas.Arc(RaceArcs.TokenAt(_scene, picture, lane, token), 7 * unit, 0, MathF.Tau, new Stroke(colour, 2 * unit));
        }

        canvas.Outline(box.Inset(0.5f), new Stroke(isChosen ? colour : _theme.PanelEdge, MathF.Max((isChosen ? 1.6f : 1) * unit, 1)), 8.5f * unit);
        if (_layout.HasWords)
            RaceWords.Lane(canvas, _layout, _theme, lane, number, _lanes.Count > FewestLanes, _hovered, _mouse);
    }
}
