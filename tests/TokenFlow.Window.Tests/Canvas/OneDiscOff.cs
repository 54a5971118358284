using System.Numerics;
using TokenFlow.Scene.Canvas;

namespace TokenFlow.Window.Tests.Canvas;

/// <summary>A canvas with one fault: of the largest batch of small discs seen, one is not as it should be.</summary>
internal sealed class OneDiscOff(ICanvas below, string how) : ICanvas
{
    private bool _done;

    public Vector2 Size => below.Size;

    public void Clear(Rgba colour) => below.Clear(colour);

    public void Lines(ReadOnlySpan<LineSegment> segments, in Stroke stroke) => below.Lines(segments, stroke);

    public void Polyline(ReadOnlySpan<Vector2> points, in Stroke stroke) => below.Polyline(points, stroke);

    public void Curves(ReadOnlySpan<Curve> curves, in Stroke stroke) => below.Curves(curves, stroke);

    public void Arc(Vector2 centre, float radius, float start, float sweep, in Stroke stroke) => below.Arc(centre, radius, start, sweep, stroke);

    public void Discs(ReadOnlySpan<Vector2> centres, float radius, Rgba fill)
    {
        if (_done || centres.Length < 20 || radius is < 2 or > 6)
        {
            below.Discs(centres, radius, fill);
            return;
        }

        _done = true;
        int off = centres.Length / 2;
        Vector2[] rest = [.. centres[..off], .. centres[(off + 1)..]];
        below.Discs(rest, radius, fill);
        if (how == "moved")
        {
            below.Discs([centres[off] + new Vector2(0, 3 * radius)], radius, fill);
        }
        else if (how == "recoloured")
        {
            below.Discs([centres[off]], radius, new Rgba((byte)(255 - fill.R), (byte)(255 - fill.G), (byte)(255 - fill.B)));
        }
    }

    public void Glow(Vector2 centre, float radius, Rgba colour) => below.Glow(centre, radius, colour);

    public void Rectangle(in Box box, Rgba fill, float cornerRadius = 0) => below.Rectangle(box, fill, cornerRadius);

    public void Outline(in Box box, in Stroke stroke, float cornerRadius = 0) => below.Outline(box, stroke, cornerRadius);

    public void Gradient(in Box box, Rgba from, Rgba to) => below.Gradient(box, from, to);

    public void Polygon(ReadOnlySpan<Vector2> points, Rgba fill) => below.Polygon(points, fill);

    public void Cells(in Box box, int columns, int rows, ReadOnlySpan<Rgba> colours) => below.Cells(box, columns, rows, colours);

    public void Text(ReadOnlySpan<char> text, Vector2 at, in TextStyle style) => below.Text(text, at, style);

    public float MeasureText(ReadOnlySpan<char> text, in TextStyle style) => below.MeasureText(text, style);

    public void PushClip(in Box box) => below.PushClip(box);

    public void PopClip() => below.PopClip();

    public void PushBlend(BlendMode mode) => below.PushBlend(mode);

    public void PopBlend() => below.PopBlend();
}
