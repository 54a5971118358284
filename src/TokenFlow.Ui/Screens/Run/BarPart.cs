using System.Numerics;
using TokenFlow.Scene.Canvas;
using TokenFlow.Scene.Theme;
using TokenFlow.Session.Runs;
using TokenFlow.Simulation.Time;
using TokenFlow.Ui.Commands;
using TokenFlow.Ui.Input;
using TokenFlow.Ui.Screens.Stage;
using TokenFlow.Ui.Widgets;

namespace TokenFlow.Ui.Screens.Run;

/// <summary>The bar along the lower edge: time on the left, what can be opened, looked at and kept on the right.</summary>
internal sealed class BarPart : IRunPart
{
    private static readonly WidgetId LayerId = new("bar layer");
    private static readonly WidgetId FrameId = new("bar frame");
    private static readonly WidgetId EndId = new("bar end");
    private static readonly WidgetId FilmTimeId = new("film time");

    private readonly UiFrame _ui = new();
    private readonly BarLayout _layout = new();
    private readonly Dictionary<CommandId, Box> _places = [];
    private readonly BarList _list;

    public BarPart() => _list = new BarList(_ui, _layout, _places);

    /// <summary>Where each command that shows can be clicked, as of the last update.</summary>
    internal IReadOnlyDictionary<CommandId, Box> Places => _places;

    /// <summary>The button behind which is what found no room; empty where all did.</summary>
    internal Box More => _layout.More;

    public void Update(RunContext run, ref InputFrame input)
    {
        Box bar = run.Layout.Bar;
        _layout.Fit(bar, run.Layout.Window, run.Layout.Unit);
        _places.Clear();
        bool wasOpen = _ui.Open.IsSome;
        _ui.BeginUpdate(input, run.Theme, run.Layout.Unit, bar, run.Ticks);
        Walk(run);
        run.IsOverButton |= _ui.EndUpdate(ref input);
        if (wasOpen && input.Has(new KeyChord(Key.Escape)))
        {
            input = input.WithoutKeys();
        }
    }

    public void Draw(RunContext run, ICanvas canvas)
    {
        Box bar = run.Layout.Bar;
        if (!(bar.Width >= 1 && bar.Height >= 1))
        {
            return;
        }

        _layout.Fit(bar, run.Layout.Window, run.Layout.Unit);
        _ui.BeginDraw(canvas, run.Theme, run.Layout.Unit);
        canvas.Rectangle(bar, _ui.Theme.Ground);
        canvas.Rectangle(bar with { Height = 1 }, _ui.Theme.Edge);
        Walk(run);
        _ui.EndDraw(run.Layout.Window);
    }

    private void Walk(RunContext run)
    {
        for (int i = 0; i < _layout.Shown.Count; i++)
        {
            (BarItem item, Box box) = _layout.Shown[i];
            if (item.Command is { } command)
            {
                Button(run, command, item.Icon, box);
            }
            else if (_ui.IsDrawing)
            {
                ReadOut(run, box, isLayer: item.Icon == Icon.More);
            }
        }

        if (_ui.IsDrawing && run.Session.Keeping.IsFilming)
        {
            FilmTime(run.Session);
        }

        if (_layout.Hidden.Count > 0)
        {
            _list.Walk(run);
        }
    }

    private void Button(RunContext run, CommandId command, Icon icon, in Box box)
    {
        FlowSession session = run.Session;
        if (command == CommandId.NormalSpeed)
        {
            string speed = PlayClock.Describe(session.View.SpeedEighths);
            CommandButton.Run(_ui, run, command, box, speed, _places);
            return;
        }

        bool isFilm = command == CommandId.ToggleFilm && session.Keeping.IsFilming;
        CommandButton.Run(
            _ui, run, command, box, command == CommandId.TogglePlay && session.IsPlaying ? Icon.Pause : icon, _places,
            isOn: BarStates.IsOn(run, command),
            isEnabled: BarStates.IsEnabled(session, command),
            colour: isFilm ? _ui.Theme.Fault : command == CommandId.TogglePlay ? _ui.Theme.Text : null);
        WidgetId id = CommandButton.IdOf(command);
        if (!_ui.IsDrawing && _ui.Hot == id && BarStates.TitleOf(run, command) is { } title)
        {
            _ui.SetTip(id, box, title, run.Commands[command].ChordText);
        }
    }

    // In the room between left and right, so that nothing moves when a film starts; where there is none, the red sign must do.
    private void FilmTime(FlowSession session)
    {
        Box free = _layout.Free;
        float width = _ui.Px(64), height = _ui.Px(20);
        if (free.Width < width + _ui.Px(24))
        {
            return;
        }

        string time = _ui.Number(FilmTimeId, session.Keeping.FilmFrames / session.Document.Scenario.FramesPerSecond, seconds => $"{(int)seconds / 60}:{(int)seconds % 60:00}");
        var tag = new Box(free.Right - _ui.Px(12) - width, free.Top + ((free.Height - height) / 2), width, height);
        _ui.Canvas.Outline(tag.Inset(0.5f), new Stroke(_ui.Theme.Fault, MathF.Max(_ui.Px(1), 1)), height / 2);
        Span<Vector2> dot = [new Vector2(tag.Left + _ui.Px(13), tag.Centre.Y)];
        _ui.Canvas.Discs(dot, _ui.Px(4), _ui.Theme.Fault);
        _ui.Text(time, new Box(tag.Left + _ui.Px(22), tag.Top, width - _ui.Px(32), height), TypeSize.Small, _ui.Theme.Text, TextAnchor.End);
    }

    private void ReadOut(RunContext run, in Box box, bool isLayer)
    {
        FlowSession session = run.Session;
        LayerClock clock = session.Simulation.Clock;
        if (isLayer)
        {
            int layer = Math.Min(clock.LayerOf(session.Frame) + 1, clock.Layers);
            string text = _ui.Number(LayerId, (layer * 1000) + clock.Layers, n => $"layer {(int)n / 1000} of {(int)n % 1000}");
            _ui.Text(text, box, TypeSize.Small, _ui.Theme.Text, TextAnchor.End);
            return;
        }

        bool isEnd = session.Frame >= session.EndFrame;
        string frame = isEnd ? _ui.Number(EndId, session.Frame, n => $"·  end, {n}") : _ui.Number(FrameId, session.Frame, n => $"·  frame {n}");
        _ui.Text(frame, box with { Left = box.Left + _ui.Px(6), Width = box.Width - _ui.Px(6) }, TypeSize.Small, _ui.Theme.Secondary);
    }
}
