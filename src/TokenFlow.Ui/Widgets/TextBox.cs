using System.Numerics;
using MouseButton = TokenFlow.Ui.Input.MouseButton;
using TokenFlow.Scene.Canvas;
using TokenFlow.Scene.Theme;
using TokenFlow.Ui.Input;

namespace TokenFlow.Ui.Widgets;

/// <summary>
/// A box to type in: caret, selection, pasting, undo of its own; any Unicode; scrolls. Places are indices into the text, always
/// between what a reader takes for characters. The mouse hits what was drawn last.
/// </summary>
internal sealed class TextBox
{
    private readonly EditedText _edited = new();
    private readonly TextLines _lines = new();
    private readonly WidgetId _id;
    private readonly bool _isMultiLine;
    private float _scroll;
    private float? _wishedX;
    private bool _follows = true;
    private float _lineHeight = 18;

    /// <param name="name">Its name among widgets.</param>
    /// <param name="isMultiLine">Whether Enter begins a line; else the text is one line that runs on to the right.</param>
    public TextBox(string name, bool isMultiLine)
    {
        _id = new WidgetId(name);
        _isMultiLine = isMultiLine;
    }

    /// <summary>The text.</summary>
    public string Text => _edited.Text;

    /// <summary>The place of the caret.</summary>
    public int Caret => _edited.Caret;

    /// <summary>What is selected: from a place to another.</summary>
    public (int Start, int End) Selection => _edited.Selection;

    /// <summary>Puts a text in, all of it selected or the caret at its end.</summary>
    public void Reset(string text, bool selectAll)
    {
        _edited.Reset(text, selectAll);
        _scroll = 0;
        _follows = !selectAll;
        _wishedX = null;
    }

    /// <summary>Takes keys, typed and pasted text, and the mouse.</summary>
    public void Update(UiFrame ui, in Box box)
    {
        ref readonly InputFrame input = ref ui.Input;
        UpdateMouse(ui, box);
        IReadOnlyList<KeyPress> keys = input.Keys;
        for (int i = 0; i < keys.Count; i++)
        {
            Press(keys[i].Chord, MathF.Max(box.Height, 1));
        }

        if (input.Text.Length > 0)
        {
            Moved(_edited.Insert(input.Text, isTyped: true));
        }

        if (input.Pasted is { } pasted)
        {
            Moved(_edited.Insert(_isMultiLine ? pasted.ReplaceLineEndings("\n") : pasted.ReplaceLineEndings(" "), isTyped: false));
        }
    }

    /// <summary>Draws the box.</summary>
    /// <param name="ui">The widgets' frame.</param>
    /// <param name="box">The box.</param>
    /// <param name="hint">What is to be typed, shown while nothing is.</param>
    public void Draw(UiFrame ui, in Box box, string hint)
    {
        ICanvas canvas = ui.Canvas;
        canvas.Rectangle(box, ui.Theme.Field.Mix(ui.Theme.Ground, 0.45f), ui.Px(6));
        canvas.Outline(box.Inset(0.5f), new Stroke(ui.Theme.Accent.Fade(0.8f), 1), ui.Px(5.5f));
        Box inner = Inner(ui, box);
        if (inner.Width <= 4 || inner.Height <= 4)
        {
            return;
        }

        var style = new TextStyle(ui.Px(TypeSize.Body), ui.Theme.Text);
        _lineHeight = MathF.Round(ui.Px(TypeSize.Body * 1.5f));
        _lines.Set(canvas, Text, style, _isMultiLine ? inner.Width : float.PositiveInfinity);
        Follow(inner);
        canvas.PushClip(inner);
        if (Text.Length == 0)
        {
            canvas.Text(ui.Fit(hint, style with { Colour = ui.Theme.Faint }, inner.Width), new Vector2(inner.Left, inner.Top + (_lineHeight * 0.72f)), style with { Colour = ui.Theme.Faint });
        }

        int first = _isMultiLine ? Math.Max((int)(_scroll / _lineHeight), 0) : 0;
        int last = Math.Min(_isMultiLine ? (int)((_scroll + inner.Height) / _lineHeight) : 0, _lines.Lines.Count - 1);
        for (int line = first; line <= last; line++)
        {
            DrawLine(ui, inner, line, style);
        }

        canvas.PopClip();
        float all = _lines.Lines.Count * _lineHeight;
        if (_isMultiLine && all > inner.Height)
        {
            float share = inner.Height / all, length = MathF.Max(inner.Height * share, ui.Px(12));
            float at = (inner.Height - length) * Math.Clamp(_scroll / (all - inner.Height), 0, 1);
            canvas.Rectangle(new Box(box.Right - ui.Px(6), inner.Top + at, ui.Px(3), length), ui.Theme.Press, ui.Px(1.5f));
        }
    }

