using TokenFlow.Scenarios.Cameras;
using TokenFlow.Scene.Frames;
using TokenFlow.Scene.Lessons;
using TokenFlow.Simulation.Snapshots;

namespace TokenFlow.Scene.Shots;

/// <summary>
/// A frame as it is shown, whoever shows it: the window, a film, a still, a lesson, a replay, the gallery. A value, so that a
/// window makes one for every picture at no cost.
/// </summary>
/// <param name="Snapshot">What is seen. Who keeps the shot for later retains it first, and disposes of the shot.</param>
/// <param name="View">How it is looked at.</param>
public readonly record struct Shot(FrameSnapshot Snapshot, ShotView View) : IDisposable
{
    /// <summary>What is said.</summary>
    public SceneNotes Notes { get; init; } = SceneNotes.None;

    /// <summary>The card over it.</summary>
    public FilmCard Card { get; init; }

    /// <summary>What a lesson points out and says below it; null for no lesson.</summary>
    public LessonShow? Lesson { get; init; }

    /// <inheritdoc/>
    public void Dispose() => Snapshot.Dispose();
}

/// <summary>How a shot is looked at.</summary>
/// <param name="Theme">A theme's name; one that nobody knows is the dark one.</param>
public readonly record struct ShotView(string Theme)
{
    /// <summary>How the scene draws.</summary>
    public SceneOptions Options { get; init; } = SceneOptions.Usual;

    /// <summary>What is looked at, where the camera does not follow a track.</summary>
    public Camera Camera { get; init; } = Camera.Whole;

    /// <summary>The camera's way through a film; null where it stands still.</summary>
    public CameraTrack? Track { get; init; }

    /// <summary>When on its way, in seconds of the film without its cards.</summary>
    public double Seconds { get; init; }
}

/// <summary>A card over a frame.</summary>
/// <param name="Kind">Which.</param>
/// <param name="Cover">How much it covers what is below, 0 to 1.</param>
public readonly record struct FilmCard(FilmCardKind Kind, float Cover);

/// <summary>The cards of a film.</summary>
public enum FilmCardKind
{
    /// <summary>None.</summary>
    None,

    /// <summary>What it is of.</summary>
    Title,

    /// <summary>What came of it, in figures.</summary>
    End,
}
