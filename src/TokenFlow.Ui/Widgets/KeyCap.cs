using TokenFlow.Scene.Canvas;

namespace TokenFlow.Ui.Widgets;

/// <summary>A key as it looks on a keyboard.</summary>
internal static class KeyCap
{
    /// <summary>Draws a key.</summary>
    public static void Draw(UiFrame ui, string key, in Box box)
    {
        ui.Canvas.Rectangle(box, ui.Theme.Field, ui.Px(4));
        ui.Canvas.Outline(box.Inset(0.5f), new Stroke(ui.Theme.Edge.Mix(ui.Theme.Secondary, 0.25f), 1), ui.Px(4));
        ui.Text(key, box, TypeSizes.Note, ui.Theme.Text, TextAnchor.Middle);
    }
}
