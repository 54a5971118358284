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

/// <summary>One line of text as glyphs. Lengths are in units of the em.</summary>
/// <param name="Glyphs">The glyphs in reading order.</param>
/// <param name="Advance">The advance width of the line.</param>
public sealed record GlyphLine(IReadOnlyList<PlacedGlyph> Glyphs, float Advance);

/// <summary>A glyph and where it stands.</summary>
/// <param name="Glyph">The source's number for it: the same glyph always has the same.</param>
/// <param name="X">Its origin on the baseline, in units of the em from the start of the line.</param>
public readonly record struct PlacedGlyph(int Glyph, float X);

/// <summary>A glyph as pixels.</summary>
/// <param name="Left">Where its first column stands, in pixels from the origin.</param>
/// <param name="Top">Where its first row stands, in pixels from the baseline; y grows downwards.</param>
/// <param name="Width">Pixels across; 0 for a glyph that shows nothing.</param>
/// <param name="Height">Pixels down.</param>
/// <param name="Pixels">[height][width] with straight alpha. Plain glyphs are white, to be tinted; coloured ones have their own colours.</param>
/// <param name="IsColoured">Whether the glyph has colours of its own.</param>
public sealed record GlyphImage(int Left, int Top, int Width, int Height, Rgba[] Pixels, bool IsColoured);
