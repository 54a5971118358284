using TokenFlow.Scene.Canvas;
using TokenFlow.Scene.Theme;

namespace TokenFlow.Ui.Widgets;

/// <summary>
/// What a widget does and the key that does it, beside the widget. A tip waits until the mouse rests a little, and then follows
/// from widget to widget at once.
/// </summary>
internal sealed class Tip
{
    private const long Delay = 8;

    private (Box Box, string Text, string Key)? _said;
    private long _tick;
    private long? _overSince;

    /// <summary>A frame begins: nothing is said yet.</summary>
    /// <param name="tick">Steps of the window's time so far.</param>
    public void Begin(long tick) => (_tick, _said) = (tick, null);

    /// <summary>Says what the widget under the mouse does.</summary>
    public void Set(in Box widget, string text, string key) => _said = (widget, text, key);

    /// <summary>The mouse is over a widget in this frame, or over none.</summary>
    public void Rest(bool isOver) => _overSince = isOver ? _overSince ?? _tick : null;

    /// <summary>Draws what is said, once the mouse has rested.</summary>
    public void Draw(UiFrame ui, in Box window)
    {
        if (_said is { } said && _overSince is { } since && _tick - since >= Delay)
        {
            Draw(ui, window, said.Box, said.Text, said.Key);
        }
    }

    // Above its widget, else below, and within the window.
    private static void Draw(UiFrame ui, in Box window, in Box widget, string text, string key)
    {
        float pad = ui.Px(9), gap = ui.Px(6), height = ui.Px(26);
        var style = new TextStyle(ui.Px(TypeSize.Small), ui.Theme.Text);
        float keyWidth = key.Length > 0 ? ui.Canvas.MeasureText(key, style with { Size = ui.Px(TypeSize.Note) }) + ui.Px(10) : 0;
        float room = window.Width - (2 * gap) - (2 * pad) - (keyWidth > 0 ? keyWidth + pad : 0);
        string shown = ui.Fit(text, style, room);
        if (shown.Length == 0 || window.Height < height)
        {
            return;
        }

        float textWidth = ui.Canvas.MeasureText(shown, style);
        float width = (2 * pad) + textWidth + (keyWidth > 0 ? keyWidth + pad : 0);
        float left = Math.Clamp(widget.Left + (widget.Width / 2) - (width / 2), window.Left + gap, MathF.Max(window.Right - gap - width, window.Left + gap));
        float top = widget.Top - gap - height;
        if (top < window.Top)
        {
            top = MathF.Min(widget.Bottom + gap, window.Bottom - height);
        }

        var box = new Box(left, top, width, height);
        ui.Canvas.Rectangle(box, ui.Theme.Ground, ui.Px(6));
        ui.Canvas.Outline(box.Inset(0.5f), new Stroke(ui.Theme.Edge.Mix(ui.Theme.Secondary, 0.4f), 1), ui.Px(6));
        ui.Text(shown, new Box(box.Left + pad, box.Top, textWidth + 2, height), TypeSize.Small, ui.Theme.Text);
        if (keyWidth > 0)
        {
            ui.KeyCap(key, new Box(box.Right - pad - keyWidth, box.Top + ui.Px(5), keyWidth, height - ui.Px(10)));
        }
    }
}
