using TokenFlow.Scene.Canvas;
using TokenFlow.Scene.Theme;

namespace TokenFlow.Ui.Widgets;

/// <summary>A choice of few: all stand side by side, one is on.</summary>
internal static class Segments
{
    /// <summary>The box of one segment.</summary>
    public static Box At(in Box box, int index, int count, float firstShare = 1)
    {
        float each = box.Width / (count - 1 + firstShare);
        return index == 0 ? box with { Width = each * firstShare } : box with { Left = box.Left + (each * (firstShare + index - 1)), Width = each };
    }

    /// <summary>A segmented choice.</summary>
    /// <param name="ui">The widgets' frame.</param>
    /// <param name="id">The choice.</param>
    /// <param name="box">All of it.</param>
    /// <param name="options">The words.</param>
    /// <param name="chosen">Which one is on; -1 for none.</param>
    /// <param name="firstShare">How much wider the first is than the others.</param>
    /// <returns>Which one was clicked; null for none.</returns>
    public static int? Run(UiFrame ui, WidgetId id, in Box box, IReadOnlyList<string> options, int chosen, float firstShare = 1)
    {
        if (ui.IsDrawing)
        {
            ui.Canvas.Rectangle(box, ui.Theme.Field, ui.Px(5));
        }

        int? clicked = null;
        for (int i = 0; i < options.Count; i++)
        {
            Box part = At(box, i, options.Count, firstShare);
            var each = new WidgetId(id.Name, i);
            if (ui.IsDrawing)
            {
                bool isOn = i == chosen;
                Rgba ground = ui.GroundOf(each, isOn ? ui.Theme.On : default);
                if (ground.A > 0)
                {
                    ui.Canvas.Rectangle(part.Inset(ui.Px(1)), ground, ui.Px(4));
                }

                ui.Text(options[i], part, TypeSize.Small, isOn || ui.Hot == each ? ui.Theme.Text : ui.Theme.Secondary, TextAnchor.Middle, isOn ? FontWeight.Bold : FontWeight.Regular);
            }
            else if (ui.Clicked(each, part))
            {
                clicked = i;
            }
        }

        return clicked;
    }
}
