using System.Numerics;
using System.Runtime.InteropServices;

namespace TokenFlow.Scene.Canvas;

/// <summary>
/// A part of a canvas as a canvas of its own: what is drawn on it is moved and enlarged into a box, and nothing leaves the
/// box. Clearing it clears the box alone. Draw between a Begin and <see cref="End"/>.
/// </summary>
public sealed class RegionCanvas : ICanvas
{
    private readonly List<LineSegment> _segments = [];
    private readonly List<Vector2> _points = [];
    private readonly List<Curve> _curves = [];
    private ICanvas _below = null!;
    private Box _box;
    private Vector2 _origin;
    private float _scale = 1;

    /// <inheritdoc/>
    public Vector2 Size { get; private set; }

    /// <summary>Begins a picture in a box of a canvas.</summary>
    /// <param name="below">The canvas.</param>
    /// <param name="box">Where on it.</param>
    /// <param name="size">The picture's size in its own units.</param>
    /// <param name="origin">Where the picture's top left corner comes to lie on the canvas below.</param>
    /// <param name="scale">How many of the canvas's units one of the picture's is.</param>
    public void Begin(ICanvas below, in Box box, Vector2 size, Vector2 origin, float scale)
    {
        ArgumentNullException.ThrowIfNull(below);
        _below = below;
        _box = box;
        _origin = origin;
        _scale = scale;
        Size = size;
        below.PushClip(box);
    }

    /// <summary>Begins a picture that fills a box, unit by unit.</summary>
    public void Begin(ICanvas below, in Box box) => Begin(below, box, new Vector2(box.Width, box.Height), new Vector2(box.Left, box.Top), 1);

    /// <summary>Ends the picture.</summary>
    public void End() => _below.PopClip();

    /// <summary>Where a point of the picture is on the canvas below.</summary>
    public Vector2 ToBelow(Vector2 point) => _origin + (point * _scale);

    public void Clear(Rgba colour) => _below.Rectangle(_box, colour);

    public void Lines(ReadOnlySpan<LineSegment> segments, in Stroke stroke)
    {
        _segments.Clear();
        foreach (LineSegment s in segments)
            _segments.Add(new LineSegment(ToBelow(s.From), ToBelow(s.To)));
        _below.Lines(CollectionsMarshal.AsSpan(_segments), Placed(stroke));
    }

    public void Polyline(ReadOnlySpan<Vector2> points, in Stroke stroke) => _below.Polyline(Placed(points), Placed(stroke));

    public void Curves(ReadOnlySpan<Curve> curves, in Stroke stroke)
    {
        _curves.Clear();
        foreach (Curve c in curves)
            _curves.Add(new Curve(ToBelow(c.From), ToBelow(c.Control), ToBelow(c.To)));
        _below.Curves(CollectionsMarshal.AsSpan(_curves), Placed(stroke));
    }

    public void Arc(Vector2 centre, float radius, float start, float sweep, in Stroke stroke) =>
        _below.Arc(ToBelow(centre), radius * _scale, start, sweep, Placed(stroke));

    public void Discs(ReadOnlySpan<Vector2> centres, float radius, Rgba fill) => _below.Discs(Placed(centres), radius * _scale, fill);

    public void Glow(Vector2 centre, float radius, Rgba colour) => _below.Glow(ToBelow(centre), radius * _scale, colour);

    public void Rectangle(in Box box, Rgba fill, float cornerRadius = 0) => _below.Rectangle(Placed(box), fill, cornerRadius * _scale);

    public void Outline(in Box box, in Stroke stroke, float cornerRadius = 0) => _below.Outline(Placed(box), Placed(stroke), cornerRadius * _scale);

    public void Gradient(in Box box, Rgba from, Rgba to) => _below.Gradient(Placed(box), from, to);

    public void Polygon(ReadOnlySpan<Vector2> points, Rgba fill) => _below.Polygon(Placed(points), fill);

    public void Cells(in Box box, int columns, int rows, ReadOnlySpan<Rgba> colours) => _below.Cells(Placed(box), columns, rows, colours);

    public void Text(ReadOnlySpan<char> text, Vector2 at, in TextStyle style) =>
        _below.Text(text, ToBelow(at), style with { Size = style.Size * _scale });

    public float MeasureText(ReadOnlySpan<char> text, in TextStyle style) =>
        _below.MeasureText(text, style with { Size = style.Size * _scale }) / _scale;

    public void PushClip(in Box box) => _below.PushClip(Placed(box));

    public void PopClip() => _below.PopClip();

    public void PushBlend(BlendMode mode) => _below.PushBlend(mode);

    public void PopBlend() => _below.PopBlend();

    private Box Placed(in Box box)
    {
        Vector2 corner = ToBelow(new Vector2(box.Left, box.Top));
        return new Box(corner.X, corner.Y, box.Width * _scale, box.Height * _scale);
    }

    private Stroke Placed(in Stroke stroke) => stroke with { Width = stroke.Width * _scale };

    private ReadOnlySpan<Vector2> Placed(ReadOnlySpan<Vector2> points)
    {
        _points.Clear();
        foreach (Vector2 p in points)
            _points.Add(ToBelow(p));
        return CollectionsMarshal.AsSpan(_points);
    }
}
