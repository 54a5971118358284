namespace TokenFlow.Scene.Type;

/// <summary>One line of text as glyphs. Lengths are in units of the em.</summary>
/// <param name="Glyphs">The glyphs in reading order.</param>
/// <param name="Advance">The advance width of the line.</param>
public sealed record GlyphLine(IReadOnlyList<PlacedGlyph> Glyphs, float Advance);
