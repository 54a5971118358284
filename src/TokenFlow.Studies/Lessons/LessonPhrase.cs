namespace TokenFlow.Studies.Lessons;

/// <summary>A piece of what a stop says.</summary>
/// <param name="Text">The piece, spaces and all.</param>
/// <param name="IsMeasured">Whether it is a figure that was measured in the run.</param>
public readonly record struct LessonPhrase(string Text, bool IsMeasured);
