using System.Numerics;
using TokenFlow.Scene.Canvas;
using TokenFlow.Scene.Theme;
using TokenFlow.Ui.Input;
using MouseButton = TokenFlow.Ui.Input.MouseButton;

namespace TokenFlow.Ui.Widgets;

/// <summary>
/// What immediate-mode widgets share. A part of the window walks through its widgets twice a frame, with the same boxes: once to
/// take input (<see cref="BeginUpdate"/>, nothing is drawn) and once to draw (<see cref="BeginDraw"/>, nothing is taken). What is
/// hit is thus what is seen. Boxes never hang on the width of a text, as only a canvas can measure one.
/// </summary>
internal sealed class UiFrame
{
    private readonly KeptTexts _texts = new();
    private readonly Tip _tip = new();
    private ICanvas? _canvas;
    private InputFrame _input;
    private SceneTheme? _themeOf;
    private Box? _clip;
    private bool _acted;
    private WidgetId _wheeled;
    private long _gestures;

    /// <summary>Pixels of a unit of type and spacing.</summary>
    public float Unit { get; private set; } = 1;

    public UiTheme Theme { get; private set; } = UiTheme.Of(SceneTheme.Dark());

    /// <summary>Whether widgets draw now, rather than take input.</summary>
    public bool IsDrawing => _canvas is not null;

    /// <summary>Where they draw; only while <see cref="IsDrawing"/>.</summary>
    public ICanvas Canvas => _canvas ?? throw new InvalidOperationException("Widgets draw between BeginDraw and EndDraw.");

    /// <summary>What they take input from; only while not <see cref="IsDrawing"/>.</summary>
    public ref readonly InputFrame Input => ref _input;

    /// <summary>The widget that the mouse is over.</summary>
    public WidgetId Hot { get; private set; }

    /// <summary>The widget that the left button went down on, until it comes up.</summary>
    public WidgetId Active { get; private set; }

    /// <summary>The widget whose list is open; the others rest meanwhile.</summary>
    public WidgetId Open { get; set; }

    /// <summary>Whether the widgets that run now are those of the open list.</summary>
    public bool IsInList { get; set; }

    /// <summary>Whether the mouse is these widgets' affair in this frame.</summary>
    public bool HasMouse { get; private set; }

    /// <summary>The number of the gesture that goes on: a drag, or turns of the wheel over one slider.</summary>
    public long Gesture => _gestures;

    /// <summary>A length of so many units, in pixels.</summary>
    public float Px(float units) => units * Unit;

    /// <summary>Starts to take input.</summary>
    /// <param name="input">What happened.</param>
    /// <param name="theme">The scene's theme.</param>
    /// <param name="unit">Pixels of a unit.</param>
    /// <param name="area">Where the widgets are.</param>
    /// <param name="tick">Steps of the window's time so far.</param>
    public void BeginUpdate(in InputFrame input, SceneTheme theme, float unit, in Box area, long tick)
    {
        Begin(theme, unit);
        _canvas = null;
        _input = input;
        _acted = false;
        _tip.Begin(tick);
        _clip = null;
        Hot = default;
        MouseButtons buttons = new(input.Down.Bits | input.Pressed.Bits | input.Released.Bits);
        if (!buttons.Has(MouseButton.Left))
        {
            Active = default;
        }
        // What began elsewhere stays there: a picture that is dragged over the bar is no press of a button.
        HasMouse = Active.IsSome || Open.IsSome || (area.Contains(input.Mouse) && (!buttons.Any || area.Contains(input.PressedAt)));
    }

    /// <summary>Takes what was taken out of the input.</summary>
    /// <returns>Whether the mouse is over something to click.</returns>
    public bool EndUpdate(ref InputFrame input)
    {
        if (_input.Released.Has(MouseButton.Left))
        {
            Active = default;
        }

        _tip.Rest(Hot.IsSome);
        if (HasMouse)
        {
            input = input.WithoutMouse();
        }

        return Hot.IsSome || Active.IsSome;
    }

    /// <summary>Starts to draw.</summary>
    public void BeginDraw(ICanvas canvas, SceneTheme theme, float unit)
    {
        Begin(theme, unit);
        _canvas = canvas;
        _clip = null;
    }

    /// <summary>Ends drawing; the tip, if there is one, comes over all.</summary>
    public void EndDraw(in Box window)
    {
        if (!Active.IsSome)
        {
            _tip.Draw(this, window);
        }

        _canvas = null;
    }

    /// <summary>Whether the mouse is over a widget now; while one is held, over no other.</summary>
    public bool Over(WidgetId id, in Box box)
    {
        if (IsDrawing || !HasMouse || (Open.IsSome && !IsInList) || !box.Contains(_input.Mouse) || _clip is { } clip && !clip.Contains(_input.Mouse)
            || (Active.IsSome && Active != id))
        {
            return false;
        }

        Hot = id;
        return true;
    }

