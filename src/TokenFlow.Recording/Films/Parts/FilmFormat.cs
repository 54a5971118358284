namespace TokenFlow.Recording.Films.Parts;

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
