using System.Numerics;
using TokenFlow.Scene.Canvas;
using TokenFlow.Scene.Frames;
using TokenFlow.Scene.Lettering;
using TokenFlow.Scene.Theme;

namespace TokenFlow.Scene.Passes;

/// <summary>The frame that all panels share: ground, edge, title and a note beside it.</summary>
internal static class PanelFrame
{
    private const float Padding = 16;

    /// <summary>Draws the frame and gives back the room inside.</summary>
    public static Box Draw(SceneFrame frame, in Box box, string title, string note)
    {
        ICanvas canvas = frame.Canvas;
        canvas.Rectangle(box, frame.Theme.Panel, 9);
        canvas.Outline(box.Inset(0.5f), new Stroke(frame.Theme.PanelEdge, 1), 8.5f);
        float width = MathF.Max(box.Width - (2 * Padding), 0);
        float baseline = box.Top + 22;
        var titleStyle = new TextStyle(TypeSize.Body, frame.Theme.Text, FontWeight.Bold);
        title = Letters.Fit(canvas, title, titleStyle, width);
        canvas.Text(title, new Vector2(box.Left + Padding, baseline), titleStyle);
        float used = canvas.MeasureText(title, titleStyle) + 10;
        var noteStyle = new TextStyle(TypeSize.Note, frame.Theme.Secondary, FontWeight.Regular, TextAnchor.End);
        // A note that does not fit whole says less than none.
        if (note.Length > 0 && canvas.MeasureText(note, noteStyle) <= width - used)
        {
            canvas.Text(note, new Vector2(box.Right - Padding, baseline), noteStyle);
        }

        return Inside(box);
    }

    /// <summary>The room inside a panel.</summary>
    public static Box Inside(in Box box) =>
        new(box.Left + Padding, box.Top + 32, MathF.Max(box.Width - (2 * Padding), 0), MathF.Max(box.Height - 32 - 12, 0));
}
