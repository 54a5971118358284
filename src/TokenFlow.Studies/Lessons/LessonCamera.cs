namespace TokenFlow.Studies.Lessons;

/// <summary>How a stop looks at the picture.</summary>
/// <param name="X">The point in the middle, as a share of the picture's width.</param>
/// <param name="Y">The same of its height.</param>
/// <param name="Zoom">1 for all of the picture, to 8.</param>
public sealed record LessonCamera(float X, float Y, float Zoom);
