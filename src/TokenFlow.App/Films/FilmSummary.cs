using TokenFlow.Recording.Films.Parts;

namespace TokenFlow.App.Films;

/// <summary>What was recorded, in words or as JSON.</summary>
/// <param name="Path">Where to.</param>
/// <param name="Frames">How many frames.</param>
/// <param name="Settings">The film's size and rate.</param>
internal sealed record FilmSummary(string Path, int Frames, FilmSettings Settings)
{
    private double Seconds => (double)Frames / Settings.FramesPerSecond;

    /// <summary>Says it in words.</summary>
    public void Write(TextWriter output) => output.WriteLine(FormattableString.Invariant(
        $"{Path}: {Frames} frames, {Settings.Width} x {Settings.Height}, {Seconds:0.0} s at {Settings.FramesPerSecond} frames a second"));

    /// <summary>The same for scripts.</summary>
    public FilmResult Result() => new(Path, Frames, Settings.Width, Settings.Height, Settings.FramesPerSecond, Seconds, Bytes());

    private long Bytes()
    {
        if (FilmFormats.Of(Path) != FilmFormat.PngSequence)
        {
            return new FileInfo(Path).Length;
        }

        NumberedPath numbered = NumberedPath.Parse(Path);
        return Enumerable.Range(0, Frames).Sum(frame => new FileInfo(numbered.Of(frame)).Length);
    }
}

/// <summary>A film that was recorded, as scripts are told of it.</summary>
internal sealed record FilmResult(string Path, int Frames, int Width, int Height, int Fps, double Seconds, long Bytes);
