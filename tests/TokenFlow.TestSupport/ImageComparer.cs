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
