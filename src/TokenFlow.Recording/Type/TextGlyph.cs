using SkiaSharp;

namespace TokenFlow.Recording.Type;

/// <summary>One glyph of a line of text, and where it starts, in units of the em.</summary>
/// <param name="Font">Its font; null for the box that stands for a sign which no font has.</param>
/// <param name="Glyph">Its number in the font.</param>
/// <param name="X">Where it starts.</param>
internal readonly record struct TextGlyph(SKFont? Font, ushort Glyph, float X);
