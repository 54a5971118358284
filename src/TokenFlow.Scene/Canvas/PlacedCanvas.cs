using System.Numerics;
using System.Runtime.InteropServices;

namespace TokenFlow.Scene.Canvas;

/// <summary>A canvas in other units: all that is drawn is moved and enlarged on its way to the canvas below.</summary>
public class PlacedCanvas : ICanvas
{
    private readonly List<LineSegment> _segments = [];
    private readonly List<Vector2> _points = [];
    private readonly List<Curve> _curves = [];
    private Vector2 _origin;
    private float _scale = 1;

    /// <inheritdoc/>
    public Vector2 Size { get; private set; }

    /// <summary>What is drawn on.</summary>
    protected ICanvas Below { get; private set; } = null!;

    /// <summary>Goes on to a canvas.</summary>
    /// <param name="below">The canvas.</param>
    /// <param name="size">The picture's size in its own units.</param>
    /// <param name="origin">Where the picture's top left corner comes to lie on the canvas below.</param>
    /// <param name="scale">How many of the canvas's units one of the picture's is.</param>
    public PlacedCanvas On(ICanvas below, Vector2 size, Vector2 origin, float scale)
    {
        ArgumentNullException.ThrowIfNull(below);
        Below = below;
        Size = size;
        _origin = origin;
        _scale = scale;
        return this;
    }

    /// <summary>Goes on to all of a canvas, in units that are so many of its own.</summary>
    public PlacedCanvas On(ICanvas below, float scale)
    {
        ArgumentNullException.ThrowIfNull(below);
        return On(below, below.Size / scale, Vector2.Zero, scale);
    }

    /// <summary>Where a point of the picture is on the canvas below.</summary>
    public Vector2 ToBelow(Vector2 point) => _origin + (point * _scale);

    /// <inheritdoc/>
    public virtual void Clear(Rgba colour) => Below.Clear(colour);

    public void Lines(ReadOnlySpan<LineSegment> segments, in Stroke stroke)
    {
        _segments.Clear();
        foreach (LineSegment s in segments)
        {
            _segments.Add(new LineSegment(ToBelow(s.From), ToBelow(s.To)));
        }

        Below.Lines(CollectionsMarshal.AsSpan(_segments), Placed(stroke));
    }

    public void Polyline(ReadOnlySpan<Vector2> points, in Stroke stroke) => Below.Polyline(Placed(points), Placed(stroke));

    public void Curves(ReadOnlySpan<Curve> curves, in Stroke stroke)
    {
        _curves.Clear();
        foreach (Curve c in curves)
        {
            _curves.Add(new Curve(ToBelow(c.From), ToBelow(c.Control), ToBelow(c.To)));
        }

        Below.Curves(CollectionsMarshal.AsSpan(_curves), Placed(stroke));
    }

    public void Arc(Vector2 centre, float radius, float start, float sweep, in Stroke stroke) =>
        Below.Arc(ToBelow(centre), radius * _scale, start, sweep, Placed(stroke));

    public void Discs(ReadOnlySpan<Vector2> centres, float radius, Rgba fill) => Below.Discs(Placed(centres), radius * _scale, fill);

    public void Glow(Vector2 centre, float radius, Rgba colour) => Below.Glow(ToBelow(centre), radius * _scale, colour);

    public void Rectangle(in Box box, Rgba fill, float cornerRadius = 0) => Below.Rectangle(Placed(box), fill, cornerRadius * _scale);

    public void Outline(in Box box, in Stroke stroke, float cornerRadius = 0) => Below.Outline(Placed(box), Placed(stroke), cornerRadius * _scale);

    public void Gradient(in Box box, Rgba from, Rgba to) => Below.Gradient(Placed(box), from, to);

    public void Polygon(ReadOnlySpan<Vector2> points, Rgba fill) => Below.Polygon(Placed(points), fill);

    public void Cells(in Box box, int columns, int rows, ReadOnlySpan<Rgba> colours) => Below.Cells(Placed(box), columns, rows, colours);

    public void Text(ReadOnlySpan<char> text, Vector2 at, in TextStyle style) =>
        Below.Text(text, ToBelow(at), style with { Size = style.Size * _scale });

    public float MeasureText(ReadOnlySpan<char> text, in TextStyle style) =>
        Below.MeasureText(text, style with { Size = style.Size * _scale }) / _scale;

    public void PushClip(in Box box) => Below.PushClip(Placed(box));

    public void PopClip() => Below.PopClip();

    public void PushBlend(BlendMode mode) => Below.PushBlend(mode);

    public void PopBlend() => Below.PopBlend();

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
        {
            _points.Add(ToBelow(p));
        }

        return CollectionsMarshal.AsSpan(_points);
    }
}
