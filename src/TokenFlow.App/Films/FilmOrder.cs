using TokenFlow.Recording.Films.Parts;
using TokenFlow.Scene.Theme;

namespace TokenFlow.App.Films;

/// <summary>How a film is to be made, whatever it is of.</summary>
/// <param name="Path">Where to.</param>
/// <param name="Settings">Size, rate, and how it is compressed.</param>
/// <param name="Theme">Its colours.</param>
/// <param name="Threads">Frames drawn at once.</param>
internal sealed record FilmOrder(string Path, FilmSettings Settings, SceneTheme Theme, int Threads)
{
    /// <summary>Whether it goes on where an earlier recording of the same film stopped.</summary>
    public bool Resume { get; init; }

    /// <summary>Whether every frame is told as a line of JSON.</summary>
    public bool TellsFrames { get; init; }

    /// <summary>Where a replay is written as well; null for nowhere.</summary>
    public string? Replay { get; init; }
}
