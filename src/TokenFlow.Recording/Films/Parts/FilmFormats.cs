using TokenFlow.Base.Faults;

namespace TokenFlow.Recording.Films.Parts;

/// <summary>Which format a film's path asks for.</summary>
public static class FilmFormats
{
    private const string Formats = "end the name in .webp, .gif, .mp4, or a pattern like frames/%05d.png";

    /// <summary>The format that a path asks for.</summary>
    /// <exception cref="FaultException">Usage: unknown extension, or a .png whose name holds no number pattern.</exception>
    public static FilmFormat Of(string path)
    {
        switch (Path.GetExtension(path).ToLowerInvariant())
        {
            case ".mp4":
                return FilmFormat.Mp4;
            case ".gif":
                return FilmFormat.Gif;
            case ".webp":
                return FilmFormat.Webp;
            case ".png":
                _ = NumberedPath.Parse(path);
                return FilmFormat.PngSequence;
            default:
                throw new FaultException(FaultKind.Usage, $"'{Path.GetExtension(path)}' is no format for a film", path, Formats);
        }
    }
}

/// <summary>The formats that a film can be written in.</summary>
public enum FilmFormat
{
    /// <summary>H.264 in MP4, by an ffmpeg on the path.</summary>
    Mp4,

    /// <summary>Animated GIF; needs nothing installed.</summary>
    Gif,

    /// <summary>Animated WebP; needs nothing installed.</summary>
    Webp,

    /// <summary>A PNG a frame; needs nothing installed.</summary>
    PngSequence,
}
