using TokenFlow.Scene.Canvas;

namespace TokenFlow.Window.Canvas;

/// <summary>What a line is drawn with.</summary>
/// <param name="Line">Its profile.</param>
/// <param name="Reach">From its middle to the profile's edge, in pixels.</param>
/// <param name="Colour">Its colour; a hairline is a pixel wide and as much fainter.</param>
internal readonly record struct Brush(LineSprite Line, float Reach, Rgba Colour);
