using System.Globalization;
using System.Numerics;
using TokenFlow.Scene.Canvas;
using TokenFlow.Scene.Theme;
using TokenFlow.Ui.Input;
using MouseButton = TokenFlow.Ui.Input.MouseButton;

namespace TokenFlow.Ui.Widgets;

/// <summary>Time as a line: layers as blocks and a playhead, which is brought anywhere by pressing and dragging.</summary>
/// <param name="runsDown">Whether time runs down rather than to the right.</param>
internal sealed class Timeline(bool runsDown = false)
{
    private bool _isHeld;

    /// <summary>Whether the mouse is over the line.</summary>
    public bool IsOver { get; private set; }

    /// <summary>Whether the mouse is the timeline's: over it, or dragging it.</summary>
    public bool HasMouse { get; private set; }

    /// <summary>Takes the mouse.</summary>
    /// <param name="input">What happened.</param>
    /// <param name="box">Where the line is; empty where there is none.</param>
    /// <param name="grip">Where it is taken hold of; hands are not exact, so a little more than the line.</param>
    /// <returns>Where it was brought, in [0, 1]; null where it was left alone.</returns>
    public float? Drag(in InputFrame input, in Box box, in Box grip)
    {
        IsOver = box.Width > 0 && grip.Contains(input.Mouse);
        _isHeld = box.Width > 0 && (_isHeld || (IsOver && input.Pressed.Has(MouseButton.Left)));
        bool isDown = input.Down.Has(MouseButton.Left);
        // A press that was let go of within one picture counts; one whose end nobody saw does not.
        float? to = _isHeld && (isDown || input.Pressed.Has(MouseButton.Left) || input.Released.Has(MouseButton.Left)) ? ShareAt(input.Mouse, box) : null;
        HasMouse = _isHeld || IsOver;
        _isHeld &= isDown;
        return to;
    }

    /// <summary>Draws it.</summary>
    /// <param name="canvas">Where.</param>
    /// <param name="box">The line.</param>
    /// <param name="theme">The theme.</param>
    /// <param name="unit">Pixels of a unit.</param>
    /// <param name="layers">Layers.</param>
    /// <param name="now">Layers that are finished, and the running one's share.</param>
    public static void Draw(ICanvas canvas, in Box box, SceneTheme theme, float unit, int layers, float now)
    {
        if (!(box.Width > 0))
        {
            return;
        }

        layers = Math.Max(layers, 1);
        float pitch = box.Width / layers, gap = pitch > 20 * unit ? 4 * unit : pitch > 6 ? 1.5f : 0;
        for (int layer = 1; layer <= layers; layer++)
        {
            var block = new Box(box.Left + ((layer - 1) * pitch), box.Top, MathF.Max(pitch - gap, 0.5f), box.Height);
            float corner = MathF.Min(5 * unit, block.Width / 3), share = Math.Clamp(now - (layer - 1), 0, 1);
            canvas.Rectangle(block, share >= 1 ? theme.Finished : theme.Track.Fade(0.75f), corner);
            if (share is > 0 and < 1)
            {
                canvas.Rectangle(block with { Width = MathF.Max(block.Width * share, 1) }, theme.Running, MathF.Min(corner, block.Width * share / 2));
            }

            var style = new TextStyle(11 * unit, share > 0 ? theme.Text : theme.Secondary, FontWeight.Regular, TextAnchor.Middle);
            string name = $"layer {layer.ToString(CultureInfo.InvariantCulture)}";
            if (canvas.MeasureText(name, style) + (8 * unit) > block.Width)
            {
                name = layer.ToString(CultureInfo.InvariantCulture);
            }

            if (canvas.MeasureText(name, style) + (4 * unit) <= block.Width)
            {
                canvas.Text(name, block.Centre + new Vector2(0, 4 * unit), style);
            }
        }

        float x = Math.Clamp(box.Left + (box.Width * now / layers), box.Left + 1, MathF.Max(box.Right - gap, box.Left + 1));
        canvas.Rectangle(new Box(x - (1.25f * unit), box.Top - (5 * unit), 2.5f * unit, box.Height + (10 * unit)), theme.Text, 1.25f * unit);
    }

    private float ShareAt(Vector2 mouse, in Box box) =>
        Math.Clamp(runsDown ? (mouse.Y - box.Top) / box.Height : (mouse.X - box.Left) / box.Width, 0, 1);
}
