using System.Numerics;
using TokenFlow.Base.Faults;
using TokenFlow.Scene.Canvas;
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
    private readonly GalleryShelf _shelf;
    private readonly GalleryPicture _picture;
    private ViewRequest? _request;
    private bool _hasHelp = true;
    private string _message = "";

    /// <param name="services">What the window has from outside.</param>
    /// <param name="theme">The theme's name.</param>
    public GalleryView(WindowServices services, string theme)
    {
        ArgumentNullException.ThrowIfNull(services);
        _services = services;
        _shelf = new GalleryShelf(services);
        _picture = new GalleryPicture(_shelf, services.EdgeInk);
        _picture.Dress(theme);
    }

    /// <inheritdoc/>
    public string Title => "TokenFlow";

    /// <inheritdoc/>
    public int TicksPerSecond => 30;

    /// <inheritdoc/>
    public bool IsOverButton => _shelf.Over >= 0;

    /// <inheritdoc/>
    public string Theme => _picture.Theme.Name;

    /// <inheritdoc/>
    public ViewState State => new(0, _shelf.Hash);

    /// <summary>The scenario that Enter runs.</summary>
    public string? Chosen => NameOf(_shelf.Chosen);

    /// <inheritdoc/>
    public void Tell(string text, bool isFault = true) => _message = text;

    /// <inheritdoc/>
    public void Update(in InputFrame input, int ticks)
    {
        _shelf.Fit(input.Size);
        _commands.Collect(input, _called);
        foreach (CommandId command in _called)
        {
            Do(command);
        }

        _shelf.Update(input, ticks);
        if (_shelf.Over >= 0 && input.Clicked.Has(MouseButton.Left))
        {
            Run(_shelf.Over);
        }
    }

    /// <inheritdoc/>
    public void Draw(ICanvas canvas)
    {
        ArgumentNullException.ThrowIfNull(canvas);
        _picture.Draw(canvas, _message, _hasHelp ? Help : "H: keys");
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
    public Vector2? PointOf(string scenario) => _shelf.PointOf(scenario);

    /// <inheritdoc/>
    public void Dispose() => _shelf.Dispose();

    private string? NameOf(int number) => number < _shelf.Thumbnails.Count ? _shelf.Thumbnails[number].Name : null;

    private void Do(CommandId command)
    {
        switch (command)
        {
            case CommandId.CardRight: _shelf.Choose(_shelf.Chosen + 1); break;
            case CommandId.CardLeft: _shelf.Choose(_shelf.Chosen - 1); break;
            case CommandId.CardDown: _shelf.ChooseRow(1); break;
            case CommandId.CardUp: _shelf.ChooseRow(-1); break;
            case CommandId.CardFirst: _shelf.Choose(0); break;
            case CommandId.CardLast: _shelf.Choose(int.MaxValue); break;
            case CommandId.CardOpen: Run(_shelf.Chosen); break;
            case CommandId.PageOn: _shelf.ScrollBy(_shelf.Layout.Cards.Page); break;
            case CommandId.PageBack: _shelf.ScrollBy(-_shelf.Layout.Cards.Page); break;
            case CommandId.Race: Race(); break;
            case CommandId.ToggleTheme: _picture.Dress(_picture.Theme.IsLight ? "dark" : "light"); break;
            case CommandId.ToggleHelp: _hasHelp = !_hasHelp; break;
            case CommandId.Still: Tell(_services.Still("gallery", _shelf.Layout.Size, Draw)); break;
            default: _request = ViewRequest.Of(command) ?? _request; break;
        }
    }

    private void Run(int number)
    {
        _message = "";
        if (NameOf(number) is { } name)
        {
            _request = new ViewRequest.RunScenario(name);
        }
    }

    private void Race()
    {
        if (Chosen is not { } name)
        {
            return;
        }

        try
        {
            _request = new ViewRequest.StartRace(_services.Load(name));
        }
        catch (FaultException e)
        {
            Tell(e.Message);
        }
    }
}
