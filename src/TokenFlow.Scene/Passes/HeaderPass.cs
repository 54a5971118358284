using System.Numerics;
using TokenFlow.Scene.Canvas;
using TokenFlow.Scene.Frames;
using TokenFlow.Scene.Layout;
using TokenFlow.Scene.Lettering;
using TokenFlow.Scene.Theme;

namespace TokenFlow.Scene.Passes;

/// <summary>Title, and the sentence that says what is happening: the teller's, else one made from the snapshot.</summary>
internal static class HeaderPass
{
    public static void Draw(SceneFrame frame)
    {
        Box box = frame.Layout.Header;
        if (!SceneLayout.Has(box))
        {
            return;
        }

        var title = new TextStyle(TypeSize.Title, frame.Theme.Text, FontWeight.Bold);
        var body = new TextStyle(TypeSize.Body, frame.Theme.Secondary.Mix(frame.Theme.Text, 0.45f));
        var small = new TextStyle(TypeSize.Small, frame.Theme.Secondary);
        string head = string.IsNullOrWhiteSpace(frame.Notes.Title) ? frame.Snapshot.Subject.Title : frame.Notes.Title;
        frame.Canvas.Text(Letters.Fit(frame.Canvas, head, title, box.Width), new Vector2(box.Left, box.Top + 20), title);

        string status = StatusSentence.Of(frame);
        string? caption = frame.Notes.Caption;
        bool hasCaption = !string.IsNullOrWhiteSpace(caption);
        string line = hasCaption ? caption! : status;
        frame.Canvas.Text(Letters.Fit(frame.Canvas, line, body, box.Width), new Vector2(box.Left, box.Top + 41), body);
        if (hasCaption && box.Height >= 60)
        {
            frame.Canvas.Text(Letters.Fit(frame.Canvas, status, small, box.Width), new Vector2(box.Left, box.Top + 58), small);
        }
    }
}
