using System.Numerics;
using TokenFlow.Scene.Canvas;
using TokenFlow.Scene.Cards;
using TokenFlow.Scene.Frames;
using TokenFlow.Scene.Shots;
using TokenFlow.Scene.Theme;

namespace TokenFlow.Ui.Screens.Gallery;

/// <summary>The gallery's picture: the cards, and over them the header and the footer.</summary>
/// <param name="shelf">The cards.</param>
/// <param name="ink">How much line a whole picture may have for single edges.</param>
internal sealed class GalleryPicture(GalleryShelf shelf, Func<float> ink)
{
    private SceneOptions _options = ScenarioCard.Options;

    /// <summary>The theme that is on.</summary>
    public SceneTheme Theme { get; private set; } = SceneTheme.Dark();

    /// <summary>Puts a theme on; one that nobody knows is the dark one.</summary>
    public void Dress(string name)
    {
        Theme = SceneTheme.Named(name) ?? SceneTheme.Dark();
        _options = ScenarioCard.Options with { SmoothHaze = true, EdgeInk = ink() / 25, MostBands = 100 };
    }

    /// <summary>Draws it.</summary>
    /// <param name="canvas">Where; all of it.</param>
    /// <param name="message">What is told; empty for nothing.</param>
    /// <param name="keys">The line of keys.</param>
    public void Draw(ICanvas canvas, string message, string keys)
    {
        canvas.Clear(Theme.Background);
        for (int i = 0; i < shelf.Thumbnails.Count; i++)
        {
            if (shelf.IsSeen(i) && i != shelf.Chosen)
            {
                Card(canvas, i);
            }
        }

        // The raised one lies over its neighbours.
        if (shelf.Chosen < shelf.Thumbnails.Count && shelf.IsSeen(shelf.Chosen))
        {
            Card(canvas, shelf.Chosen);
        }

        Header(canvas, message);
        Footer(canvas, keys);
    }

    private void Card(ICanvas canvas, int number)
    {
        Thumbnail one = shelf.Thumbnails[number];
        float unit = shelf.Layout.Unit, raised = shelf.RaisedOf(number);
        Box card = shelf.Layout.Cards.Card(number, shelf.Scroll).Inset(-5 * unit * raised);
        ScenarioCard.Ground(canvas, Theme, card, unit, raised);
        Box picture = ScenarioCard.PictureOf(card, unit);
        if (picture.Width >= 8 && picture.Height >= 8)
        {
            Picture(canvas, one, picture, raised);
        }

        ScenarioCard.Write(canvas, Theme, card, unit, one.Fault is { } fault ? new(one.Name, fault, "") : new(one.Title, one.Summary, one.Facts), raised);
    }

    private void Picture(ICanvas canvas, Thumbnail one, in Box box, float raised)
    {
        if (one.Snapshot is not { } snapshot)
        {
            canvas.Rectangle(box, Theme.Background, 5 * shelf.Layout.Unit);
            return;
        }

        one.Drawer.Draw(canvas, box, new Shot(snapshot, new ShotView(Theme.Name) { Options = _options }));
        // What is not chosen steps back a little; what has just come is not there at once.
        float veil = 1 - (one.Fade * (0.84f + (0.16f * raised)));
        if (veil > 0.004f)
        {
            canvas.Rectangle(box, Theme.Background.Fade(veil));
        }
    }

    private void Header(ICanvas canvas, string message)
    {
        Box box = shelf.Layout.Header;
        if (!(box.Height > 0))
        {
            return;
        }

        float unit = shelf.Layout.Unit, left = shelf.Layout.Margin;
        canvas.Rectangle(box, Theme.Background);
        Rule(canvas, box.Bottom, shelf.Scroll);
        var title = new TextStyle(22 * unit, Theme.Text, FontWeight.Bold);
        ScenarioCard.Line(canvas, "TokenFlow", left, 42 * unit, box.Width - (2 * left), title);
        string said = message.Length > 0 ? message : "How information moves through sparse attention. Every edge is a weight that the kernel computed, in these small pictures too.";
        var line = new TextStyle(13 * unit, message.Length > 0 ? Theme.Hub : Theme.Secondary);
        ScenarioCard.Line(canvas, said, left, 65 * unit, box.Width - (2 * left), line);
        var count = new TextStyle(11 * unit, Theme.Secondary, FontWeight.Regular, TextAnchor.End);
        if (box.Width > 420 * unit)
        {
            canvas.Text(shelf.Thumbnails.Count == 1 ? "1 scenario" : $"{shelf.Thumbnails.Count} scenarios", new Vector2(box.Right - left, 42 * unit), count);
        }
    }

    private void Footer(ICanvas canvas, string keys)
    {
        Box box = shelf.Layout.Footer;
        if (!(box.Height > 0))
        {
            return;
        }

        canvas.Rectangle(box, Theme.Background);
        Rule(canvas, box.Top, shelf.Layout.Cards.MaxScroll - shelf.Scroll);
        var style = new TextStyle(11 * shelf.Layout.Unit, Theme.Secondary);
        ScenarioCard.Line(canvas, keys, shelf.Layout.Margin, box.Top + (21 * shelf.Layout.Unit), box.Width - (2 * shelf.Layout.Margin), style);
    }

    // A hairline where cards go under.
    private void Rule(ICanvas canvas, float y, float hidden)
    {
        if (hidden > 1)
        {
            canvas.Rectangle(new Box(0, y - 0.5f, shelf.Layout.Size.X, 1), Theme.PanelEdge);
        }
    }
}
