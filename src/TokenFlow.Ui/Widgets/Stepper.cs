using TokenFlow.Scene.Canvas;
using TokenFlow.Scene.Theme;

namespace TokenFlow.Ui.Widgets;

/// <summary>A value between a minus and a plus.</summary>
internal static class Stepper
{
    /// <summary>The minus of a stepper in a box, and its plus.</summary>
    public static (Box Minus, Box Plus) Ends(in Box box)
    {
        float side = MathF.Min(box.Height, box.Width / 2);
        return (box with { Width = side }, new Box(box.Right - side, box.Top, side, box.Height));
    }

    /// <summary>The minus of a stepper, among widgets.</summary>
    public static WidgetId MinusOf(WidgetId id) => id with { Part = 1 };

    /// <summary>The plus of a stepper.</summary>
    public static WidgetId PlusOf(WidgetId id) => id with { Part = 2 };

    /// <summary>A stepper.</summary>
    /// <returns>1 or -1 where it was clicked, else 0.</returns>
    public static int Run(UiFrame ui, WidgetId id, in Box box, string value, bool canLess = true, bool canMore = true)
    {
        (Box minus, Box plus) = Ends(box);
        if (ui.IsDrawing)
        {
            ui.Canvas.Rectangle(box, ui.Theme.Field, ui.Px(5));
            ui.Text(value, new Box(minus.Right, box.Top, plus.Left - minus.Right, box.Height), TypeSize.Small, ui.Theme.Text, TextAnchor.Middle);
        }

        bool less = Button.Run(ui, MinusOf(id), minus, Icon.Minus, isEnabled: canLess);
        bool more = Button.Run(ui, PlusOf(id), plus, Icon.Plus, isEnabled: canMore);
        return less && canLess ? -1 : more && canMore ? 1 : 0;
    }
}
