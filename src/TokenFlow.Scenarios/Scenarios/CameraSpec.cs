namespace TokenFlow.Scenarios.Scenarios;

/// <summary>Where a film's camera is at a moment; between two of them it moves.</summary>
/// <param name="Seconds">When, in seconds of the film without its cards.</param>
/// <param name="Zoom">How many times larger than the whole picture, 1 to <see cref="MostZoom"/>.</param>
/// <param name="Token">The token in the middle; null where <paramref name="X"/> and <paramref name="Y"/> say.</param>
/// <param name="X">What is in the middle, across: 0 the picture's left edge, 1 its right.</param>
/// <param name="Y">What is in the middle, down: 0 the picture's upper edge, 1 its lower.</param>
public sealed record CameraSpec(double Seconds, double Zoom, int? Token, double X, double Y)
{
    /// <summary>The closest look.</summary>
    public const double MostZoom = 64;
}
