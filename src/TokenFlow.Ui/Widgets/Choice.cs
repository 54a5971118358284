using MouseButton = TokenFlow.Ui.Input.MouseButton;
using TokenFlow.Scene.Canvas;
using TokenFlow.Scene.Theme;
using TokenFlow.Ui.Input;

namespace TokenFlow.Ui.Widgets;

/// <summary>A choice of many: the chosen one shows, a click opens the list of all.</summary>
internal static class Choice
{
    /// <summary>The field that shows what is chosen; a click opens its list.</summary>
    public static void Field(UiFrame ui, WidgetId id, in Box box, string chosen)
    {
        if (ui.IsDrawing)
        {
            ui.Canvas.Rectangle(box, ui.GroundOf(id, ui.Open == id ? ui.Theme.Press : ui.Theme.Field), ui.Px(5));
            ui.Text(chosen, new Box(box.Left + ui.Px(10), box.Top, box.Width - ui.Px(32), box.Height), TypeSize.Body, ui.Theme.Text, weight: FontWeight.Bold);
            IconPen.Draw(ui.Canvas, Icon.Down, new Box(box.Right - ui.Px(24), box.Top, ui.Px(20), box.Height), ui.Px(1), ui.Theme.Secondary);
        }
        else if (ui.Clicked(id, box))
        {
            ui.Open = id;
        }
    }

    /// <summary>The list, if it is open: over all else of its part, so run it last. A click beside it, or Esc, closes it.</summary>
    /// <param name="ui">The widgets' frame.</param>
    /// <param name="id">The field's.</param>
    /// <param name="field">The field's box.</param>
    /// <param name="window">Where the list must stay.</param>
    /// <param name="options">The words.</param>
    /// <param name="chosen">Which one is chosen; -1 for none.</param>
    /// <returns>Which one was clicked; null for none.</returns>
    public static int? List(UiFrame ui, WidgetId id, in Box field, in Box window, IReadOnlyList<string> options, int chosen)
    {
        if (ui.Open != id)
        {
            return null;
        }

        float row = MathF.Min(ui.Px(24), MathF.Max((window.Height - ui.Px(12)) / MathF.Max(options.Count, 1), 1)), pad = ui.Px(4);
        float height = (row * options.Count) + (2 * pad);
        float top = Math.Clamp(field.Bottom + ui.Px(2), window.Top, MathF.Max(window.Bottom - height, window.Top));
        var box = new Box(field.Left, top, field.Width, height);
        if (ui.IsDrawing)
        {
            ui.Canvas.Rectangle(box, ui.Theme.Ground, ui.Px(7));
            ui.Canvas.Outline(box.Inset(0.5f), new Stroke(ui.Theme.Edge.Mix(ui.Theme.Secondary, 0.4f), 1), ui.Px(7));
        }

        int? clicked = null;
        ui.IsInList = true;
        for (int i = 0; i < options.Count; i++)
        {
            var line = new Box(box.Left + pad, box.Top + pad + (i * row), box.Width - (2 * pad), row);
            var each = new WidgetId(id.Name, i, Part: 1);
            if (ui.IsDrawing)
            {
                Rgba ground = ui.GroundOf(each, i == chosen ? ui.Theme.On : default);
                if (ground.A > 0)
                {
                    ui.Canvas.Rectangle(line, ground, ui.Px(4));
                }

                ui.Text(options[i], new Box(line.Left + ui.Px(6), line.Top, line.Width - ui.Px(12), line.Height), TypeSize.Small, i == chosen || ui.Hot == each ? ui.Theme.Text : ui.Theme.Secondary);
            }
            else if (ui.Clicked(each, line))
            {
                clicked = i;
            }
        }

        ui.IsInList = false;
        if (!ui.IsDrawing && (clicked is not null || (ui.Input.Pressed.Has(MouseButton.Left) && !box.Contains(ui.Input.Mouse)) || ui.Input.Has(new KeyChord(Key.Escape))))
        {
            ui.Open = default;
        }

        return clicked;
    }
}
