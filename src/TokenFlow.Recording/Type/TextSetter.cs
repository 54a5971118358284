using System.Text;
using SkiaSharp;
using TokenFlow.Scene.Canvas;
using TokenFlow.Scene.Type;

namespace TokenFlow.Recording.Type;

/// <summary>
/// Turns text into outlines and keeps them, as most labels stay from frame to frame. Outlines rather than Skia's
/// glyph masks, because masks are made by the system's rasteriser, snap to quarters of a pixel and so jitter in
/// motion, and mean nothing in SVG; outlines are the same letters on every machine and in every format.
/// One setter belongs to one canvas and so to one thread.
/// </summary>
internal sealed class TextSetter(FontBook fonts) : IDisposable
{
    private const int MaxShapes = 8192;
    private const int ColourGlyphPixels = 128;

    private readonly RuneFonts _fonts = new(fonts);
    private readonly Dictionary<string, TextShape>[] _shapes = [new(StringComparer.Ordinal), new(StringComparer.Ordinal)];

    /// <summary>The outlines of a line of text. Valid until the next call.</summary>
    public TextShape Shape(ReadOnlySpan<char> text, FontWeight weight)
    {
        Dictionary<string, TextShape> shapes = _shapes[weight == FontWeight.Bold ? 1 : 0];
        if (shapes.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(text, out TextShape? shape))
        {
            return shape;
        }

        if (shapes.Count >= MaxShapes)
        {
            Forget(shapes);
        }

        shape = Set(text, weight);
        shapes.Add(text.ToString(), shape);
        return shape;
    }

    public void Dispose()
    {
        foreach (Dictionary<string, TextShape> shapes in _shapes)
        {
            Forget(shapes);
        }

        _fonts.Dispose();
    }

    private static void Forget(Dictionary<string, TextShape> shapes)
    {
        foreach (TextShape shape in shapes.Values)
        {
            shape.Dispose();
        }

        shapes.Clear();
    }

    private static float AddBox(SKPathBuilder outline, List<TextGlyph> glyphs, float x)
    {
        glyphs.Add(new TextGlyph(null, 0, x));
        MissingSign.AddTo(outline, x);
        return MissingSign.Advance;
    }

    private TextShape Set(ReadOnlySpan<char> text, FontWeight weight)
    {
        using SKPathBuilder outline = new();
        List<TextGlyph> glyphs = [];
        List<ColourGlyph> coloured = [];
        float x = 0;
        foreach (Rune? sign in VisibleSign.OfLine(text))
        {
            x += sign is { } rune ? Add(rune, weight, outline, glyphs, coloured, x) : AddBox(outline, glyphs, x);
        }

        return new TextShape(outline.Detach(), x, glyphs, coloured);
    }

    private float Add(Rune rune, FontWeight weight, SKPathBuilder outline, List<TextGlyph> glyphs, List<ColourGlyph> coloured, float x)
    {
        SKFont? font = _fonts.FontFor(rune, weight);
        ushort glyph = font?.GetGlyph(rune.Value) ?? 0;
        if (font is null || glyph == 0)
        {
            return AddBox(outline, glyphs, x);
        }

        float advance = font.GetGlyphWidths([glyph])[0];
        using SKPath? path = _fonts.HasColours(font.Typeface) ? null : font.GetGlyphPath(glyph);
        if (path is not null)
        {
            outline.AddPath(path, x, 0, SKPathAddMode.Append);
            glyphs.Add(new TextGlyph(font, glyph, x));
            return advance;
        }

        return AddColourGlyph(font.Typeface, glyph, coloured, x) ?? AddBox(outline, glyphs, x);
    }

    // Rendered to a picture at a fixed size and scaled, since SVG and PDF could not show it otherwise.
    private static float? AddColourGlyph(SKTypeface face, ushort glyph, List<ColourGlyph> coloured, float x)
    {
        using SKFont font = new(face, ColourGlyphPixels) { Edging = SKFontEdging.Antialias, Hinting = SKFontHinting.None };
        float advance = font.GetGlyphWidths([glyph], out SKRect[] bounds)[0];
        SKRectI area = SKRectI.Ceiling(bounds[0], outwards: true);
        if (area.Width <= 0 || area.Height <= 0 || area.Width > 1024 || area.Height > 1024)
        {
            return null;
        }

        using SKTextBlobBuilder builder = new();
        builder.AddRun([glyph], font, SKPoint.Empty);
        using SKTextBlob? blob = builder.Build();
        using SKBitmap bitmap = new(new SKImageInfo(area.Width, area.Height, SKColorType.Rgba8888, SKAlphaType.Premul));
        bitmap.Erase(SKColors.Transparent);
        using SKCanvas canvas = new(bitmap);
        using SKPaint paint = new() { IsAntialias = true };
        canvas.DrawText(blob, -area.Left, -area.Top, paint);

        const float Scale = TextShape.Em / ColourGlyphPixels;
        SKRect place = new(area.Left * Scale, area.Top * Scale, area.Right * Scale, area.Bottom * Scale);
        place.Offset(x, 0);
        coloured.Add(new ColourGlyph(SKImage.FromBitmap(bitmap), place));
        return advance * Scale;
    }
}
