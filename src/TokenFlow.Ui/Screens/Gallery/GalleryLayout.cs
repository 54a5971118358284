using System.Numerics;
using TokenFlow.Scene.Canvas;
using TokenFlow.Scene.Cards;
using TokenFlow.Ui.Widgets;

namespace TokenFlow.Ui.Screens.Gallery;

/// <summary>Which part of the gallery stands where, in pixels.</summary>
internal sealed class GalleryLayout
{
    /// <param name="size">The window.</param>
    /// <param name="count">How many cards.</param>
    public GalleryLayout(Vector2 size, int count)
    {
        Size = size;
        Unit = Math.Clamp(MathF.Min(size.X / 1280, size.Y / 720), 0.75f, 8);
        Margin = MathF.Min(32 * Unit, size.X * 0.05f);
        float gap = 18 * Unit, room = MathF.Max(size.X - (2 * Margin), 1);
        Header = new Box(0, 0, size.X, size.Y >= 260 * Unit ? 84 * Unit : 0);
        Footer = new Box(0, size.Y - (size.Y >= 260 * Unit ? 34 * Unit : 0), size.X, size.Y >= 260 * Unit ? 34 * Unit : 0);
        int columns = Math.Clamp((int)((room + gap) / ((268 * Unit) + gap)), 1, 6);
        float width = (room - (gap * (columns - 1))) / columns;
        var card = new Vector2(width, (width * 0.56f) + ((ScenarioCard.Words + 8) * Unit));
        var view = new Box(0, Header.Bottom, size.X, Footer.Top - Header.Bottom);
        Cards = new CardGrid(view, new Vector2(Margin, Header.Bottom + (8 * Unit)), card, gap, columns, count, foot: 12 * Unit);
    }

    public Vector2 Size { get; }

    /// <summary>Pixels of a unit of type.</summary>
    public float Unit { get; }

    public float Margin { get; }

    public Box Header { get; }

    public Box Footer { get; }

    /// <summary>Between header and footer.</summary>
    public CardGrid Cards { get; }
}
