using System.Numerics;
using TokenFlow.Scene.Canvas;

namespace TokenFlow.Ui.Widgets;

/// <summary>
/// Cards of one size in rows, as many beside each other as there are columns, scrolled behind a window of their own. Knows where
/// each stands and how far one can scroll; who has them keeps how far they are scrolled and which one is chosen.
/// </summary>
internal sealed class CardGrid
{
    private readonly Box _view;
    private readonly Vector2 _first;
    private readonly Vector2 _card;
    private readonly float _gap;
    private readonly int _count;

    /// <param name="view">Where cards are seen.</param>
    /// <param name="first">Where the first one's top left corner is, before scrolling.</param>
    /// <param name="card">A card's size.</param>
    /// <param name="gap">What is left free between cards.</param>
    /// <param name="columns">How many stand beside each other.</param>
    /// <param name="count">How many there are.</param>
    /// <param name="foot">What is left free below the last one.</param>
    public CardGrid(in Box view, Vector2 first, Vector2 card, float gap, int columns, int count, float foot)
    {
        (_view, _first, _card, _gap, Columns, _count) = (view, first, card, gap, columns, count);
        int rows = (count + columns - 1) / columns;
        MaxScroll = MathF.Max(first.Y + (rows * (card.Y + gap)) - gap + foot - view.Bottom, 0);
        Page = MathF.Max(view.Height - gap, 1);
    }

    /// <summary>How many cards stand beside each other.</summary>
    public int Columns { get; }

    /// <summary>How far down one can scroll.</summary>
    public float MaxScroll { get; }

    /// <summary>How far a page is.</summary>
    public float Page { get; }

    /// <summary>A card's place.</summary>
    public Box Card(int number, float scroll) =>
        new(_first.X + (number % Columns * (_card.X + _gap)), _first.Y + (number / Columns * (_card.Y + _gap)) - scroll, _card.X, _card.Y);

    /// <summary>Whether any of a card is to be seen.</summary>
    public bool IsSeen(in Box card) => card.Bottom > _view.Top && card.Top < _view.Bottom && card.Width >= 2;

    /// <summary>The card under a point; -1 for none.</summary>
    public int At(Vector2 point, float scroll)
    {
        for (int i = 0; i < _count && _view.Contains(point); i++)
        {
            Box card = Card(i, scroll);
            if (IsSeen(card) && card.Contains(point))
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>The scrolling nearest to the present one that shows a card whole.</summary>
    /// <param name="number">The card.</param>
    /// <param name="scroll">The present scrolling.</param>
    /// <param name="edge">How much is seen beyond it.</param>
    public float ScrollTo(int number, float scroll, float edge)
    {
        Box card = Card(number, scroll);
        float above = _view.Top + edge - card.Top, below = card.Bottom + edge - _view.Bottom;
        float wanted = above > 0 ? scroll - above : below > 0 ? scroll + MathF.Min(below, -above) : scroll;
        return Math.Clamp(wanted, 0, MaxScroll);
    }
}