    /// <summary>Whether a widget was clicked: down and up on it.</summary>
    public bool Clicked(WidgetId id, in Box box)
    {
        if (!Over(id, box))
        {
            return false;
        }

        if (_input.Pressed.Has(MouseButton.Left))
        {
            Active = id;
        }

        if (_acted || Active != id || !_input.Released.Has(MouseButton.Left))
        {
            return false;
        }

        return _acted = true;
    }

    /// <summary>Whether a widget is dragged: held since it was pressed. The press begins a gesture.</summary>
    public bool Dragged(WidgetId id, in Box box)
    {
        if (Over(id, box) && _input.Pressed.Has(MouseButton.Left) && !_acted)
        {
            Active = id;
            _acted = true;
            _wheeled = default;
            _gestures++;
        }

        return !IsDrawing && Active == id;
    }

    /// <summary>Whether the left button went down a second time on a widget.</summary>
    public bool DoubleClicked(WidgetId id, in Box box) => _input.IsDoubleClick && Over(id, box);

    /// <summary>The wheel's notches over a widget, each taken once; turns over one widget, one after the other, are one gesture.</summary>
    public float Wheel(WidgetId id, in Box box)
    {
        if (_input.Wheel.Y == 0 || !Over(id, box))
        {
            return 0;
        }

        float notches = _input.Wheel.Y;
        _input = _input with { Wheel = default };
        if (_wheeled != id)
        {
            _wheeled = id;
            _gestures++;
        }

        return notches;
    }

    /// <summary>The wheel's notches where no widget wants them.</summary>
    public float Wheel(in Box box)
    {
        if (IsDrawing || _input.Wheel.Y == 0 || !HasMouse || (Open.IsSome && !IsInList) || !box.Contains(_input.Mouse))
        {
            return 0;
        }

        float notches = _input.Wheel.Y;
        _input = _input with { Wheel = default };
        return notches;
    }

    /// <summary>Says what a widget does while the mouse rests on it.</summary>
    public void SetTip(WidgetId id, in Box box, string text, string key)
    {
        if (!IsDrawing && Hot == id)
        {
            _tip.Set(box, text, key);
        }
    }

    /// <summary>Clips widgets to a box: what is outside is neither seen nor hit.</summary>
    public void PushClip(in Box box)
    {
        _clip = box;
        _canvas?.PushClip(box);
    }

    /// <summary>Ends the clip.</summary>
    public void PopClip()
    {
        _clip = null;
        _canvas?.PopClip();
    }

    /// <summary>Whether any of a box can be seen in the clip.</summary>
    public bool IsVisible(in Box box) => _clip is not { } clip || (box.Bottom > clip.Top && box.Top < clip.Bottom);

    /// <summary>Whether all of a box can be seen in the clip.</summary>
    public bool IsWhole(in Box box) => _clip is not { } clip || (box.Top >= clip.Top && box.Bottom <= clip.Bottom);

    /// <summary>The ground of a widget that can be clicked.</summary>
    public Rgba GroundOf(WidgetId id, Rgba resting) => Active == id && Hot == id ? Theme.Press : Hot == id ? Theme.Hover : resting;

    /// <summary>Draws a line of text in a box, cut to its width, in its middle from top to bottom.</summary>
    public void Text(string text, in Box box, float size, Rgba colour, TextAnchor anchor = TextAnchor.Start, FontWeight weight = FontWeight.Regular)
    {
        float x = anchor switch { TextAnchor.Middle => box.Left + (box.Width / 2), TextAnchor.End => box.Right, _ => box.Left };
        var style = new TextStyle(Px(size), colour, weight, anchor);
        string fitted = Fit(text, style, box.Width);
        if (fitted.Length > 0)
        {
            Canvas.Text(fitted, new Vector2(x, MathF.Round(box.Top + (box.Height / 2) + (style.Size * 0.35f))), style);
        }
    }

    /// <summary>Draws a key as it looks on a keyboard.</summary>
    public void KeyCap(string key, in Box box)
    {
        Canvas.Rectangle(box, Theme.Field, Px(4));
        Canvas.Outline(box.Inset(0.5f), new Stroke(Theme.Edge.Mix(Theme.Secondary, 0.25f), 1), Px(4));
        Text(key, box, TypeSize.Note, Theme.Text, TextAnchor.Middle);
    }

    /// <inheritdoc cref="KeptTexts.Fit"/>
    public string Fit(string text, in TextStyle style, float width) => _texts.Fit(Canvas, text, style, width);

    /// <inheritdoc cref="KeptTexts.Number"/>
    public string Number(WidgetId id, double value, Func<double, string> write) => _texts.Number(id, value, write);

    private void Begin(SceneTheme theme, float unit)
    {
        Unit = unit;
        IsInList = false;
        if (ReferenceEquals(theme, _themeOf))
        {
            return;
        }

        _themeOf = theme;
        Theme = UiTheme.Of(theme);
    }
}

/// <summary>Tells a widget from all others of its frame. The default is none.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Index">Which of several of that name.</param>
/// <param name="Part">Which part of the widget.</param>
internal readonly record struct WidgetId(string? Name, int Index = 0, byte Part = 0)
{
    /// <summary>Whether it is a widget's at all.</summary>
    public bool IsSome => Name is not null;
}
