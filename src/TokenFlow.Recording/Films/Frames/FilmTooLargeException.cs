namespace TokenFlow.Recording.Films.Frames;

/// <summary>A film has grown beyond its bound. Nothing of it is kept.</summary>
public sealed class FilmTooLargeException : Exception
{
    /// <param name="bytes">How long it had become.</param>
    /// <param name="frames">Frames that it had by then.</param>
    public FilmTooLargeException(long bytes, int frames)
        : base($"{bytes} bytes after {frames} frames")
    {
        Bytes = bytes;
        Frames = frames;
    }

    /// <summary>How long it had become.</summary>
    public long Bytes { get; }

    /// <summary>Frames that it had by then.</summary>
    public int Frames { get; }
}
