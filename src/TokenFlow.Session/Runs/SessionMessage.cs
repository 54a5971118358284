namespace TokenFlow.Session.Runs;

/// <summary>What the user is told: one line.</summary>
/// <param name="Text">The line; empty for nothing.</param>
/// <param name="IsFault">Whether something was refused.</param>
/// <param name="Number">Grows with every message, so that a view sees a new one that says the same.</param>
public readonly record struct SessionMessage(string Text, bool IsFault, long Number);
