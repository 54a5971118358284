using TokenFlow.Scene.Canvas;

namespace TokenFlow.Scene.Places;

/// <summary>A cell of the light cone.</summary>
/// <param name="Layer">The layer at whose end it is; 0 for the start.</param>
/// <param name="First">The first token of its column.</param>
/// <param name="Count">How many tokens the column has; it shows the strongest.</param>
/// <param name="Box">The cell, in canvas units.</param>
public readonly record struct ConeCell(int Layer, int First, int Count, Box Box);
