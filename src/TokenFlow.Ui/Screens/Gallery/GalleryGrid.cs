using System.Numerics;
using TokenFlow.Scene.Canvas;
using TokenFlow.Scene.Cards;

namespace TokenFlow.Ui.Screens.Gallery;

/// <summary>Where the gallery's cards stand, in pixels, before scrolling.</summary>
internal sealed class GalleryGrid
{
    private readonly float _left;
    private readonly float _top;
    private readonly float _stepX;
    private readonly float _stepY;
    private readonly Vector2 _card;

    /// <param name="size">The window.</param>
    /// <param name="count">How many cards.</param>
    public GalleryGrid(Vector2 size, int count)
    {
        Unit = Math.Clamp(MathF.Min(size.X / 1280, size.Y / 720), 0.75f, 8);
        float margin = MathF.Min(32 * Unit, size.X * 0.05f), gap = 18 * Unit;
        float room = MathF.Max(size.X - (2 * margin), 1);
        Header = new Box(0, 0, size.X, size.Y >= 260 * Unit ? 84 * Unit : 0);
        Footer = new Box(0, size.Y - (size.Y >= 260 * Unit ? 34 * Unit : 0), size.X, size.Y >= 260 * Unit ? 34 * Unit : 0);
        Columns = Math.Clamp((int)((room + gap) / ((268 * Unit) + gap)), 1, 6);
        _card = new Vector2((room - (gap * (Columns - 1))) / Columns, 0);
        _card.Y = (_card.X * 0.56f) + ((ScenarioCard.Words + 8) * Unit);
        _left = margin;
        _top = Header.Bottom + (8 * Unit);
        _stepX = _card.X + gap;
        _stepY = _card.Y + gap;
        Margin = margin;
        Size = size;
        int rows = (count + Columns - 1) / Columns;
        MaxScroll = MathF.Max(_top + (rows * _stepY) - gap + (12 * Unit) - Footer.Top, 0);
        Page = MathF.Max(Footer.Top - Header.Bottom - gap, 1);
    }

    public Vector2 Size { get; }

    /// <summary>Pixels of a unit of type.</summary>
    public float Unit { get; }

    public float Margin { get; }

    public Box Header { get; }

    public Box Footer { get; }

    public int Columns { get; }

    /// <summary>How far down one can scroll.</summary>
    public float MaxScroll { get; }

    /// <summary>How far a page is.</summary>
    public float Page { get; }

    /// <summary>A card's place.</summary>
    public Box Card(int number, float scroll) =>
        new(_left + (number % Columns * _stepX), _top + (number / Columns * _stepY) - scroll, _card.X, _card.Y);

    /// <summary>Whether a card is to be seen.</summary>
    public bool IsSeen(in Box card) => card.Bottom > Header.Bottom && card.Top < Footer.Top && card.Width >= 2;

    /// <summary>The scrolling nearest to the present one that shows a card whole.</summary>
    public float ScrollTo(int number, float scroll)
    {
        Box card = Card(number, scroll);
        float edge = 10 * Unit;
        float above = Header.Bottom + edge - card.Top, below = card.Bottom + edge - Footer.Top;
        float wanted = above > 0 ? scroll - above : below > 0 ? scroll + MathF.Min(below, -above) : scroll;
        return Math.Clamp(wanted, 0, MaxScroll);
    }
}
