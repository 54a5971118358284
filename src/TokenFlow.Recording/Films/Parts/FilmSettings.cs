using TokenFlow.Base.Faults;
using TokenFlow.Recording.Films.Frames;
using TokenFlow.Recording.Pictures;

namespace TokenFlow.Recording.Films.Parts;

/// <summary>What a film is to be, whatever its format.</summary>
public sealed record FilmSettings
{
    /// <summary>The most colours of a palette.</summary>
    public const int MostColours = 255;

    /// <summary>The most frames a second.</summary>
    public const int MaxFramesPerSecond = 240;

    /// <summary>Pixels across.</summary>
    public int Width { get; init; } = 1280;

    /// <summary>Pixels down.</summary>
    public int Height { get; init; } = 720;

    /// <summary>Frame k is shown from k / fps to (k + 1) / fps seconds.</summary>
    public int FramesPerSecond { get; init; } = 30;

    /// <summary>1, or 2 to draw at twice the size each way and shrink: steadier thin lines, three to four times the work.</summary>
    public int Supersampling { get; init; } = 1;

    /// <summary>Whether gif and webp start again at the end.</summary>
    public bool Loop { get; init; } = true;

    /// <summary>Whether webp keeps every pixel exactly, at several times the size; <see cref="Quality"/> does not matter then.</summary>
    public bool Lossless { get; init; }

    /// <summary>
    /// How webp frames are compressed: at 100 sharply, with at most 255 new colours a frame, as in gif; below that by
    /// WebP's lossy code at this quality, which at 86 makes about half the size and smears thin coloured lines a little.
    /// </summary>
    public int Quality { get; init; } = 100;

    /// <summary>Whether what is not drawn on stays transparent, in webp and png; else films are opaque.</summary>
    public bool Transparent { get; init; }

    /// <summary>Colours of a gif's frame, 2 to 255: fewer make a smaller file.</summary>
    public int Colours { get; init; } = MostColours;

    /// <summary>The most bytes that a gif may have; 0 for any number. A gif that would have more ends in <see cref="FilmTooLargeException"/>.</summary>
    public long MaxBytes { get; init; }

    /// <summary>Checks every value's range.</summary>
    /// <exception cref="FaultException">OutOfRange.</exception>
    public void Check()
    {
        PictureWriter.CheckPixels(Width, Height);
        CheckRange(FramesPerSecond, 1, MaxFramesPerSecond, "frames a second");
        CheckRange(Supersampling, 1, 2, "times supersampling");
        CheckRange(Colours, 2, MostColours, "colours");
        CheckRange(Quality, 0, 100, "for the webp quality");
        PictureWriter.CheckPixels(Width * Supersampling, Height * Supersampling);
    }

    private static void CheckRange(int value, int least, int most, string what)
    {
        if (value < least || value > most)
        {
            throw new FaultException(FaultKind.OutOfRange, $"{value} {what} is out of range", remedy: $"choose {least} to {most}");
        }
    }
}
