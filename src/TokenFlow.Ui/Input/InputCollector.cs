using System.Numerics;
using System.Text;

namespace TokenFlow.Ui.Input;

/// <summary>
/// Gathers what a host (or a script) sees into one <see cref="InputFrame"/> a frame: tell it what happened, then ask for
/// the frame. What a click or a double click is, is decided here alone. Allocates nothing in a frame without text.
/// </summary>
public sealed class InputCollector
{
    /// <summary>The chord that asks for the clipboard's text.</summary>
    public static readonly KeyChord PasteChord = new(Key.V, Modifiers.Ctrl);

    // Hands tremble: a click may wander so far between down and up, and a second click may be so far from the first.
    private const float ClickReach = 5;
    private const double DoubleClickSeconds = 0.4;

    // Two of each, in turn: the frame handed out keeps its lists while the next is gathered.
    private readonly List<KeyPress>[] _keys = [[], []];
    private readonly List<string>[] _dropped = [[], []];
    private readonly StringBuilder _text = new();
    private int _turn;
    private Vector2 _size;
    private Vector2 _mouse;
    private Vector2 _mouseBefore;
    private Vector2 _wheel;
    private Vector2 _pressedAt;
    private bool _moved;
    private bool _wandered;
    private bool _pressSeen;
    private double _lastPress = double.NegativeInfinity;
    private Vector2 _lastPressAt;
    private Modifiers _held;
    private MouseButtons _pressed;
    private MouseButtons _down;
    private MouseButtons _released;
    private MouseButtons _clicked;
    private string? _pasted;

    /// <summary>Whether the user asks for the clipboard: read it and call <see cref="Paste"/> before <see cref="Next"/>.</summary>
    public bool WantsPaste { get; private set; }

    /// <summary>The window's size in logical units.</summary>
    public void Resize(Vector2 size) => _size = size;

    /// <summary>What is held now; call it before the keys of the frame.</summary>
    public void Hold(Modifiers held) => _held = held;

    /// <summary>A key goes down with what is held.</summary>
    /// <param name="key">The key; <see cref="Key.None"/> is passed over.</param>
    /// <param name="isRepeat">Whether it was down already.</param>
    public void Press(Key key, bool isRepeat = false) => Press(new KeyChord(key, _held), isRepeat);

    /// <summary>A chord goes down.</summary>
    public void Press(KeyChord chord, bool isRepeat = false)
    {
        if (chord.Key == Key.None)
        {
            return;
        }

        _keys[_turn].Add(new KeyPress(chord, isRepeat));
        WantsPaste |= chord == PasteChord && !isRepeat;
    }

    /// <summary>A character is typed. Control characters and halves of characters are passed over.</summary>
    /// <param name="codePoint">The character.</param>
    public void Type(int codePoint)
    {
        if (Rune.IsValid(codePoint) && !Rune.IsControl(new Rune(codePoint)))
        {
            _text.Append(new Rune(codePoint).ToString());
        }
    }

    /// <summary>The clipboard's text.</summary>
    public void Paste(string? text)
    {
        WantsPaste = false;
        _pasted = string.IsNullOrEmpty(text) ? null : text;
    }

    /// <summary>A file is dropped on the window.</summary>
    public void Drop(string path) => _dropped[_turn].Add(path);

    /// <summary>The mouse is there, in logical units.</summary>
    public void MoveTo(Vector2 mouse)
    {
        // The first place known is no movement.
        if (!_moved)
        {
            (_mouseBefore, _moved) = (mouse, true);
        }

        _mouse = mouse;
        _wandered |= Vector2.Distance(mouse, _pressedAt) > ClickReach;
    }

    /// <summary>The wheel turns, in notches: x to the right, y up.</summary>
    public void Scroll(Vector2 notches) => _wheel += notches;

    /// <summary>A button goes down where the mouse is.</summary>
    public void ButtonDown(MouseButton button)
    {
        _pressed = _pressed.With(button);
        _down = _down.With(button);
        (_pressedAt, _wandered) = (_mouse, false);
        _pressSeen |= button == MouseButton.Left;
    }

    /// <summary>A button comes up where the mouse is; one that was not down is passed over.</summary>
    public void ButtonUp(MouseButton button)
    {
        if (!_down.Has(button))
        {
            return;
        }

        _down = _down.Without(button);
        _released = _released.With(button);
        if (!_wandered)
        {
            _clicked = _clicked.With(button);
        }
    }

    /// <summary>The keyboard and mouse went to another window: what is down here is so no longer, and nothing is clicked.</summary>
    public void LoseFocus()
    {
        _released = new MouseButtons(_released.Bits | _down.Bits);
        _down = default;
        _held = Modifiers.None;
    }

    /// <summary>The frame, and the start of the next.</summary>
    /// <param name="seconds">The host's time, for double clicks.</param>
    public InputFrame Next(double seconds)
    {
        bool isDouble = false;
        if (_pressSeen)
        {
            isDouble = seconds - _lastPress <= DoubleClickSeconds && Vector2.Distance(_pressedAt, _lastPressAt) <= ClickReach;

            // A third click is the first of another pair.
            (_lastPress, _lastPressAt) = (isDouble ? double.NegativeInfinity : seconds, _pressedAt);
        }

        var frame = new InputFrame
        {
            Size = _size,
            Mouse = _mouse,
            MouseDelta = _mouse - _mouseBefore,
            Pressed = _pressed,
            Down = _down,
            Released = _released,
            Clicked = _clicked,
            PressedAt = _pressedAt,
            IsDoubleClick = isDouble,
            Wheel = _wheel,
            Held = _held,
            Keys = _keys[_turn],
            Text = _text.Length == 0 ? "" : _text.ToString(),
            Pasted = _pasted,
            Dropped = _dropped[_turn],
        };
        _turn ^= 1;
        _keys[_turn].Clear();
        _dropped[_turn].Clear();
        _text.Clear();
        _mouseBefore = _mouse;
        (_pressed, _released, _clicked, _wheel, _pressSeen, _pasted, WantsPaste) = (default, default, default, default, false, null, false);
        return frame;
    }
}
