using System.Globalization;
using TokenFlow.Scene.Canvas;
using TokenFlow.Scene.Theme;
using TokenFlow.Ui.Commands;
using TokenFlow.Ui.Screens.Stage;
using TokenFlow.Ui.Widgets;

namespace TokenFlow.Ui.Screens.Run;

/// <summary>The side panel's rows, from the top down: sections, lines to drag, steppers. Walked once to update and once to draw.</summary>
internal sealed class SideColumn
{
    private const float Margin = 14, Gap = 6;

    private readonly UiFrame _ui;
    private readonly Dictionary<CommandId, Box> _places;
    private float _start;
    private float _end;

    /// <param name="ui">The widgets' frame.</param>
    /// <param name="places">Filled with where each command that shows can be clicked.</param>
    public SideColumn(UiFrame ui, Dictionary<CommandId, Box> places)
    {
        _ui = ui;
        _places = places;
    }

    /// <summary>The left end of the rows.</summary>
    public float Left { get; private set; }

    /// <summary>The rows' width.</summary>
    public float Width { get; private set; }

    /// <summary>Where the next row begins.</summary>
    public float At { get; set; }

    /// <summary>How high everything so far is, with the margin below.</summary>
    public float Height => At + _ui.Px(10) - _start;

    /// <summary>Begins a walk.</summary>
    /// <param name="side">The panel.</param>
    /// <param name="scroll">How far it is scrolled.</param>
    public void Begin(in Box side, float scroll)
    {
        Left = side.Left + _ui.Px(Margin);
        Width = side.Width - _ui.Px(2 * Margin);
        _start = side.Top - scroll;
        _end = side.Bottom;
        At = _start + _ui.Px(4);
    }

    /// <summary>A section's heading.</summary>
    public void Section(string title, string note)
    {
        float line = At + _ui.Px(4);
        Box row = new(Left, line + _ui.Px(4), Width, _ui.Px(22));
        if (Shows(row))
        {
            if (line > _start + _ui.Px(20))
            {
                _ui.Canvas.Rectangle(new Box(Left, line, Width, 1), _ui.Theme.Edge);
            }

            _ui.Text(title, row, TypeSize.Small, _ui.Theme.Text, weight: FontWeight.Bold);
            if (note.Length > 0)
            {
                _ui.Text(note, row, TypeSize.Small, _ui.Theme.Secondary, TextAnchor.End);
            }
        }

        At = row.Bottom + _ui.Px(2);
    }

    /// <summary>The next row, so many units high.</summary>
    public Box Next(float units)
    {
        var box = new Box(Left, At, Width, _ui.Px(units));
        At = box.Bottom + _ui.Px(Gap);
        return box;
    }

    /// <summary>A name, its value, and below them minus, line, plus. Null where it was left alone, else where it was brought, in [0, 1].</summary>
    public float? Knob(RunContext run, WidgetId id, string name, string value, float at, float home, float notch, CommandId less, CommandId more)
    {
        Box head = new(Left, At, Width, _ui.Px(16));
        Box row = new(Left, head.Bottom, Width, _ui.Px(20));
        At = row.Bottom + _ui.Px(Gap - 2);
        float end = _ui.Px(20);
        if (Shows(head))
        {
            _ui.Text(name, head, TypeSize.Small, _ui.Theme.Secondary);
            _ui.Text(value, head, TypeSize.Small, _ui.Theme.Text, TextAnchor.End);
        }

        // The signs' inks stand at the panel's margins, their boxes a little beyond.
        float beyond = _ui.Px(5);
        CommandButton.Run(_ui, run, less, new Box(row.Left - beyond, row.Top, end, row.Height), Icon.Minus, _places);
        CommandButton.Run(_ui, run, more, new Box(row.Right - end + beyond, row.Top, end, row.Height), Icon.Plus, _places);
        var track = new Box(row.Left + end - beyond + _ui.Px(4), row.Top, row.Width - (2 * (end - beyond + _ui.Px(4))), row.Height);
        float? to = Slider.Run(_ui, id, track, at, home, notch);
        if (_ui.Hot == id)
        {
            _ui.SetTip(id, track, "Drag, or turn the wheel; double click: as it was", "");
        }

        return to;
    }

    /// <summary>A name and a stepper; how far it was turned.</summary>
    public int Turn(
        string name, double value, Func<double, string> write, RunContext? run = null, CommandId? less = null, CommandId? more = null, bool canLess = true)
    {
        Box row = Next(22);
        float half = MathF.Min(_ui.Px(104), row.Width / 2);
        var id = new WidgetId(name);
        var box = new Box(row.Right - half, row.Top, half, row.Height);
        if (Shows(row))
        {
            _ui.Text(name, row with { Width = row.Width - half - _ui.Px(6) }, TypeSize.Small, _ui.Theme.Secondary);
        }

        int by = Stepper.Run(_ui, id, box, _ui.Number(id, value, write), canLess);
        if (run is null || less is not { } down || more is not { } up)
        {
            return by;
        }

        (Box minus, Box plus) = Stepper.Ends(box);
        CommandButton.Told(_ui, run, down, Stepper.MinusOf(id), minus, _places);
        CommandButton.Told(_ui, run, up, Stepper.PlusOf(id), plus, _places);
        return by;
    }

    // Words below the panel's end would be cut off all the same.
    private bool Shows(in Box row) => _ui.IsDrawing && row.Top < _end;

    /// <summary>A whole number as text.</summary>
    public static string Whole(double value) => value.ToString("0", CultureInfo.InvariantCulture);

    /// <summary>A number as text, in about three figures.</summary>
    public static string Three(double value) => value.ToString(value < 9.9995 ? "0.00#" : value < 99.95 ? "0.0#" : "0", CultureInfo.InvariantCulture);

    /// <summary>Where a name stands in a list; -1 where it does not.</summary>
    public static int IndexOf(IReadOnlyList<string> names, string name)
    {
        for (int i = 0; i < names.Count; i++)
        {
            if (names[i] == name)
            {
                return i;
            }
        }

        return -1;
    }
}
