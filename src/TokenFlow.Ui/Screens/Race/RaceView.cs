using System.Numerics;
using TokenFlow.Base.Faults;
using TokenFlow.Scenarios.Scenarios;
using TokenFlow.Scene.Canvas;
using TokenFlow.Session.Runs;
using TokenFlow.Ui.Commands;
using TokenFlow.Ui.Input;
using TokenFlow.Ui.Screens.Shell;

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
    private readonly RacePicture _picture;
    private RaceLayout _layout;
    private ViewRequest? _request;
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
        _picture = new RacePicture(_field, _hand);
        _picture.Dress(theme, services.EdgeInk());
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
    public string Theme => _picture.Theme.Name;

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
        _picture.Dress(Theme, _services.EdgeInk());
        _layout = new RaceLayout(input.Size, _field.Lanes.Count);
        _hand.Update(input, _layout);
        _commands.Collect(input, _called);
        foreach (CommandId command in _called)
        {
            Do(command);
        }

        _field.Tick(ticks);
        _layout = new RaceLayout(input.Size, _field.Lanes.Count);
    }

    /// <inheritdoc/>
    public void Draw(ICanvas canvas)
    {
        ArgumentNullException.ThrowIfNull(canvas);
        bool isMessage = _message.Length > 0;
        _picture.Draw(canvas, _layout, isMessage ? _message : _hasHelp ? Help : "H: keys", isMessage);
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
        ? _field.Lanes[Chosen].TokenAt(target.Token)
        : null;

    /// <inheritdoc/>
    public void Dispose() => _field.Dispose();

    private void Do(CommandId command)
    {
        _message = "";
        if (PlaybackCommands.TryRun(_field.Playback, command) || TrySpeed(command) || TryLane(command))
        {
            return;
        }

        switch (command)
        {
            case CommandId.ToggleTheme:
                _picture.Dress(_picture.Theme.IsLight ? "dark" : "light", _services.EdgeInk());
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
}
