namespace TokenFlow.App.Gallery;

/// <summary>A picture of the README: which scenario, at which moment.</summary>
/// <param name="File">The file's name.</param>
/// <param name="Scenario">The scenario's name.</param>
/// <param name="Seconds">The moment, in seconds of the film.</param>
/// <param name="Width">Pixels across.</param>
/// <param name="Height">Pixels down.</param>
/// <param name="Theme">The theme's name.</param>
internal sealed record ListedPicture(string File, string Scenario, double Seconds, int Width, int Height, string Theme);
