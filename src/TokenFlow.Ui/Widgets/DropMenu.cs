using System.Numerics;
using TokenFlow.Scene.Canvas;
using TokenFlow.Scene.Theme;

namespace TokenFlow.Ui.Widgets;

/// <summary>A list that lies over the picture while something is chosen from it.</summary>
/// <param name="Box">Where it is.</param>
/// <param name="Rows">How many rows it has.</param>
/// <param name="Unit">Pixels of a unit.</param>
internal readonly record struct DropMenu(Box Box, int Rows, float Unit)
{
    private const float RowHeight = 24, Pad = 6;

    /// <summary>A list under some words, inside the window.</summary>
    /// <param name="under">Where its top left corner would be.</param>
    /// <param name="width">Its width.</param>
    /// <param name="rows">How many rows it has.</param>
    /// <param name="unit">Pixels of a unit.</param>
    /// <param name="window">The window's size.</param>
    public static DropMenu Under(Vector2 under, float width, int rows, float unit, Vector2 window)
    {
        float height = (rows * RowHeight * unit) + (2 * Pad * unit);
        var box = new Box(
            Math.Clamp(under.X, 0, MathF.Max(window.X - width, 0)), Math.Clamp(under.Y, 0, MathF.Max(window.Y - height, 0)), width, height);
        return new DropMenu(box, rows, unit);
    }

    /// <summary>A row.</summary>
    public Box Row(int row) => new(Box.Left + (Pad * Unit), Box.Top + (Pad * Unit) + (row * RowHeight * Unit), Box.Width - (2 * Pad * Unit), RowHeight * Unit);

    /// <summary>The row at a place; -1 where there is none.</summary>
    public int RowAt(Vector2 at)
    {
        for (int row = 0; row < Rows; row++)
        {
            if (Row(row).Contains(at))
            {
                return row;
            }
        }

        return -1;
    }

    /// <summary>Draws it.</summary>
    /// <param name="canvas">Where.</param>
    /// <param name="theme">The theme.</param>
    /// <param name="names">What the rows say.</param>
    /// <param name="now">What is chosen now.</param>
    /// <param name="accent">The colour of that.</param>
    /// <param name="mouse">Where the mouse is.</param>
    public void Draw(ICanvas canvas, SceneTheme theme, IReadOnlyList<string> names, string now, Rgba accent, Vector2 mouse)
    {
        canvas.Rectangle(Box with { Top = Box.Top + (3 * Unit) }, new Rgba(0, 0, 0, 70), 8 * Unit);
        canvas.Rectangle(Box, theme.Panel, 8 * Unit);
        canvas.Outline(Box.Inset(0.5f), new Stroke(theme.Faint, MathF.Max(Unit, 1)), 7.5f * Unit);
        for (int row = 0; row < Rows; row++)
        {
            Box box = Row(row);
            bool isNow = names[row] == now;
            if (box.Contains(mouse))
            {
                canvas.Rectangle(box, theme.Running, 5 * Unit);
            }

            var style = new TextStyle(13 * Unit, isNow ? accent : theme.Text, isNow ? FontWeight.Bold : FontWeight.Regular);
            canvas.Text(names[row], new Vector2(box.Left + (10 * Unit), box.Top + (16.5f * Unit)), style);
        }
    }
}
