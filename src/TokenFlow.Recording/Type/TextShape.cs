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
            glyph.Image.Dispose();
    }
}
