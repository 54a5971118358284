namespace TokenFlow.Window.Canvas;

/// <summary>The profile of a line in the atlas.</summary>
/// <param name="U">Its column, in the middle.</param>
/// <param name="From">Texture coordinate of its one edge, half a pixel outside the line.</param>
/// <param name="To">Texture coordinate of its other edge.</param>
internal readonly record struct LineSprite(float U, float From, float To);
