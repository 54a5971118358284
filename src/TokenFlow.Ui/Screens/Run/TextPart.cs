using System.Globalization;
using TokenFlow.Scene.Canvas;
using TokenFlow.Scene.Theme;
using TokenFlow.Ui.Commands;
using TokenFlow.Ui.Input;
using TokenFlow.Ui.Screens.Stage;
using TokenFlow.Ui.Widgets;

namespace TokenFlow.Ui.Screens.Run;

/// <summary>Texts and files that are typed or pasted. While its box is open it has the keyboard and the mouse.</summary>
internal sealed class TextPart : IRunPart
{
    private static readonly KeyChord Leave = new(Key.Escape);
    private static readonly KeyChord Use = new(Key.Enter, Modifiers.Ctrl);
    private static readonly KeyChord Enter = new(Key.Enter);

    private readonly UiFrame _ui = new();
    private readonly TextBox _text = new("text", isMultiLine: true);
    private readonly TextBox _path = new("path", isMultiLine: false);
    private Kind _kind;
    private string? _clipboard;

    private enum Kind
    {
        None,
        Text,
        Path,
    }

    /// <summary>Whether a box is open.</summary>
    internal bool IsOpen => _kind != Kind.None;

    /// <summary>What is in the box that is open.</summary>
    internal TextBox Editor => _kind == Kind.Path ? _path : _text;

    /// <summary>The button that puts the text in force, and the one that leaves it.</summary>
    internal static (Box Use, Box Leave) ButtonsOf(RunLayout layout, bool isPath)
    {
        Box frame = Frame(layout, isPath);
        float height = MathF.Min(28 * layout.Unit, frame.Height / 3), pad = MathF.Min(16 * layout.Unit, frame.Width / 16);
        float width = MathF.Min(128 * layout.Unit, (frame.Width - (3 * pad)) / 2), top = frame.Bottom - pad - height;
        return (new Box(frame.Right - pad - width, top, width, height), new Box(frame.Right - (2 * width) - (1.5f * pad), top, width, height));
    }

    public bool TryRun(RunContext run, CommandId command)
    {
        switch (command)
        {
            case CommandId.EditText:
                _kind = Kind.Text;
                _text.Reset(run.Session.Document.Sequence.Text ?? "", selectAll: true);
                return true;
            case CommandId.PasteText when _clipboard is { } pasted:
                _clipboard = null;
                run.Session.Editor.SetText(pasted, "pasted text");
                return true;
            case CommandId.PasteText:
                // Only the keys bring the clipboard: a place to press them.
                _kind = Kind.Text;
                _text.Reset("", selectAll: false);
                return true;
            case CommandId.OpenFile:
                _kind = Kind.Path;
                _path.Reset("", selectAll: false);
                return true;
            default:
                return false;
        }
    }

    public void Update(RunContext run, ref InputFrame input)
    {
        if (_kind == Kind.None)
        {
            _clipboard = input.Pasted;
            return;
        }

        bool isPath = _kind == Kind.Path;
        (Box use, Box leave) = ButtonsOf(run.Layout, isPath);
        _ui.BeginUpdate(input, run.Theme, run.Layout.Unit, run.Layout.Window, run.Ticks);
        bool isUsed = Button.Run(_ui, new WidgetId("use"), use, "", isMain: true) | input.Has(Use, repeats: false) | (isPath && input.Has(Enter, repeats: false));
        bool isLeft = Button.Run(_ui, new WidgetId("leave"), leave, "") | input.Has(Leave, repeats: false);
        if (!isUsed && !isLeft)
        {
            Editor.Update(_ui, Field(run.Layout, isPath));
        }

        run.IsOverButton = _ui.EndUpdate(ref input);
        input = input.WithoutKeys();
        if (isLeft)
        {
            _kind = Kind.None;
        }
        else if (isUsed)
        {
            Take(run, isPath);
        }
    }

    public void Draw(RunContext run, ICanvas canvas)
    {
        if (_kind == Kind.None)
        {
            return;
        }

        bool isPath = _kind == Kind.Path;
        _ui.BeginDraw(canvas, run.Theme, run.Layout.Unit);
        canvas.Rectangle(run.Layout.Window, _ui.Theme.Scrim);
        Box frame = Frame(run.Layout, isPath);
        canvas.Rectangle(frame, _ui.Theme.Ground, _ui.Px(9));
        canvas.Outline(frame.Inset(0.5f), new Stroke(_ui.Theme.Edge.Mix(_ui.Theme.Secondary, 0.3f), 1), _ui.Px(8.5f));
        float pad = MathF.Min(_ui.Px(16), frame.Width / 16);
        var head = new Box(frame.Left + pad, frame.Top + _ui.Px(10), frame.Width - (2 * pad), _ui.Px(24));
        _ui.Text(isPath ? "Open a text or a scenario" : "Text", head with { Width = head.Width * 0.6f }, TypeSize.Body, _ui.Theme.Text, weight: FontWeight.Bold);
        if (!isPath)
        {
            _ui.Text(Count(_text.Text.Length), head with { Left = head.Left + (head.Width / 2), Width = head.Width / 2 }, TypeSize.Small, _ui.Theme.Secondary, TextAnchor.End);
        }

        Editor.Draw(_ui, Field(run.Layout, isPath), isPath ? "path of a .txt or .json file" : "type, or press Ctrl+V");

        (Box use, Box leave) = ButtonsOf(run.Layout, isPath);
        Button.Run(_ui, new WidgetId("use"), use, isPath ? "Open" : "Use this text", isMain: true);
        Button.Run(_ui, new WidgetId("leave"), leave, "Leave");
        var keys = new Box(frame.Left + pad, use.Top, leave.Left - frame.Left - (2 * pad), use.Height);
        _ui.Text(isPath ? "Enter opens, Esc leaves" : "Ctrl+Enter uses it, Esc leaves", keys, TypeSize.Small, _ui.Theme.Secondary);
        _ui.EndDraw(run.Layout.Window);
    }

    private string Count(int characters) =>
        _ui.Number(new WidgetId("characters"), characters, n => n == 1 ? "1 character" : n.ToString("N0", CultureInfo.InvariantCulture) + " characters");

    private void Take(RunContext run, bool isPath)
    {
        // What was refused stays in the box, to be mended.
        bool isTaken = isPath ? run.Session.Editor.OpenFile(_path.Text.Trim().Trim('"')) : run.Session.Editor.SetText(_text.Text, "typed text");
        if (isTaken)
        {
            _kind = Kind.None;
        }
    }

    private static Box Frame(RunLayout layout, bool isPath)
    {
        Box window = layout.Window;
        float unit = layout.Unit, margin = MathF.Min(24 * unit, MathF.Min(window.Width, window.Height) / 16);
        float width = MathF.Min(760 * unit, window.Width - (2 * margin)), height = MathF.Min((isPath ? 132 : 440) * unit, window.Height - (2 * margin));
        return new Box(window.Centre.X - (width / 2), window.Top + ((window.Height - height) * 0.45f), width, height);
    }

    private static Box Field(RunLayout layout, bool isPath)
    {
        Box frame = Frame(layout, isPath);
        (Box use, _) = ButtonsOf(layout, isPath);
        float pad = MathF.Min(16 * layout.Unit, frame.Width / 16), top = frame.Top + (40 * layout.Unit);
        return new Box(frame.Left + pad, top, frame.Width - (2 * pad), MathF.Max(use.Top - (12 * layout.Unit) - top, 0));
    }
}
