using TokenFlow.Scene.Canvas;
using TokenFlow.Scene.Theme;

namespace TokenFlow.Ui.Widgets;

/// <summary>A box that is clicked: a sign, a word, or both. One that is on shows it.</summary>
internal static class Button
{
    /// <summary>A button with a sign.</summary>
    /// <returns>Whether it was clicked.</returns>
    public static bool Run(UiFrame ui, WidgetId id, in Box box, Icon icon, bool isOn = false, bool isEnabled = true, Rgba? colour = null)
    {
        if (ui.IsDrawing)
        {
            Ground(ui, id, box, isOn, default);
            Rgba ink = colour ?? (!isEnabled ? ui.Theme.Faint : isOn || ui.Hot == id ? ui.Theme.Text : ui.Theme.Secondary);
            IconPen.Draw(ui.Canvas, icon, box, ui.Px(1), ink);
        }

        return ui.Clicked(id, box);
    }

    /// <summary>A button with a word.</summary>
    /// <returns>Whether it was clicked.</returns>
    public static bool Run(UiFrame ui, WidgetId id, in Box box, string label, bool isOn = false, bool isMain = false)
    {
        if (ui.IsDrawing)
        {
            Ground(ui, id, box, isOn || isMain, ui.Theme.Field);
            if (isMain)
            {
                ui.Canvas.Outline(box.Inset(0.5f), new Stroke(ui.Theme.Accent.Fade(0.7f), 1), ui.Px(5));
            }

            ui.Text(label, box.Inset(ui.Px(4)), TypeSize.Small, ui.Theme.Text, TextAnchor.Middle);
        }

        return ui.Clicked(id, box);
    }

    private static void Ground(UiFrame ui, WidgetId id, in Box box, bool isOn, Rgba resting)
    {
        Rgba ground = ui.GroundOf(id, isOn ? ui.Theme.On : resting);
        if (ground.A > 0)
        {
            ui.Canvas.Rectangle(box, ground, ui.Px(5));
        }
    }
}
