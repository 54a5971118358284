using System.Numerics;
using TokenFlow.Scene.Canvas;

namespace TokenFlow.Scene.Tests.Canvases;

/// <summary>A canvas that passes everything on but spoils one element: moves it, leaves it out or gives it another colour.</summary>
internal sealed class TamperCanvas(ICanvas below, string kind, int number, Tampering how) : ICanvas
{
    private readonly Dictionary<string, int> _seen = [];

    /// <summary>Whether the element was met.</summary>
    public bool HasTampered { get; private set; }

    public Vector2 Size => below.Size;

    private static Rgba Other(Rgba colour) => new((byte)(colour.R ^ 0x60), (byte)(colour.G ^ 0x60), (byte)(colour.B ^ 0x60), colour.A);

    private static Stroke Other(in Stroke stroke) => stroke with { Colour = Other(stroke.Colour) };

    private static Box Moved(in Box box) => box with { Left = box.Left + 4 };

    private static Vector2[] Moved(ReadOnlySpan<Vector2> points) => [.. points.ToArray().Select(p => p + new Vector2(4, 0))];

    // Whether this call is the one; counts.
    private bool IsHit(string called)
    {
        _seen[called] = _seen.GetValueOrDefault(called) + 1;
        bool isHit = called == kind && _seen[called] == number;
        HasTampered |= isHit;
        return isHit;
    }

    public void Clear(Rgba colour) => below.Clear(colour);

    public void Lines(ReadOnlySpan<LineSegment> segments, in Stroke stroke)
    {
        if (!IsHit("lines"))
        {
            below.Lines(segments, stroke);
        }
        else if (how == Tampering.Recolour)
        {
            below.Lines(segments, Other(stroke));
        }
    }

    public void Polyline(ReadOnlySpan<Vector2> points, in Stroke stroke)
    {
        if (!IsHit("polyline"))
        {
            below.Polyline(points, stroke);
        }
        else if (how != Tampering.Omit)
        {
            below.Polyline(how == Tampering.Move ? Moved(points) : points, how == Tampering.Recolour ? Other(stroke) : stroke);
        }
    }

    public void Curves(ReadOnlySpan<Curve> curves, in Stroke stroke)
    {
        if (!IsHit("curves"))
        {
            below.Curves(curves, stroke);
        }
        else if (how == Tampering.Recolour)
        {
            below.Curves(curves, Other(stroke));
        }
    }

    public void Arc(Vector2 centre, float radius, float start, float sweep, in Stroke stroke)
    {
        if (!IsHit("arc"))
        {
            below.Arc(centre, radius, start, sweep, stroke);
        }
        else if (how != Tampering.Omit)
        {
            below.Arc(how == Tampering.Move ? centre + new Vector2(4, 0) : centre, radius, start, sweep, how == Tampering.Recolour ? Other(stroke) : stroke);
        }
    }

    public void Discs(ReadOnlySpan<Vector2> centres, float radius, Rgba fill)
    {
        if (!IsHit("discs"))
        {
            below.Discs(centres, radius, fill);
        }
        else if (how != Tampering.Omit)
        {
            below.Discs(how == Tampering.Move ? Moved(centres) : centres, radius, how == Tampering.Recolour ? Other(fill) : fill);
        }
    }

    public void Glow(Vector2 centre, float radius, Rgba colour) => below.Glow(centre, radius, colour);

    public void Rectangle(in Box box, Rgba fill, float cornerRadius = 0)
    {
        if (!IsHit("rectangle"))
        {
            below.Rectangle(box, fill, cornerRadius);
        }
        else if (how != Tampering.Omit)
        {
            below.Rectangle(how == Tampering.Move ? Moved(box) : box, how == Tampering.Recolour ? Other(fill) : fill, cornerRadius);
        }
    }

    public void Outline(in Box box, in Stroke stroke, float cornerRadius = 0) => below.Outline(box, stroke, cornerRadius);

    public void Gradient(in Box box, Rgba from, Rgba to) => below.Gradient(box, from, to);

    public void Polygon(ReadOnlySpan<Vector2> points, Rgba fill)
    {
        if (!IsHit("polygon"))
        {
            below.Polygon(points, fill);
        }
        else if (how != Tampering.Omit)
        {
            below.Polygon(how == Tampering.Move ? Moved(points) : points, how == Tampering.Recolour ? Other(fill) : fill);
        }
    }

    public void Cells(in Box box, int columns, int rows, ReadOnlySpan<Rgba> colours)
    {
        if (!IsHit("cells"))
        {
            below.Cells(box, columns, rows, colours);
        }
        else if (how != Tampering.Omit)
        {
            below.Cells(how == Tampering.Move ? Moved(box) : box, columns, rows, how == Tampering.Recolour ? [.. colours.ToArray().Select(Other)] : colours);
        }
    }

    public void Text(ReadOnlySpan<char> text, Vector2 at, in TextStyle style)
    {
        if (!IsHit("text"))
        {
            below.Text(text, at, style);
        }
        else if (how != Tampering.Omit)
        {
            below.Text(text, how == Tampering.Move ? at + new Vector2(4, 0) : at, how == Tampering.Recolour ? style with { Colour = Other(style.Colour) } : style);
        }
    }

    public float MeasureText(ReadOnlySpan<char> text, in TextStyle style) => below.MeasureText(text, style);

    public void PushClip(in Box box) => below.PushClip(box);

    public void PopClip() => below.PopClip();

    public void PushBlend(BlendMode mode) => below.PushBlend(mode);

    public void PopBlend() => below.PopBlend();
}
