namespace TokenFlow.Session.Runs;

/// <summary>What came of a film or a still.</summary>
/// <param name="Text">One line.</param>
/// <param name="IsFault">Whether it failed.</param>
public sealed record RecorderNews(string Text, bool IsFault);