    private static Box Inner(UiFrame ui, in Box box) => new(box.Left + ui.Px(12), box.Top + ui.Px(8), box.Width - ui.Px(24), box.Height - ui.Px(16));

    private void DrawLine(UiFrame ui, in Box inner, int line, in TextStyle style)
    {
        (int start, int end) = _lines.Lines[line];
        float top = inner.Top + (_isMultiLine ? (line * _lineHeight) - _scroll : (inner.Height - _lineHeight) / 2);
        float left = inner.Left - (_isMultiLine ? 0 : _scroll);
        (int from, int to) = Selection;
        if (to > from && to > start && from <= end && !(from == end && to > end && line + 1 < _lines.Lines.Count && _lines.Lines[line + 1].Start == end))
        {
            float x = _lines.XOf(Math.Max(from, start), line);
            float until = to > end ? _lines.XOf(end, line) + ui.Px(4) : _lines.XOf(to, line);
            ui.Canvas.Rectangle(new Box(left + x, top, MathF.Max(until - x, 1), _lineHeight), ui.Theme.On);
        }

        ReadOnlySpan<char> text = Text.AsSpan(start, end - start).TrimEnd();
        if (!text.IsEmpty)
        {
            ui.Canvas.Text(text, new Vector2(left, top + (_lineHeight * 0.72f)), style);
        }

        if (_lines.LineOf(Caret) == line)
        {
            ui.Canvas.Rectangle(new Box(left + _lines.XOf(Caret, line) - ui.Px(0.75f), top + ui.Px(1), MathF.Max(ui.Px(1.5f), 1), _lineHeight - ui.Px(2)), ui.Theme.Accent);
        }
    }

    private void Follow(in Box inner)
    {
        int line = _lines.LineOf(Caret);
        if (!_isMultiLine)
        {
            float x = _lines.XOf(Caret, line);
            _scroll = Math.Clamp(_scroll, MathF.Max(x - inner.Width + 2, 0), MathF.Max(x, 0));
            return;
        }

        if (_follows)
        {
            _scroll = Math.Clamp(_scroll, ((line + 1) * _lineHeight) - inner.Height, line * _lineHeight);
        }

        _scroll = Math.Clamp(_scroll, 0, MathF.Max((_lines.Lines.Count * _lineHeight) - inner.Height, 0));
    }

    private void UpdateMouse(UiFrame ui, in Box box)
    {
        float wheel = ui.Wheel(_id, box);
        if (wheel != 0 && _isMultiLine)
        {
            _scroll -= wheel * 3 * _lineHeight;
            _follows = false;
        }

        if (!ui.Dragged(_id, box) || !_lines.IsOf(Text))
        {
            return;
        }

        Box inner = Inner(ui, box);
        Vector2 mouse = ui.Input.Mouse;
        int line = _isMultiLine ? (int)MathF.Floor((mouse.Y - inner.Top + _scroll) / _lineHeight) : 0;
        int place = _lines.PlaceAt(line, mouse.X - inner.Left + (_isMultiLine ? 0 : _scroll));
        if (ui.Input.IsDoubleClick)
        {
            _edited.SelectWord(place);
            return;
        }

        if (ui.Input.Pressed.Has(MouseButton.Left))
        {
            Go(place, ui.Input.Held.HasFlag(Modifiers.Shift));
        }
        else if (ui.Input.MouseDelta != default)
        {
            Go(place, isSelecting: true);
        }
    }

