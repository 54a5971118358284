using MouseButton = TokenFlow.Ui.Input.MouseButton;
using TokenFlow.Scene.Canvas;
using TokenFlow.Scene.Theme;
using TokenFlow.Ui.Commands;
using TokenFlow.Ui.Input;
using TokenFlow.Ui.Screens.Stage;
using TokenFlow.Ui.Widgets;

namespace TokenFlow.Ui.Screens.Run;

/// <summary>All commands with their keys and where the mouse does the same, over everything but the bar. A click or Esc closes it.</summary>
internal sealed class HelpPart : IRunPart
{
    private const float ScrollStep = 66;
    private static readonly KeyChord Leave = new(Key.Escape);
    private static readonly WidgetId ScrollId = new("help");

    private readonly UiFrame _ui = new();
    private HelpLayout? _layout;
    private readonly Dictionary<CommandId, string[]> _caps = [];
    private float _scroll;

    public void Update(RunContext run, ref InputFrame input)
    {
        if (!run.Session.View.Help)
        {
            _scroll = 0;
            return;
        }

        Box over = Over(run.Layout), body = Body(run.Layout);
        HelpLayout layout = LayoutOf(run, body);
        _ui.BeginUpdate(input, run.Theme, run.Layout.Unit, over, run.Ticks);
        float most = MathF.Max(layout.Height - body.Height, 0), by = -_ui.Wheel(ScrollId, over) * _ui.Px(ScrollStep);
        if (most > 0)
        {
            by += Keys(ref input, body.Height);
        }

        _scroll = Math.Clamp(_scroll + by, 0, most);
        bool isLeft = input.Has(Leave) || (over.Contains(input.Mouse) && input.Clicked.Has(MouseButton.Left) && over.Contains(input.PressedAt));
        _ui.EndUpdate(ref input);
        if (!isLeft)
        {
            return;
        }

        run.Session.View = run.Session.View with { Help = false };
        input = input.WithoutKeys();
    }

    public void Draw(RunContext run, ICanvas canvas)
    {
        if (!run.Session.View.Help)
        {
            return;
        }

        Box over = Over(run.Layout), frame = Frame(run.Layout), body = Body(run.Layout);
        _ui.BeginDraw(canvas, run.Theme, run.Layout.Unit);
        canvas.Rectangle(over, _ui.Theme.Scrim);
        canvas.Rectangle(frame, _ui.Theme.Ground, _ui.Px(12));
        canvas.Outline(frame.Inset(0.5f), new Stroke(_ui.Theme.Edge.Mix(_ui.Theme.Secondary, 0.25f), 1), _ui.Px(11.5f));
        if (body.Width < 40 || body.Height < 20)
        {
            _ui.EndDraw(run.Layout.Window);
            return;
        }

        HelpLayout layout = LayoutOf(run, body);
        var title = new Box(body.Left, frame.Top + _ui.Px(12), body.Width, _ui.Px(30));
        _ui.Text("Keys and clicks", title with { Width = title.Width * 0.62f }, body.Width < _ui.Px(420) ? 16 : TypeSize.Title, _ui.Theme.Text, weight: FontWeight.Bold);
        if (body.Width > _ui.Px(420))
        {
            _ui.Text("everything has both; H or a click closes", title with { Left = title.Left + (title.Width / 2), Width = title.Width / 2 }, TypeSize.Small, _ui.Theme.Secondary, TextAnchor.End);
        }

        _scroll = Math.Clamp(_scroll, 0, MathF.Max(layout.Height - body.Height, 0));
        bool isCut = layout.Height > body.Height + 0.5f;
        if (isCut)
        {
            canvas.PushClip(body);
        }

        foreach ((CommandGroup group, Box box) in layout.Heads)
        {
            Head(group, Moved(box, body));
        }

        foreach ((HelpLine line, Box box) in layout.Lines)
        {
            Box at = Moved(box, body);
            if (at.Bottom > body.Top && at.Top < body.Bottom)
            {
                Line(line, at);
            }
        }

        if (isCut)
        {
            canvas.PopClip();
            float share = body.Height / layout.Height;
            canvas.Rectangle(new Box(frame.Right - _ui.Px(8), body.Top + (_scroll * share), _ui.Px(3), body.Height * share), _ui.Theme.Press, _ui.Px(1.5f));
        }

        _ui.EndDraw(run.Layout.Window);
    }

