using TokenFlow.App.Cli;
using TokenFlow.Recording.Films.Parts;

namespace TokenFlow.App.Films;

/// <summary>What was recorded, in words or as JSON.</summary>
/// <param name="Path">Where to.</param>
/// <param name="Frames">How many frames.</param>
/// <param name="Settings">The film's size and rate.</param>
internal sealed record FilmSummary(string Path, int Frames, FilmSettings Settings)
{
    private double Seconds => (double)Frames / Settings.FramesPerSecond;

    /// <summary>Says it.</summary>
    public void Write(TextWriter output, bool json)
    {
        if (!json)
        {
            output.WriteLine(FormattableString.Invariant(
                $"{Path}: {Frames} frames, {Settings.Width} x {Settings.Height}, {Seconds:0.0} s at {Settings.FramesPerSecond} frames a second"));
            return;
        }

        JsonLine.Write(output, writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("path", Path);
            writer.WriteNumber("frames", Frames);
            writer.WriteNumber("width", Settings.Width);
            writer.WriteNumber("height", Settings.Height);
            writer.WriteNumber("fps", Settings.FramesPerSecond);
            writer.WriteNumber("seconds", Seconds);
            writer.WriteNumber("bytes", Bytes());
            writer.WriteEndObject();
        });
    }

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
