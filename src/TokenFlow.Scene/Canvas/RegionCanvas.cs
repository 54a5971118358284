using System.Numerics;

namespace TokenFlow.Scene.Canvas;

/// <summary>
/// A part of a canvas as a canvas of its own: nothing leaves its box, and clearing it clears the box alone. Draw between a
/// Begin and <see cref="End"/>.
/// </summary>
public sealed class RegionCanvas : PlacedCanvas
{
    private Box _box;

    /// <summary>Begins a picture in a box of a canvas.</summary>
    /// <param name="below">The canvas.</param>
    /// <param name="box">Where on it.</param>
    /// <param name="size">The picture's size in its own units.</param>
    /// <param name="origin">Where the picture's top left corner comes to lie on the canvas below.</param>
    /// <param name="scale">How many of the canvas's units one of the picture's is.</param>
    public void Begin(ICanvas below, in Box box, Vector2 size, Vector2 origin, float scale)
    {
        On(below, size, origin, scale);
        _box = box;
        below.PushClip(box);
    }

    /// <summary>Begins a picture that fills a box, unit by unit.</summary>
    public void Begin(ICanvas below, in Box box) => Begin(below, box, new Vector2(box.Width, box.Height), new Vector2(box.Left, box.Top), 1);

    /// <summary>Ends the picture.</summary>
    public void End() => Below.PopClip();

    /// <inheritdoc/>
    public override void Clear(Rgba colour) => Below.Rectangle(_box, colour);
}
