using System.Numerics;
using TokenFlow.Scene.Canvas;

namespace TokenFlow.Scene.Tests.Canvases;

/// <summary>A canvas that draws nothing and remembers everything. Letters are 0.55 em wide.</summary>
internal sealed class LogCanvas(float width, float height) : ICanvas
{
    private int _clips;
    private int _blends;

    public List<DrawCall> Calls { get; } = [];

    public Vector2 Size => new(width, height);

    /// <summary>Whether every push had its pop.</summary>
    public bool IsBalanced => _clips == 0 && _blends == 0;

    public IEnumerable<DrawCall> Of(string kind) => Calls.Where(call => call.Kind == kind);

    public void Clear(Rgba colour) => Calls.Add(new DrawCall("clear") { Fill = colour });

    public void Lines(ReadOnlySpan<LineSegment> segments, in Stroke stroke)
    {
        var points = new List<Vector2>();
        foreach (LineSegment segment in segments)
        {
            points.AddRange([segment.From, segment.To]);
        }

        Calls.Add(new DrawCall("lines") { Points = [.. points], Stroke = stroke });
    }

    public void Polyline(ReadOnlySpan<Vector2> points, in Stroke stroke) => Calls.Add(new DrawCall("polyline") { Points = points.ToArray(), Stroke = stroke });

    public void Curves(ReadOnlySpan<Curve> curves, in Stroke stroke) => Calls.Add(new DrawCall("curves") { Curves = curves.ToArray(), Stroke = stroke });

    public void Arc(Vector2 centre, float radius, float start, float sweep, in Stroke stroke) =>
        Calls.Add(new DrawCall("arc") { Points = [centre, new Vector2(start, sweep)], Radius = radius, Stroke = stroke });

    public void Discs(ReadOnlySpan<Vector2> centres, float radius, Rgba fill) => Calls.Add(new DrawCall("discs") { Points = centres.ToArray(), Radius = radius, Fill = fill });

    public void Glow(Vector2 centre, float radius, Rgba colour) => Calls.Add(new DrawCall("glow") { Points = [centre], Radius = radius, Fill = colour });

    public void Rectangle(in Box box, Rgba fill, float cornerRadius = 0) => Calls.Add(new DrawCall("rectangle") { Box = box, Fill = fill, Radius = cornerRadius });

    public void Outline(in Box box, in Stroke stroke, float cornerRadius = 0) => Calls.Add(new DrawCall("outline") { Box = box, Stroke = stroke, Radius = cornerRadius });

    public void Gradient(in Box box, Rgba from, Rgba to) => Calls.Add(new DrawCall("gradient") { Box = box, Fill = from });

    public void Polygon(ReadOnlySpan<Vector2> points, Rgba fill) => Calls.Add(new DrawCall("polygon") { Points = points.ToArray(), Fill = fill });

    public void Cells(in Box box, int columns, int rows, ReadOnlySpan<Rgba> colours)
    {
        Assert.That(colours.Length, Is.EqualTo(columns * rows));
        Calls.Add(new DrawCall("cells") { Box = box, Text = string.Join(' ', colours.ToArray()) });
    }

    public void Text(ReadOnlySpan<char> text, Vector2 at, in TextStyle style) => Calls.Add(new DrawCall("text") { Text = text.ToString(), Points = [at], Style = style });

    public float MeasureText(ReadOnlySpan<char> text, in TextStyle style) => text.Length * style.Size * 0.55f;

    public void PushClip(in Box box) => _clips++;

    public void PopClip() => _clips--;

    public void PushBlend(BlendMode mode) => _blends++;

    public void PopBlend() => _blends--;
}
