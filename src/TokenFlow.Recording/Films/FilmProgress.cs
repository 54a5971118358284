namespace TokenFlow.Recording.Films;

/// <summary>How far a recording is.</summary>
/// <param name="Done">Frames in the film.</param>
/// <param name="Of">Frames that it will have.</param>
/// <param name="FramesPerSecond">Frames finished a second of real time, since the start.</param>
/// <param name="TimeLeft">How long the rest will take at that rate.</param>
public readonly record struct FilmProgress(int Done, int Of, double FramesPerSecond, TimeSpan TimeLeft);
