using System.Numerics;
using System.Runtime.InteropServices;

namespace TokenFlow.Scene.Canvas;

/// <summary>A canvas in other units: everything is multiplied by a factor on its way to the canvas below.</summary>
internal sealed class ScaledCanvas(ICanvas below, float scale) : ICanvas
{
    private readonly List<LineSegment> _segments = [];
    private readonly List<Vector2> _points = [];
    private readonly List<Curve> _curves = [];

    public Vector2 Size => below.Size / scale;

    public void Clear(Rgba colour) => below.Clear(colour);

    public void Lines(ReadOnlySpan<LineSegment> segments, in Stroke stroke)
    {
        _segments.Clear();
        foreach (LineSegment s in segments)
            _segments.Add(new LineSegment(s.From * scale, s.To * scale));
        below.Lines(CollectionsMarshal.AsSpan(_segments), Scaled(stroke));
    }

    public void Polyline(ReadOnlySpan<Vector2> points, in Stroke stroke) => below.Polyline(Scaled(points), Scaled(stroke));

    public void Curves(ReadOnlySpan<Curve> curves, in Stroke stroke)
    {
        _curves.Clear();
        foreach (Curve c in curves)
            _curves.Add(new Curve(c.From * scale, c.Control * scale, c.To * scale));
        below.Curves(CollectionsMarshal.AsSpan(_curves), Scaled(stroke));
    }

    public void Arc(Vector2 centre, float radius, float start, float sweep, in Stroke stroke) =>
        below.Arc(centre * scale, radius * scale, start, sweep, Scaled(stroke));

    public void Discs(ReadOnlySpan<Vector2> centres, float radius, Rgba fill) => below.Discs(Scaled(centres), radius * scale, fill);

    public void Glow(Vector2 centre, float radius, Rgba colour) => below.Glow(centre * scale, radius * scale, colour);

    public void Rectangle(in Box box, Rgba fill, float cornerRadius = 0) => below.Rectangle(Scaled(box), fill, cornerRadius * scale);

    public void Outline(in Box box, in Stroke stroke, float cornerRadius = 0) => below.Outline(Scaled(box), Scaled(stroke), cornerRadius * scale);

    public void Gradient(in Box box, Rgba from, Rgba to) => below.Gradient(Scaled(box), from, to);

    public void Polygon(ReadOnlySpan<Vector2> points, Rgba fill) => below.Polygon(Scaled(points), fill);

    public void Cells(in Box box, int columns, int rows, ReadOnlySpan<Rgba> colours) => below.Cells(Scaled(box), columns, rows, colours);

    public void Text(ReadOnlySpan<char> text, Vector2 at, in TextStyle style) =>
        below.Text(text, at * scale, style with { Size = style.Size * scale });

    public float MeasureText(ReadOnlySpan<char> text, in TextStyle style) =>
        below.MeasureText(text, style with { Size = style.Size * scale }) / scale;

    public void PushClip(in Box box) => below.PushClip(Scaled(box));

    public void PopClip() => below.PopClip();

    public void PushBlend(BlendMode mode) => below.PushBlend(mode);

    public void PopBlend() => below.PopBlend();

    private Box Scaled(in Box box) => new(box.Left * scale, box.Top * scale, box.Width * scale, box.Height * scale);

    private Stroke Scaled(in Stroke stroke) => stroke with { Width = stroke.Width * scale };

    private ReadOnlySpan<Vector2> Scaled(ReadOnlySpan<Vector2> points)
    {
        _points.Clear();
        foreach (Vector2 p in points)
            _points.Add(p * scale);
        return CollectionsMarshal.AsSpan(_points);
    }
}
