using SkiaSharp;

namespace TokenFlow.Recording.Type;

/// <summary>
/// One line of text, laid out once at an em of <see cref="Em"/> units and drawn at any size: outlines as one path,
/// and pictures for the glyphs that have colours of their own.
/// </summary>
internal sealed class TextShape(SKPath outline, float advance, IReadOnlyList<TextGlyph> glyphs, IReadOnlyList<ColourGlyph> colourGlyphs) : IDisposable
{
    /// <summary>The size at which outlines are taken: the embedded fonts' own units, so nothing is rounded.</summary>
    public const float Em = 1000;

    public SKPath Outline => outline;

    /// <summary>The advance width in units of the em.</summary>
    public float Advance => advance;

    /// <summary>The glyphs that the outline is made of.</summary>
    public IReadOnlyList<TextGlyph> Glyphs => glyphs;

    public IReadOnlyList<ColourGlyph> ColourGlyphs => colourGlyphs;

    public void Dispose()
    {
        outline.Dispose();
        foreach (ColourGlyph glyph in colourGlyphs)
        {
            glyph.Image.Dispose();
        }
    }
}

/// <summary>A glyph that is a picture (an emoji), and where it goes in units of the em.</summary>
internal readonly record struct ColourGlyph(SKImage Image, SKRect Place);

/// <summary>One glyph of a line of text, and where it starts, in units of the em.</summary>
/// <param name="Font">Its font; null for the box that stands for a sign which no font has.</param>
/// <param name="Glyph">Its number in the font.</param>
/// <param name="X">Where it starts.</param>
internal readonly record struct TextGlyph(SKFont? Font, ushort Glyph, float X);

/// <summary>The box that stands for a sign which no font has, in thousandths of the em.</summary>
internal static class MissingSign
{
    /// <summary>Its advance width.</summary>
    public const float Advance = 600;

    /// <summary>Adds its outline to a path.</summary>
    public static void AddTo(SKPathBuilder outline, float x)
    {
        outline.AddRect(new SKRect(x + 70, -700, x + 530, 0), SKPathDirection.Clockwise);
        outline.AddRect(new SKRect(x + 120, -650, x + 480, -50), SKPathDirection.CounterClockwise);
    }
}
