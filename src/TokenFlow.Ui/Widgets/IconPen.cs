using System.Numerics;
using TokenFlow.Scene.Canvas;

namespace TokenFlow.Ui.Widgets;

/// <summary>Draws signs from lines and discs, so that they need no font: on a grid of 16 x 16 units with a line of 1.4.</summary>
internal static class IconPen
{
    private const float Line = 1.4f;

    /// <summary>Draws a sign in the middle of a box.</summary>
    public static void Draw(ICanvas canvas, Icon icon, in Box box, float unit, Rgba ink)
    {
        Vector2 c = box.Centre;
        var stroke = new Stroke(ink, MathF.Max(Line * unit, 1), Round: true);
        switch (icon)
        {
            case Icon.Play:
                canvas.Polygon([P(-4, -6), P(6.5f, 0), P(-4, 6)], ink);
                break;
            case Icon.Pause:
                canvas.Rectangle(B(-4.5f, -5.5f, 3.2f, 11), ink, unit);
                canvas.Rectangle(B(1.3f, -5.5f, 3.2f, 11), ink, unit);
                break;
            case Icon.Restart:
                canvas.Arc(c, 5.2f * unit, -1.1f, 5.0f, stroke);
                canvas.Polygon([P(1.0f, -7.6f), P(5.6f, -4.6f), P(0.8f, -2.2f)], ink);
                break;
            case Icon.LayerOn:
                canvas.Polygon([P(-5, -5), P(3, 0), P(-5, 5)], ink);
                canvas.Rectangle(B(3.4f, -5, 2, 10), ink, unit * 0.6f);
                break;
            case Icon.LayerBack:
                canvas.Polygon([P(5, -5), P(-3, 0), P(5, 5)], ink);
                canvas.Rectangle(B(-5.4f, -5, 2, 10), ink, unit * 0.6f);
                break;
            case Icon.Plus:
                canvas.Lines([L(-4, 0, 4, 0), L(0, -4, 0, 4)], stroke);
                break;
            case Icon.Minus:
                canvas.Lines([L(-4, 0, 4, 0)], stroke);
                break;
            case Icon.Undo:
                Turn(mirror: 1);
                break;
            case Icon.Redo:
                Turn(mirror: -1);
                break;
            case Icon.Pencil:
                canvas.Lines([L(-5, 5, -4.2f, 1.8f), L(-4.2f, 1.8f, 3, -5.4f), L(3, -5.4f, 5.4f, -3), L(5.4f, -3, -1.8f, 4.2f), L(-1.8f, 4.2f, -5, 5)], stroke);
                break;
            case Icon.Paste:
                canvas.Outline(B(-5, -4.6f, 10, 11), stroke, 1.5f * unit);
                canvas.Rectangle(B(-2.6f, -6.6f, 5.2f, 3.4f), ink, unit);
                canvas.Lines([L(-2.5f, 0, 2.5f, 0), L(-2.5f, 3, 2.5f, 3)], stroke);
                break;
            case Icon.Folder:
                canvas.Polyline([P(-6, 5), P(-6, -4.5f), P(-1.5f, -4.5f), P(0, -2.5f), P(6, -2.5f), P(6, 5), P(-6, 5)], stroke);
                break;
            case Icon.Check:
                canvas.Arc(c, 6.2f * unit, 0, MathF.Tau, stroke);
                canvas.Polyline([P(-3, 0.2f), P(-0.8f, 2.6f), P(3.2f, -2.4f)], stroke);
                break;
            case Icon.Matrix:
                for (int i = 0; i < 9; i++)
                {
                    canvas.Rectangle(B(-6 + (4.3f * (i % 3)), -6 + (4.3f * (i / 3)), 3.4f, 3.4f), i % 4 == 0 ? ink : ink.Fade(0.5f), unit * 0.5f);
                }

                break;
            case Icon.Panels:
                canvas.Outline(B(-6.5f, -5.5f, 13, 11), stroke, 2 * unit);
                canvas.Rectangle(B(-6, -5, 4.6f, 10), ink.Fade(0.65f), unit);
                break;
            case Icon.Theme:
                canvas.Arc(c, 5.8f * unit, 0, MathF.Tau, stroke);
                HalfDisc();
                break;
            case Icon.Race:
                canvas.Polyline([P(-6, 5), P(-2, 3.4f), P(2, -0.6f), P(6, -5.6f)], stroke);
                canvas.Polyline([P(-6, 5), P(-1, 4), P(6, 1.5f)], stroke with { Colour = ink.Fade(0.6f) });
                canvas.Polyline([P(-6, -6), P(-6, 6), P(6.5f, 6)], stroke with { Colour = ink.Fade(0.45f) });
                break;
            case Icon.Gallery:
                for (int i = 0; i < 4; i++)
                {
                    canvas.Outline(B(-6 + (6.6f * (i % 2)), -5.8f + (6.4f * (i / 2)), 5.2f, 5.2f), stroke, unit);
                }

                break;
            case Icon.Lesson:
                canvas.Polyline([P(0, -4), P(-6.5f, -5.5f), P(-6.5f, 4.2f), P(0, 5.8f), P(6.5f, 4.2f), P(6.5f, -5.5f), P(0, -4), P(0, 5.8f)], stroke);
                break;
            case Icon.Quiz:
                canvas.Outline(B(-6, -6, 12, 12), stroke, 2.4f * unit);
                canvas.Discs([P(-2.6f, -2.4f), P(-2.6f, 2.4f)], 1.1f * unit, ink);
                canvas.Lines([L(0, -2.4f, 3.4f, -2.4f), L(0, 2.4f, 3.4f, 2.4f)], stroke with { Colour = ink.Fade(0.7f) });
                break;
            case Icon.Pulse:
                canvas.Polyline([P(-6.5f, 1), P(-3.2f, 1), P(-1.2f, -5), P(1.4f, 5), P(3, 1), P(6.5f, 1)], stroke);
                break;
            case Icon.Film:
                canvas.Arc(c, 6 * unit, 0, MathF.Tau, stroke);
                canvas.Discs([c], 2.8f * unit, ink);
                break;
            case Icon.Camera:
                canvas.Outline(B(-6.5f, -3.8f, 13, 9.3f), stroke, 1.8f * unit);
                canvas.Arc(P(0, 0.8f), 2.6f * unit, 0, MathF.Tau, stroke);
                canvas.Rectangle(B(-2.4f, -5.8f, 4.8f, 2.4f), ink, unit * 0.7f);
                break;
            case Icon.Save:
                canvas.Lines([L(0, -6, 0, 2), L(0, 2, -3.4f, -1.2f), L(0, 2, 3.4f, -1.2f)], stroke);
                canvas.Polyline([P(-6, 2), P(-6, 5.6f), P(6, 5.6f), P(6, 2)], stroke);
                break;
            case Icon.Full:
                canvas.Polyline([P(-6, -2.4f), P(-6, -6), P(-2.4f, -6)], stroke);
                canvas.Polyline([P(6, -2.4f), P(6, -6), P(2.4f, -6)], stroke);
                canvas.Polyline([P(-6, 2.4f), P(-6, 6), P(-2.4f, 6)], stroke);
                canvas.Polyline([P(6, 2.4f), P(6, 6), P(2.4f, 6)], stroke);
                break;
            case Icon.Help:
                var style = new TextStyle(14 * unit, ink, FontWeight.Bold, TextAnchor.Middle);
                canvas.Text("?", P(0, 5), style);
                break;
            case Icon.Close:
                canvas.Lines([L(-4.2f, -4.2f, 4.2f, 4.2f), L(-4.2f, 4.2f, 4.2f, -4.2f)], stroke);
                break;
            case Icon.More:
                canvas.Discs([P(-5, 0), P(0, 0), P(5, 0)], 1.5f * unit, ink);
                break;
            case Icon.Up:
                canvas.Polyline([P(-3.6f, 2), P(0, -1.8f), P(3.6f, 2)], stroke);
                break;
            case Icon.Down:
                canvas.Polyline([P(-3.6f, -1.8f), P(0, 2), P(3.6f, -1.8f)], stroke);
                break;
            case Icon.Left:
                canvas.Polyline([P(2, -4), P(-2, 0), P(2, 4)], stroke);
                break;
            case Icon.Right:
                canvas.Polyline([P(-2, -4), P(2, 0), P(-2, 4)], stroke);
                break;
            case Icon.Sun:
                canvas.Discs([c], 3.2f * unit, ink);
                Rays();
                break;
            case Icon.CutSun:
                canvas.Arc(c, 3.2f * unit, 0, MathF.Tau, stroke);
                canvas.Lines([L(-5, 5, 5, -5)], stroke);
                break;
            default:
                break;
        }

        Vector2 P(float x, float y) => c + (new Vector2(x, y) * unit);

        Box B(float x, float y, float width, float height) => new(c.X + (x * unit), c.Y + (y * unit), width * unit, height * unit);

        LineSegment L(float fromX, float fromY, float toX, float toY) => new(P(fromX, fromY), P(toX, toY));

        void Turn(float mirror)
        {
            canvas.Lines([L(-5 * mirror, -2, 1 * mirror, -2)], stroke);
            canvas.Arc(P(1.2f * mirror, 1.4f), 3.4f * unit, -MathF.PI / 2, MathF.PI * mirror, stroke);
            canvas.Lines([L(1.2f * mirror, 4.8f, -2.6f * mirror, 4.8f)], stroke);
            canvas.Polyline([P(-2.4f * mirror, -5.2f), P(-5.6f * mirror, -2), P(-2.4f * mirror, 1.2f)], stroke);
        }

        void HalfDisc()
        {
            Span<Vector2> points = stackalloc Vector2[13];
            for (int i = 0; i < points.Length; i++)
            {
                float angle = (MathF.PI / 2) + (MathF.PI * i / (points.Length - 1));
                points[i] = c + (5.8f * unit * new Vector2(MathF.Cos(angle), MathF.Sin(angle)));
            }

            canvas.Polygon(points, ink);
        }

        void Rays()
        {
            Span<LineSegment> rays = stackalloc LineSegment[8];
            for (int i = 0; i < rays.Length; i++)
            {
                (float sin, float cos) = MathF.SinCos(MathF.Tau * i / rays.Length);
                rays[i] = L(cos * 4.8f, sin * 4.8f, cos * 6.6f, sin * 6.6f);
            }

            canvas.Lines(rays, stroke);
        }
    }
}
