using TokenFlow.Base.Faults;
using TokenFlow.Base.Files;
using TokenFlow.Recording.Films.Containers;
using TokenFlow.Recording.Films.Parts;

namespace TokenFlow.Recording.Films;

/// <summary>What a film's path says, and whether it can be written, before any frame is drawn.</summary>
public static class FilmPath
{
    /// <summary>Whether a path is that of a film in one file.</summary>
    public static bool IsFilm(string path) => Path.GetExtension(path).ToLowerInvariant() is ".mp4" or ".gif" or ".webp";

    /// <summary>Opens the sink that a path asks for. Everything that can be refused before the first frame is refused here.</summary>
    /// <param name="path">Where to; the extension decides the format.</param>
    /// <param name="settings">What the film is to be.</param>
    /// <param name="ffmpeg">The path of an ffmpeg; null to look for one on PATH. Only mp4 needs it.</param>
    /// <param name="identity">What the film is made from; null where nobody will go on with it.</param>
    /// <param name="resume">Go on with an unfinished film of the same identity, where one lies there.</param>
    /// <param name="tell">Is told what lay there, in a line.</param>
    /// <exception cref="FaultException">Usage, OutOfRange, OutputUnwritable, DiskFull, MissingOnMachine.</exception>
    public static IFrameSink OpenSink(
        string path, FilmSettings settings, string? ffmpeg = null, FilmIdentity? identity = null, bool resume = false, Action<string>? tell = null)
    {
        ArgumentNullException.ThrowIfNull(settings);
        FilmFormat format = FilmFormats.Of(path);
        settings.Check();
        if (format != FilmFormat.PngSequence)
        {
            OutputPath.Check(path);
        }

        FilmPart Part() => FilmPart.Open(path, identity, resume, tell);
        ffmpeg ??= format == FilmFormat.Mp4 ? FfmpegProgram.Find() : null;
        return format switch
        {
            FilmFormat.Mp4 => new Mp4Sink(Mp4Sink.Checked(path, settings, ffmpeg), ffmpeg!, Part),
            FilmFormat.Gif => new GifSink(GifSink.Checked(path, settings), Part),
            FilmFormat.Webp => new WebpSink(WebpSink.Checked(path, settings), Part),
            _ => new PngSequenceSink(path, settings, Part),
        };
    }
}
