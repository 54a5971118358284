using TokenFlow.Scene.Canvas;

namespace TokenFlow.Scene.Type;

/// <summary>
/// Letters for canvases that have no font engine of their own: a line of text as glyphs with their places, and a glyph as
/// pixels. Whoever draws with it shows the same letters at the same places as every other canvas. One thread at a time.
/// </summary>
public interface IGlyphSource
{
    /// <summary>Lays out one line of text. A sign that no font has is a visible box; what shows nothing has no glyph.</summary>
    GlyphLine Set(ReadOnlySpan<char> text, FontWeight weight);

    /// <summary>Draws one glyph.</summary>
    /// <param name="glyph">A glyph of one of the lines.</param>
    /// <param name="pixels">The em in pixels; above 0.</param>
    GlyphImage Draw(int glyph, float pixels);
}
