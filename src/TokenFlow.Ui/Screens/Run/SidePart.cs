using TokenFlow.Scene.Canvas;
using TokenFlow.Ui.Commands;
using TokenFlow.Ui.Input;
using TokenFlow.Ui.Screens.Stage;
using TokenFlow.Ui.Widgets;

namespace TokenFlow.Ui.Screens.Run;

/// <summary>The panel on the left: everything of the run that can be turned, with its present value.</summary>
internal sealed class SidePart : IRunPart
{
    private const float ScrollStep = 48;

    private readonly UiFrame _ui = new();
    private readonly Dictionary<CommandId, Box> _places = [];
    private readonly SideColumn _column;
    private readonly PatternControls _pattern;
    private readonly MixingControls _mixing;
    private readonly CapacityControls _capacity;
    private readonly SourceControls _source;
    private readonly HubList _hubs;
    private float _scroll;
    private float _height;

    public SidePart()
    {
        _column = new SideColumn(_ui, _places);
        _pattern = new PatternControls(_ui, _column, _places);
        _mixing = new MixingControls(_ui, _column);
        _capacity = new CapacityControls(_ui, _column);
        _source = new SourceControls(_ui, _column, _places);
        _hubs = new HubList(_ui, _column);
    }

    /// <summary>Where each command that shows can be clicked, as of the last update.</summary>
    internal IReadOnlyDictionary<CommandId, Box> Places => _places;

    /// <summary>How much taller the controls are than the panel, in pixels.</summary>
    internal float Overflow { get; private set; }

    public void Update(RunContext run, ref InputFrame input)
    {
        _places.Clear();
        Box side = run.Layout.Side;
        if (!(side.Width >= 1 && side.Height >= 1))
        {
            return;
        }

        bool wasOpen = _ui.Open.IsSome;
        _ui.BeginUpdate(input, run.Theme, run.Layout.Unit, side, run.Ticks);
        Walk(run);
        Overflow = MathF.Max(_height - side.Height, 0);
        _scroll = Math.Clamp(_scroll - (_ui.Wheel(side) * _ui.Px(ScrollStep)), 0, Overflow);
        run.IsOverButton |= _ui.EndUpdate(ref input);
        if (wasOpen && input.Has(new KeyChord(Key.Escape)))
        {
            input = input.WithoutKeys();
        }
    }

    public void Draw(RunContext run, ICanvas canvas)
    {
        Box side = run.Layout.Side;
        if (!(side.Width >= 1 && side.Height >= 1))
        {
            return;
        }

        _ui.BeginDraw(canvas, run.Theme, run.Layout.Unit);
        canvas.Rectangle(side, _ui.Theme.Ground);
        canvas.Rectangle(new Box(side.Right - 1, side.Top, 1, side.Height), _ui.Theme.Edge);
        Walk(run);
        if (_height > side.Height)
        {
            float share = side.Height / _height;
            canvas.Rectangle(new Box(side.Right - _ui.Px(5), side.Top + (_scroll * share), _ui.Px(3), side.Height * share), _ui.Theme.Press, _ui.Px(1.5f));
        }

        _ui.EndDraw(run.Layout.Window);
    }

    private void Walk(RunContext run)
    {
        Box side = run.Layout.Side;
        bool isAboutCapacity = CapacityControls.IsCentral(run.Session);
        _column.Begin(side, _scroll);
        _ui.PushClip(side);
        _pattern.Walk(run);
        _mixing.Walk(run);
        if (isAboutCapacity)
        {
            _capacity.Walk(run);
        }

        _source.Walk(run);
        _hubs.Walk(run);
        if (!isAboutCapacity)
        {
            _capacity.Walk(run);
        }

        _ui.PopClip();
        _height = _column.Height;
        _pattern.List(run);
    }
}
