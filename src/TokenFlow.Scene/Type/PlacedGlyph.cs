namespace TokenFlow.Scene.Type;

/// <summary>A glyph and where it stands.</summary>
/// <param name="Glyph">The source's number for it: the same glyph always has the same.</param>
/// <param name="X">Its origin on the baseline, in units of the em from the start of the line.</param>
public readonly record struct PlacedGlyph(int Glyph, float X);
