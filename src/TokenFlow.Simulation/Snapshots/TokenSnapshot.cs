namespace TokenFlow.Simulation.Snapshots;

/// <summary>A token as a picture needs it.</summary>
/// <param name="Role">What the token is.</param>
/// <param name="IsHub">Whether it is a hub now (global by pattern or made one by hand).</param>
/// <param name="IsCut">Whether it is a hub whose links are cut.</param>
public readonly record struct TokenSnapshot(TokenRole Role, bool IsHub, bool IsCut);
