namespace TokenFlow.Recording.Films.Frames;

/// <summary>What is left of a film that was not completed.</summary>
/// <param name="Path">The file, or the pattern of the files; any player opens it.</param>
/// <param name="Frames">Whole frames in it.</param>
public sealed record FilmKept(string Path, int Frames);