    private void Press(KeyChord chord, float height)
    {
        bool shift = chord.With.HasFlag(Modifiers.Shift), ctrl = chord.With.HasFlag(Modifiers.Ctrl);
        (int from, int to) = Selection;
        switch (chord.Key)
        {
            case Key.Left:
                Go(!shift && !ctrl && to > from ? from : ctrl ? _edited.WordBefore(Caret) : _edited.Before(Caret), shift);
                break;
            case Key.Right:
                Go(!shift && !ctrl && to > from ? to : ctrl ? _edited.WordAfter(Caret) : _edited.After(Caret), shift);
                break;
            case Key.Up or Key.Down or Key.PageUp or Key.PageDown when _isMultiLine:
                int page = Math.Max((int)(height / _lineHeight) - 2, 1);
                GoLines(chord.Key switch { Key.Up => -1, Key.Down => 1, Key.PageUp => -page, _ => page }, shift);
                break;
            case Key.Home:
                Go(ctrl ? 0 : LineStart(Caret), shift);
                break;
            case Key.End:
                Go(ctrl ? Text.Length : LineEnd(Caret), shift);
                break;
            case Key.Backspace:
                Moved(_edited.Remove(to > from ? from : ctrl ? _edited.WordBefore(Caret) : _edited.Before(Caret), to));
                break;
            case Key.Delete:
                Moved(_edited.Remove(from, to > from ? to : ctrl ? _edited.WordAfter(Caret) : _edited.After(Caret)));
                break;
            case Key.Enter when _isMultiLine && !ctrl:
                Moved(_edited.Insert("\n", isTyped: true));
                break;
            case Key.Tab when _isMultiLine && !ctrl:
                Moved(_edited.Insert("\t", isTyped: true));
                break;
            case Key.A when ctrl:
                _edited.SelectAll();
                break;
            case Key.Z when ctrl && !shift:
                Moved(_edited.Undo());
                break;
            case Key.Y when ctrl:
            case Key.Z when ctrl:
                Moved(_edited.Redo());
                break;
            default:
                break;
        }
    }

    private void Go(int place, bool isSelecting)
    {
        _edited.Go(place, isSelecting);
        Moved(true);
    }

    // Where the caret has moved it is brought into sight.
    private void Moved(bool hasMoved)
    {
        if (hasMoved)
        {
            (_wishedX, _follows) = (null, true);
        }
    }

    private void GoLines(int by, bool isSelecting)
    {
        if (!_lines.IsOf(Text))
        {
            return;
        }

        int line = _lines.LineOf(Caret), to = line + by;
        float x = _wishedX ?? _lines.XOf(Caret, line);
        Go(to < 0 ? 0 : to >= _lines.Lines.Count ? Text.Length : _lines.PlaceAt(to, x), isSelecting);
        _wishedX = x;
    }

    private int LineStart(int place) => _lines.IsOf(Text) ? _lines.Lines[_lines.LineOf(place)].Start : place > 0 ? Text.LastIndexOf('\n', place - 1) + 1 : 0;

    private int LineEnd(int place)
    {
        if (!_lines.IsOf(Text))
        {
            return Text.IndexOf('\n', place) is var end && end < 0 ? Text.Length : end;
        }

        int line = _lines.LineOf(place), last = _lines.Lines[line].End;

        // Where a line is broken its end is the next one's start: the place before it, then.
        return line + 1 < _lines.Lines.Count && _lines.Lines[line + 1].Start == last ? _edited.Before(last) : last;
    }
}
