using TokenFlow.Scene.Canvas;

namespace TokenFlow.Scene.Type;

/// <summary>A glyph as pixels.</summary>
/// <param name="Left">Where its first column stands, in pixels from the origin.</param>
/// <param name="Top">Where its first row stands, in pixels from the baseline; y grows downwards.</param>
/// <param name="Width">Pixels across; 0 for a glyph that shows nothing.</param>
/// <param name="Height">Pixels down.</param>
/// <param name="Pixels">[height][width] with straight alpha. Plain glyphs are white, to be tinted; coloured ones have their own colours.</param>
/// <param name="IsColoured">Whether the glyph has colours of its own.</param>
public sealed record GlyphImage(int Left, int Top, int Width, int Height, Rgba[] Pixels, bool IsColoured);
