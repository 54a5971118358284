namespace TokenFlow.Scenarios.Scenarios;

/// <summary>Tokens to make hubs of beside those that the pattern names. Selections add up.</summary>
/// <param name="First">So many tokens at the start of the sequence.</param>
/// <param name="Spread">So many tokens spread evenly.</param>
/// <param name="At">Tokens by position.</param>
/// <param name="Ranges">Tokens from a position to another, both included.</param>
/// <param name="Matches">Tokens that touch the first place where this text stands.</param>
public sealed record HubSelection(
    int First,
    int Spread,
    IReadOnlyList<int> At,
    IReadOnlyList<(int From, int To)> Ranges,
    IReadOnlyList<string> Matches)
{
    /// <summary>No further hubs.</summary>
    public static HubSelection None { get; } = new(0, 0, [], [], []);
}
