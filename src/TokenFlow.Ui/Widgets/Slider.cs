using System.Numerics;
using TokenFlow.Scene.Canvas;

namespace TokenFlow.Ui.Widgets;

/// <summary>A value on a line: dragged, turned by the wheel, brought back to where it was by a double click.</summary>
internal static class Slider
{
    /// <summary>A slider.</summary>
    /// <param name="ui">The widgets' frame.</param>
    /// <param name="id">The slider.</param>
    /// <param name="box">Its track, and room to hit above and below.</param>
    /// <param name="at">Where it stands, in [0, 1].</param>
    /// <param name="home">Where a double click brings it, in [0, 1].</param>
    /// <param name="notch">What a notch of the wheel moves it by.</param>
    /// <returns>Where it was brought; null where it was left alone. Together with <see cref="UiFrame.Gesture"/>: one number a drag.</returns>
    public static float? Run(UiFrame ui, WidgetId id, in Box box, float at, float home, float notch)
    {
        float radius = ui.Px(5.5f);
        float left = box.Left + radius, width = MathF.Max(box.Width - (2 * radius), 1);
        at = Math.Clamp(at, 0, 1);
        if (ui.IsDrawing)
        {
            float y = MathF.Round(box.Top + (box.Height / 2)), thick = ui.Px(3), x = left + (at * width);
            ui.Canvas.Rectangle(new Box(box.Left, y - (thick / 2), box.Width, thick), ui.Theme.Press, thick / 2);
            ui.Canvas.Rectangle(new Box(box.Left, y - (thick / 2), MathF.Max(x - box.Left, 0), thick), ui.Theme.Accent, thick / 2);
            float homeX = left + (home * width);
            if (MathF.Abs(homeX - x) > radius + 2)
            {
                ui.Canvas.Rectangle(new Box(homeX - ui.Px(0.75f), y - ui.Px(4), ui.Px(1.5f), ui.Px(8)), ui.Theme.Secondary, 0);
            }

            bool isLit = ui.Hot == id || ui.Active == id;
            Span<Vector2> knob = [new Vector2(x, y)];
            ui.Canvas.Discs(knob, isLit ? radius + ui.Px(1) : radius, ui.Theme.Ground);
            ui.Canvas.Discs(knob, isLit ? radius : radius - ui.Px(1), isLit ? ui.Theme.Text : ui.Theme.Text.Mix(ui.Theme.Accent, 0.35f));
            return null;
        }

        if (ui.DoubleClicked(id, box))
        {
            return home;
        }

        if (ui.Dragged(id, box))
        {
            // A press on the line brings the value there; held and not moved it says nothing new.
            float to = Math.Clamp((ui.Input.Mouse.X - left) / width, 0, 1);
            return ui.Input.Pressed.Any || ui.Input.MouseDelta.X != 0 ? to : null;
        }

        float turned = ui.Wheel(id, box);
        return turned != 0 ? Math.Clamp(at + (turned * notch), 0, 1) : null;
    }
}
