namespace TokenFlow.Scene.Cards;

/// <summary>What a card says of a scenario.</summary>
/// <param name="Title">Its title.</param>
/// <param name="Summary">What there is to see; two lines are shown.</param>
/// <param name="Facts">Tokens and pattern.</param>
public readonly record struct ScenarioWords(string Title, string Summary, string Facts);
