namespace TokenFlow.Ui.Commands;

/// <summary>Where the mouse calls a command.</summary>
/// <param name="Kind">The sort of place.</param>
/// <param name="Gesture">What to do there, in words for the help: <c>click</c>, <c>Ctrl+click a token</c>.</param>
public readonly record struct CommandPlace(PlaceKind Kind, string Gesture);
