using TokenFlow.Scene.Canvas;

namespace TokenFlow.Window.Canvas;

/// <summary>A glyph in the atlas.</summary>
/// <param name="Sprite">Where it is.</param>
/// <param name="Box">Where it goes, in ems from its origin on the baseline; empty for a glyph that shows nothing.</param>
/// <param name="IsColoured">Whether it has colours of its own.</param>
internal readonly record struct GlyphSprite(Sprite Sprite, Box Box, bool IsColoured);
