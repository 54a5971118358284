namespace TokenFlow.Simulation.Components.Tokens;

/// <summary>A token's number in the vocabulary (or a stable hash of its text).</summary>
public readonly record struct PieceComponent(int Id);
