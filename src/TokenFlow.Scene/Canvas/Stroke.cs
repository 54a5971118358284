namespace TokenFlow.Scene.Canvas;

/// <summary>How a line is drawn. Width is in canvas units; ends are round where <paramref name="Round"/> says so, else butt.</summary>
public readonly record struct Stroke(Rgba Colour, float Width, bool Round = false);
