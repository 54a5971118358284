using TokenFlow.Scene.Canvas;

namespace TokenFlow.Recording.Charts;

/// <summary>A place across a chart: a thin upright line, or a ring on a line's way where it has a height.</summary>
/// <param name="X">Across.</param>
/// <param name="Colour">That of the line it belongs to.</param>
/// <param name="Y">The ring's height; null for an upright line.</param>
public sealed record ChartMarker(double X, Rgba Colour, double? Y = null);
