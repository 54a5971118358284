using System.Numerics;
using TokenFlow.Scene.Canvas;
using TokenFlow.Ui.Screens.Touch;

namespace TokenFlow.Ui.Screens.Inspector;

/// <summary>Finds a place for a small card near what it speaks of, where it covers least of what matters.</summary>
internal sealed class CardSeat
{
    private static readonly Vector2[] Ways =
    [
        new(1, 0), new(-1, 0), new(0, -1), new(0, 1), new(1, -1), new(1, 1), new(-1, -1), new(-1, 1),
    ];

    private readonly List<Vector2> _shown = [];

    /// <summary>What should stay visible; fill it before asking.</summary>
    public List<Vector2> Shown => _shown;

    /// <summary>The card's box.</summary>
    /// <param name="anchor">What it speaks of.</param>
    /// <param name="away">How far from it at least.</param>
    /// <param name="size">The card's size.</param>
    /// <param name="bounds">Where it may be.</param>
    /// <param name="taken">What it may not cover; may be empty.</param>
    public Box Find(Vector2 anchor, float away, Vector2 size, in Box bounds, in Box taken)
    {
        Box best = default;
        float least = float.PositiveInfinity;
        for (int distance = 1; distance <= 3; distance++)
        {
            for (int i = 0; i < Ways.Length; i++)
            {
                Vector2 half = size / 2, centre = anchor + (Ways[i] * ((half + new Vector2(away)) * (i < 4 ? 1 : 0.85f) + new Vector2(away * (distance - 1) * 2)));
                Box box = CardPen.Within(new Box(centre.X - half.X, centre.Y - half.Y, size.X, size.Y), bounds);
                float cost = (distance * 2) + (Overlaps(box, taken) ? 400 : 0) + (box.Inset(-away / 2).Contains(anchor) ? 900 : 0);
                foreach (Vector2 point in _shown)
                {
                    cost += box.Contains(point) ? 1 : 0;
                }

                if (cost < least)
                {
                    (best, least) = (box, cost);
                }
            }
        }

        return best;
    }

    private static bool Overlaps(in Box a, in Box b) => b.Width > 0 && a.Left < b.Right && b.Left < a.Right && a.Top < b.Bottom && b.Top < a.Bottom;
}
