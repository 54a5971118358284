namespace TokenFlow.TestSupport;

/// <summary>Compares pictures of four bytes a pixel.</summary>
public static class ImageComparer
{
    /// <summary>Counts the pixels that differ.</summary>
    /// <exception cref="ArgumentException">The pictures are not equally large.</exception>
    public static ImageDifference Compare(ReadOnlySpan<byte> actual, ReadOnlySpan<byte> expected, ImageTolerance tolerance)
    {
        if (actual.Length != expected.Length)
        {
            throw new ArgumentException($"{actual.Length} bytes against {expected.Length}", nameof(actual));
        }

        int worst = 0, different = 0;
        for (int i = 0; i < actual.Length; i += 4)
        {
            int off = Difference(actual, expected, i);
            worst = Math.Max(worst, off);
            if (off > tolerance.Level)
            {
                different++;
            }
        }

        return new ImageDifference(worst, different, actual.Length / 4);
    }

    /// <summary>A picture of the differences: black where equal, red the brighter the more a pixel is off.</summary>
    public static byte[] Picture(ReadOnlySpan<byte> actual, ReadOnlySpan<byte> expected)
    {
        byte[] picture = new byte[actual.Length];
        for (int i = 0; i < actual.Length; i += 4)
        {
            int off = Difference(actual, expected, i);
            picture[i] = (byte)(off == 0 ? 0 : Math.Min(255, 64 + (4 * off)));
            picture[i + 3] = 255;
        }

        return picture;
    }

    private static int Difference(ReadOnlySpan<byte> a, ReadOnlySpan<byte> b, int at)
    {
        int worst = 0;
        for (int channel = 0; channel < 4; channel++)
        {
            worst = Math.Max(worst, Math.Abs(a[at + channel] - b[at + channel]));
        }

        return worst;
    }
}

/// <summary>How two pictures of one size differ.</summary>
/// <param name="Worst">The largest difference of a channel, of 255.</param>
/// <param name="Different">Pixels off by more than the tolerance's level.</param>
/// <param name="Pixels">Pixels in all.</param>
public readonly record struct ImageDifference(int Worst, int Different, int Pixels)
{
    public bool Within(ImageTolerance tolerance) => Different <= tolerance.Share * Pixels;

    public override string ToString() => $"{Different} of {Pixels} pixels differ, the worst by {Worst} of 255";
}

/// <summary>How far a picture may be from its reference.</summary>
/// <param name="Level">A pixel counts as different when a channel is off by more than this, of 255.</param>
/// <param name="Share">The share of pixels that may be different.</param>
public readonly record struct ImageTolerance(int Level, double Share)
{
    /// <summary>
    /// For pictures that Skia draws: its paths for different processors round differently by a level or two, and at a
    /// few pixels an edge falls to the other side of a sample.
    /// </summary>
    public static ImageTolerance Drawn => new(6, 0.002);

    /// <summary>Not a bit may differ.</summary>
    public static ImageTolerance Exact => new(0, 0);
}
