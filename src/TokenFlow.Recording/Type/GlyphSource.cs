using System.Runtime.InteropServices;
using System.Text;
using SkiaSharp;
using TokenFlow.Scene.Canvas;
using TokenFlow.Scene.Type;

namespace TokenFlow.Recording.Type;

/// <summary>Glyphs out of a <see cref="FontBook"/>, for canvases without a font engine: the letters of the films, at the same places.</summary>
/// <param name="fonts">The typefaces; stays the caller's to dispose.</param>
public sealed class GlyphSource(FontBook fonts) : IGlyphSource, IDisposable
{
    // Most labels stay from frame to frame; figures that run do not, and must not fill the memory.
    private const int MaxLines = 8192;

    private readonly RuneFonts _fonts = new(fonts);
    private readonly Dictionary<string, GlyphLine>[] _lines = [new(StringComparer.Ordinal), new(StringComparer.Ordinal)];
    private readonly Dictionary<(SKTypeface Face, ushort Glyph), int> _numbers = [];

    // Number 0 is the box for signs that no font has.
    private readonly List<(SKTypeface? Face, ushort Glyph)> _glyphs = [(null, 0)];

    /// <inheritdoc/>
    public GlyphLine Set(ReadOnlySpan<char> text, FontWeight weight)
    {
        Dictionary<string, GlyphLine> lines = _lines[weight == FontWeight.Bold ? 1 : 0];
        if (lines.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(text, out GlyphLine? line))
        {
            return line;
        }

        if (lines.Count >= MaxLines)
        {
            lines.Clear();
        }

        line = LayOut(text, weight);
        lines.Add(text.ToString(), line);
        return line;
    }

    /// <inheritdoc/>
    public GlyphImage Draw(int glyph, float pixels)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(pixels);
        (SKTypeface? face, ushort index) = _glyphs[glyph];
        if (face is not null && _fonts.HasColours(face))
        {
            // A glyph of colours that cannot be drawn is a sign that nobody has.
            GlyphImage image = DrawColoured(face, index, pixels);
            return image.Width > 0 ? image : Draw(0, pixels);
        }

        using SKPath path = OutlineOf(face, index, pixels);
        SKRectI area = SKRectI.Ceiling(path.TightBounds, outwards: true);
        using SKPaint paint = new() { IsAntialias = true, Color = SKColors.White };
        return Render(area, isColoured: false, canvas => canvas.DrawPath(path, paint));
    }

    public void Dispose() => _fonts.Dispose();

    private static GlyphImage DrawColoured(SKTypeface face, ushort index, float pixels)
    {
        using SKFont font = new(face, pixels) { Edging = SKFontEdging.Antialias, Hinting = SKFontHinting.None };
        font.GetGlyphWidths([index], out SKRect[] bounds);
        using SKTextBlobBuilder builder = new();
        builder.AddRun([index], font, SKPoint.Empty);
        using SKTextBlob? blob = builder.Build();
        using SKPaint paint = new() { IsAntialias = true };
        return Render(SKRectI.Ceiling(bounds[0], outwards: true), isColoured: true, canvas => canvas.DrawText(blob, 0, 0, paint));
    }

    private static GlyphImage Render(SKRectI area, bool isColoured, Action<SKCanvas> draw)
    {
        const int Most = 1024;
        if (area.Width is <= 0 or > Most || area.Height is <= 0 or > Most)
        {
            return new GlyphImage(0, 0, 0, 0, [], isColoured);
        }

        using SKBitmap bitmap = new(new SKImageInfo(area.Width, area.Height, SKColorType.Rgba8888, SKAlphaType.Premul));
        bitmap.Erase(SKColors.Transparent);
        using (SKCanvas canvas = new(bitmap))
        {
            canvas.Translate(-area.Left, -area.Top);
            draw(canvas);
        }

        Rgba[] pixels = MemoryMarshal.Cast<byte, Rgba>(bitmap.GetPixelSpan()).ToArray();
        for (int i = 0; i < pixels.Length; i++)
        {
            pixels[i] = isColoured ? Straight(pixels[i]) : new Rgba(255, 255, 255, pixels[i].A);
        }

        return new GlyphImage(area.Left, area.Top, area.Width, area.Height, pixels, isColoured);
    }

    private static Rgba Straight(Rgba c) =>
        c.A == 0 ? default : new Rgba((byte)(c.R * 255 / c.A), (byte)(c.G * 255 / c.A), (byte)(c.B * 255 / c.A), c.A);

    private SKPath OutlineOf(SKTypeface? face, ushort index, float pixels)
    {
        using SKPathBuilder outline = new();
        if (face is null)
        {
            MissingSign.AddTo(outline, 0);
        }
        else
        {
            using SKPath? path = _fonts.FontOf(face).GetGlyphPath(index);
            if (path is not null)
            {
                outline.AddPath(path, 0, 0, SKPathAddMode.Append);
            }
        }

        using SKPath whole = outline.Detach();
        SKPath scaled = new(whole);
        scaled.Transform(SKMatrix.CreateScale(pixels / TextShape.Em, pixels / TextShape.Em));
        return scaled;
    }

    private GlyphLine LayOut(ReadOnlySpan<char> text, FontWeight weight)
    {
        List<PlacedGlyph> glyphs = [];
        float x = 0;
        foreach (Rune? sign in VisibleSign.OfLine(text))
        {
            x += Add(sign, weight, glyphs, x);
        }

        return new GlyphLine(glyphs, x / TextShape.Em);
    }

    private float Add(Rune? sign, FontWeight weight, List<PlacedGlyph> glyphs, float x)
    {
        SKFont? font = sign is { } rune ? _fonts.FontFor(rune, weight) : null;
        ushort glyph = font?.GetGlyph(sign!.Value.Value) ?? 0;
        if (font is null || glyph == 0)
        {
            glyphs.Add(new PlacedGlyph(0, x / TextShape.Em));
            return MissingSign.Advance;
        }

        if (!Rune.IsWhiteSpace(sign!.Value))
        {
            glyphs.Add(new PlacedGlyph(NumberOf(font.Typeface, glyph), x / TextShape.Em));
        }

        return font.GetGlyphWidths([glyph])[0];
    }

    private int NumberOf(SKTypeface face, ushort glyph)
    {
        if (!_numbers.TryGetValue((face, glyph), out int number))
        {
            number = _glyphs.Count;
            _glyphs.Add((face, glyph));
            _numbers.Add((face, glyph), number);
        }

        return number;
    }
}
