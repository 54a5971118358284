namespace TokenFlow.Scenarios.Scenarios;

/// <summary>A tracer: where a drop of dye falls at the start.</summary>
/// <param name="Token">The token's position; counts from the end where negative.</param>
/// <param name="Match">Instead of a position: the first token that touches this text; null for none.</param>
/// <param name="Name">Its name in the picture.</param>
public sealed record TracerSpec(int Token, string? Match, string Name);
