using System.Numerics;
using TokenFlow.Scene.Canvas;

namespace TokenFlow.Window.Tests.Views;

/// <summary>Draws nothing and keeps the texts, so that sizes by the hundred cost little. Letters are all half an em wide.</summary>
internal sealed class SilentCanvas : ICanvas
{
    private readonly List<(string Text, Box Box)> _texts = [];

    public Vector2 Size { get; private set; }

    public int OpenClips { get; private set; }

    /// <summary>The texts of the picture, each with the box that it fills.</summary>
    public IReadOnlyList<(string Text, Box Box)> Texts => _texts;

    public void Begin(Vector2 size)
    {
        Size = size;
        OpenClips = 0;
        _texts.Clear();
    }

    public void Clear(Rgba colour)
    {
    }

    public void Lines(ReadOnlySpan<LineSegment> segments, in Stroke stroke)
    {
    }

    public void Polyline(ReadOnlySpan<Vector2> points, in Stroke stroke)
    {
    }

    public void Curves(ReadOnlySpan<Curve> curves, in Stroke stroke)
    {
    }

    public void Arc(Vector2 centre, float radius, float start, float sweep, in Stroke stroke)
    {
    }

    public void Discs(ReadOnlySpan<Vector2> centres, float radius, Rgba fill)
    {
    }

    public void Glow(Vector2 centre, float radius, Rgba colour)
    {
    }

    public void Rectangle(in Box box, Rgba fill, float cornerRadius = 0) => CheckSize(box);

    public void Outline(in Box box, in Stroke stroke, float cornerRadius = 0)
    {
    }

    public void Gradient(in Box box, Rgba from, Rgba to)
    {
    }

    public void Polygon(ReadOnlySpan<Vector2> points, Rgba fill)
    {
    }

    public void Cells(in Box box, int columns, int rows, ReadOnlySpan<Rgba> colours)
    {
    }

    public void Text(ReadOnlySpan<char> text, Vector2 at, in TextStyle style)
    {
        float width = MeasureText(text, style);
        float left = style.Anchor switch { TextAnchor.Middle => at.X - (width / 2), TextAnchor.End => at.X - width, _ => at.X };
        _texts.Add((text.ToString(), new Box(left, at.Y - (0.72f * style.Size), width, 0.95f * style.Size)));
    }

    public float MeasureText(ReadOnlySpan<char> text, in TextStyle style) => text.Length * style.Size * 0.5f;

    public void PushClip(in Box box) => OpenClips++;

    public void PopClip() => OpenClips--;

    public void PushBlend(BlendMode mode)
    {
    }

    public void PopBlend()
    {
    }

    private static void CheckSize(in Box box) =>
        Assert.That(float.IsFinite(box.Left + box.Top + box.Width + box.Height), Is.True, $"{box} is no box");
}
