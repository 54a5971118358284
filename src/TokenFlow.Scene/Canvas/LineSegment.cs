using System.Numerics;

namespace TokenFlow.Scene.Canvas;

/// <summary>A straight piece of line.</summary>
public readonly record struct LineSegment(Vector2 From, Vector2 To);
