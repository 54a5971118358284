using TokenFlow.Scene.Shots;

namespace TokenFlow.Session.Runs;

/// <summary>
/// Films and stills of a session, whoever makes them. Called on the session's thread and never blocks it: drawing and encoding go
/// on elsewhere.
/// </summary>
public interface ISessionRecorder
{
    /// <summary>Whether a film is being taken.</summary>
    bool IsFilming { get; }

    /// <summary>
    /// Whether another frame can be taken now. Where not, the session's clock waits instead of the film losing a frame: what is
    /// slow then is the time in the window, and the film does not show it.
    /// </summary>
    bool HasRoom { get; }

    /// <summary>Starts a film.</summary>
    /// <param name="name">What it is of, for the file's name.</param>
    /// <param name="framesPerSecond">How fast it is shown.</param>
    /// <returns>The file that it will be.</returns>
    /// <exception cref="TokenFlow.Base.Faults.FaultException">It cannot be written.</exception>
    string StartFilm(string name, int framesPerSecond);

    /// <summary>The film's next frame; the recorder's from now on, which disposes of it when it is drawn.</summary>
    void AddFrame(Shot shot);

    /// <summary>Ends the film; the frames that are not drawn yet still are. <see cref="TakeNews"/> tells when the file is there.</summary>
    void StopFilm();

    /// <summary>A still picture of a frame, which is the recorder's from now on.</summary>
    /// <param name="name">What it is of, for the file's name.</param>
    /// <param name="shot">The frame.</param>
    /// <returns>The file that it will be.</returns>
    /// <exception cref="TokenFlow.Base.Faults.FaultException">It cannot be written.</exception>
    string Still(string name, Shot shot);

    /// <summary>What came of some films and stills since it was last asked, a line each; null where there is nothing new.</summary>
    /// <param name="files">The files that are asked about, as they were named when they were begun: news is for the run that it is of.</param>
    RecorderNews? TakeNews(IReadOnlySet<string> files);
}

/// <summary>What came of a film or a still.</summary>
/// <param name="File">The file that it was to be.</param>
/// <param name="Text">One line.</param>
/// <param name="IsFault">Whether it failed.</param>
public sealed record RecorderNews(string File, string Text, bool IsFault);
