namespace TokenFlow.Studies.Lessons;

/// <summary>Where the run waits, and what is said there.</summary>
/// <param name="Layer">The moment, in layers from the start: 1.5 is half-way through layer 2.</param>
/// <param name="Text">A sentence or two; {name} stands for the measured figure of the claim of that name.</param>
/// <param name="Highlight">What to look at.</param>
/// <param name="Camera">From where; null for the whole picture.</param>
/// <param name="Claims">Figures that are measured here, and what they have to be.</param>
public sealed record LessonStop(double Layer, string Text, LessonHighlight Highlight, LessonCamera? Camera, IReadOnlyList<LessonClaim> Claims);
