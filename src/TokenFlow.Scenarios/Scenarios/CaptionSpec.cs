namespace TokenFlow.Scenarios.Scenarios;

/// <summary>A sentence under the picture.</summary>
/// <param name="Seconds">When it appears, in seconds of the film.</param>
/// <param name="Text">The sentence; empty for none.</param>
public sealed record CaptionSpec(double Seconds, string Text);
