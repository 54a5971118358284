namespace TokenFlow.Scenarios.Scenarios;

/// <summary>Where a scenario's text comes from. With neither file nor words the tokens are only numbered.</summary>
/// <param name="File">A UTF-8 file; "-" is standard input; null for none.</param>
/// <param name="Inline">The text itself; null for none.</param>
/// <param name="Limit">Take only so many tokens of it; 0 takes all.</param>
public sealed record TextSpec(string? File, string? Inline, int Limit);
