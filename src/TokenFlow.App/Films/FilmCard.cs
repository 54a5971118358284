namespace TokenFlow.App.Films;

/// <summary>A card over a frame.</summary>
/// <param name="Kind">Which.</param>
/// <param name="Cover">How much of the picture below it covers: 1 all, 0 nothing.</param>
internal readonly record struct FilmCard(FilmCardKind Kind, float Cover);
