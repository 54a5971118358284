using System.Numerics;

namespace TokenFlow.Scene.Canvas;

/// <summary>
/// All that a picture is made of. Units are those of the layout (a 1280 x 720 picture has Size (1280, 720) at every
/// resolution; the canvas scales). Primitives come in batches of one style, because every back end is many times
/// faster when a batch is one path or one texture. Implementations keep no reference to the spans.
/// </summary>
public interface ICanvas
{
    /// <summary>The size of the picture in canvas units.</summary>
    Vector2 Size { get; }

    /// <summary>Fills everything, the clip notwithstanding.</summary>
    void Clear(Rgba colour);

    /// <summary>Straight lines of one style.</summary>
    void Lines(ReadOnlySpan<LineSegment> segments, in Stroke stroke);

    /// <summary>One line through the points, with round joins.</summary>
    void Polyline(ReadOnlySpan<Vector2> points, in Stroke stroke);

    /// <summary>Quadratic curves of one style.</summary>
    void Curves(ReadOnlySpan<Curve> curves, in Stroke stroke);

    /// <summary>An arc of a circle; angles in radians, clockwise from the positive x axis.</summary>
    void Arc(Vector2 centre, float radius, float start, float sweep, in Stroke stroke);

    /// <summary>Filled discs of one size and colour.</summary>
    void Discs(ReadOnlySpan<Vector2> centres, float radius, Rgba fill);

    /// <summary>A soft light: <paramref name="colour"/> at the centre, nothing at the radius.</summary>
    void Glow(Vector2 centre, float radius, Rgba colour);

    /// <summary>A filled rectangle; <paramref name="cornerRadius"/> rounds its corners.</summary>
    void Rectangle(in Box box, Rgba fill, float cornerRadius = 0);

    /// <summary>A rectangle's outline, its stroke centred on the edge.</summary>
    void Outline(in Box box, in Stroke stroke, float cornerRadius = 0);

    /// <summary>A rectangle whose colour runs from <paramref name="from"/> (left) to <paramref name="to"/> (right).</summary>
    void Gradient(in Box box, Rgba from, Rgba to);

    /// <summary>A filled simple polygon.</summary>
    void Polygon(ReadOnlySpan<Vector2> points, Rgba fill);

    /// <summary>A grid of coloured cells filling the box, row by row from the top left, without smoothing.</summary>
    /// <exception cref="ArgumentException">The colours are not columns x rows many.</exception>
    void Cells(in Box box, int columns, int rows, ReadOnlySpan<Rgba> colours);

    /// <summary>One line of text, its baseline through the point. A glyph that no font has shows as a box.</summary>
    void Text(ReadOnlySpan<char> text, Vector2 at, in TextStyle style);

    /// <summary>The advance width of one line of text in canvas units.</summary>
    float MeasureText(ReadOnlySpan<char> text, in TextStyle style);

    /// <summary>Clips what follows to the box (and to the clips already in force), until <see cref="PopClip"/>.</summary>
    void PushClip(in Box box);

    /// <summary>Undoes the last <see cref="PushClip"/>.</summary>
    void PopClip();

    /// <summary>Blends what follows in this way, until <see cref="PopBlend"/>.</summary>
    void PushBlend(BlendMode mode);

    /// <summary>Undoes the last <see cref="PushBlend"/>.</summary>
    void PopBlend();
}

/// <summary>How a line is drawn. Width is in canvas units; ends are round where <paramref name="Round"/> says so, else butt.</summary>
public readonly record struct Stroke(Rgba Colour, float Width, bool Round = false);

/// <summary>A straight piece of line.</summary>
public readonly record struct LineSegment(Vector2 From, Vector2 To);

/// <summary>How what is drawn meets what is there.</summary>
public enum BlendMode : byte
{
    /// <summary>Source over destination.</summary>
    Over,

    /// <summary>Light adds up. On a light background canvases that cannot add (vector formats) draw over.</summary>
    Add,
}
