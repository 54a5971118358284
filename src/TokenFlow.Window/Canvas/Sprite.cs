using System.Numerics;

namespace TokenFlow.Window.Canvas;

/// <summary>A place in the atlas.</summary>
/// <param name="From">Texture coordinates of its top left corner, 0 to 1.</param>
/// <param name="To">Texture coordinates of its bottom right corner.</param>
internal readonly record struct Sprite(Vector2 From, Vector2 To);