    private static Box Over(RunLayout layout) => layout.Window with { Height = layout.Window.Height - layout.Bar.Height };

    private static Box Frame(RunLayout layout)
    {
        Box over = Over(layout);
        float margin = MathF.Min(20 * layout.Unit, MathF.Min(over.Width, over.Height) / 24);
        Box most = over.Inset(margin);
        float width = MathF.Min(most.Width, 1260 * layout.Unit);
        return most with { Left = over.Centre.X - (width / 2), Width = width };
    }

    private static Box Body(RunLayout layout)
    {
        Box frame = Frame(layout);
        float side = MathF.Min(22 * layout.Unit, frame.Width / 20), top = 48 * layout.Unit, bottom = 14 * layout.Unit;
        return new Box(frame.Left + side, frame.Top + top, MathF.Max(frame.Width - (2 * side), 0), MathF.Max(frame.Height - top - bottom, 0));
    }

    private HelpLayout LayoutOf(RunContext run, in Box body)
    {
        if (_layout is null)
        {
            _layout = new HelpLayout(run.Commands);
            foreach (HelpLine line in HelpLine.Of(run.Commands))
            {
                _caps[line.Ids[0]] = line.Keys.Split(" or ");
            }
        }

        _layout.Fit(body.Width, run.Layout.Unit);
        return _layout;
    }

    private Box Moved(in Box box, in Box body) => box with { Left = body.Left + box.Left, Top = body.Top + box.Top - _scroll };

    private void Head(CommandGroup group, in Box box)
    {
        string name = group switch
        {
            CommandGroup.Time => "Time",
            CommandGroup.Touch => "Touch",
            CommandGroup.Change => "Change",
            CommandGroup.Look => "Look",
            _ => "Keep",
        };
        _ui.Text(name, box with { Height = box.Height - _ui.Px(6) }, TypeSize.Body, _ui.Theme.Accent, weight: FontWeight.Bold);
        _ui.Canvas.Rectangle(new Box(box.Left, box.Bottom - _ui.Px(5), box.Width, 1), _ui.Theme.Edge);
    }

    private void Line(HelpLine line, in Box box)
    {
        var style = new TextStyle(_ui.Px(TypeSize.Note), _ui.Theme.Text);
        float keys = MathF.Min(_ui.Px(106), box.Width * 0.36f), room = box.Width - keys - _ui.Px(6);
        float x = box.Left, end = box.Left + keys;
        foreach (string key in _caps[line.Ids[0]])
        {
            float width = MathF.Max(_ui.Canvas.MeasureText(key, style) + _ui.Px(10), _ui.Px(20));
            if (x + width > end + 0.5f)
            {
                break;
            }

            _ui.KeyCap(key, new Box(x, box.Top + _ui.Px(2.5f), width, box.Height - _ui.Px(5)));
            x += width + _ui.Px(4);
        }

        // What it does counts more than where else it is done.
        float title = MathF.Min(_ui.Canvas.MeasureText(line.Title, style with { Size = _ui.Px(TypeSize.Small) }) + 1, room);
        _ui.Text(line.Title, new Box(end + _ui.Px(6), box.Top, title, box.Height), TypeSize.Small, _ui.Theme.Text);
        float gesture = MathF.Max(room - title - _ui.Px(6), 0);
        _ui.Text(line.Gesture, new Box(box.Right - gesture, box.Top, gesture, box.Height), TypeSize.Note, _ui.Theme.Secondary, TextAnchor.End);
    }

    private float Keys(ref InputFrame input, float page)
    {
        float by = 0;
        List<KeyPress>? left = null;
        for (int i = 0; i < input.Keys.Count; i++)
        {
            float step = input.Keys[i].Chord switch
            {
                { Key: Key.Up, With: Modifiers.None } => -_ui.Px(ScrollStep),
                { Key: Key.Down, With: Modifiers.None } => _ui.Px(ScrollStep),
                { Key: Key.PageUp, With: Modifiers.None } => -page,
                { Key: Key.PageDown, With: Modifiers.None } => page,
                { Key: Key.Home, With: Modifiers.None } => -1e6f,
                { Key: Key.End, With: Modifiers.None } => 1e6f,
                _ => 0,
            };
            by += step;
            if (step != 0)
            {
                (left ??= [.. input.Keys]).Remove(input.Keys[i]);
            }
        }

        if (left is not null)
        {
            input = input with { Keys = left };
        }

        return by;
    }
}
