using TokenFlow.Recording.Films.Frames;
using TokenFlow.Recording.Films.Parts;

namespace TokenFlow.App.Films;

/// <summary>
/// Makes a gif fit a number of bytes: first fewer frames a second, down to 10, then fewer colours, 128 and 64, then smaller
/// pictures, three quarters at a time, down to 320 across. Steps that would clearly be too large are passed over.
/// </summary>
internal static class FilmFit
{
    private const int LeastRate = 10;
    private const int LeastWidth = 320;

    // A step is tried where it is expected to come within so much of the bound.
    private const double Hope = 1.1;

    private static readonly int[] Rates = [25, 20, 15, 12, LeastRate];

    /// <summary>The settings to try after some that were too large; null where there are none.</summary>
    /// <param name="tried">What was tried.</param>
    /// <param name="frames">Frames that its film was to have.</param>
    /// <param name="outcome">How it ended.</param>
    public static FilmSettings? After(FilmSettings tried, int frames, FilmTooLargeException outcome)
    {
        double expected = (double)outcome.Bytes * frames / outcome.Frames;
        FilmSettings? next = tried;
        do
        {
            FilmSettings before = next;
            next = Smaller(before);
            expected *= next is null ? 1 : Share(before, next);
        }
        while (next is not null && expected > tried.MaxBytes * Hope && Smaller(next) is not null);

        return next;
    }

    private static FilmSettings? Smaller(FilmSettings settings)
    {
        int rate = Rates.FirstOrDefault(r => r < settings.FramesPerSecond);
        if (rate > 0)
        {
            return settings with { FramesPerSecond = rate };
        }

        if (settings.Colours > 64)
        {
            return settings with { Colours = settings.Colours > 128 ? 128 : 64 };
        }

        int width = Math.Max(LeastWidth, settings.Width * 3 / 4);
        return settings.Width <= LeastWidth
            ? null
            : settings with { Width = width, Height = Math.Max(1, (int)((long)settings.Height * width / settings.Width)) };
    }

    // What a step is expected to leave of a film's size. A guess: every step is then tried for real.
    private static double Share(FilmSettings from, FilmSettings to) =>
        (double)to.FramesPerSecond / from.FramesPerSecond
        * (to.Colours == from.Colours ? 1 : 0.8)
        * to.Width * to.Height / ((double)from.Width * from.Height);
}
