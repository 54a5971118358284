using SkiaSharp;

namespace TokenFlow.Recording.Type;

/// <summary>A glyph that is a picture (an emoji), and where it goes in units of the em.</summary>
internal readonly record struct ColourGlyph(SKImage Image, SKRect Place);
