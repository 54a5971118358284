namespace TokenFlow.TestSupport;

/// <summary>
/// Compares what two rasterisers made of one picture. Edges fall differently on single pixels; the mean of a small block of
/// pixels does not change by it, and does change when something in it is moved, missing or of another colour.
/// </summary>
public static class StructureComparer
{
    /// <summary>Pixels of a block on a side.</summary>
    public const int Block = 8;

    /// <summary>How far the means of each block are apart, the worst channel, of 255: [rows][columns].</summary>
    /// <param name="actual">Four bytes a pixel, row by row.</param>
    /// <param name="expected">The same of the other picture.</param>
    /// <param name="width">Pixels across.</param>
    public static double[][] Differences(ReadOnlySpan<byte> actual, ReadOnlySpan<byte> expected, int width)
    {
        if (actual.Length != expected.Length)
        {
            throw new ArgumentException($"{actual.Length} bytes against {expected.Length}", nameof(actual));
        }

        int height = actual.Length / 4 / width;
        var rows = new double[height / Block][];
        for (int row = 0; row < rows.Length; row++)
        {
            rows[row] = new double[width / Block];
            for (int column = 0; column < rows[row].Length; column++)
            {
                rows[row][column] = Off(actual, expected, width, column * Block, row * Block);
            }
        }

        return rows;
    }

    /// <summary>The largest of the differences.</summary>
    public static double Worst(double[][] differences) => differences.Max(row => row.Max());

    private static double Off(ReadOnlySpan<byte> a, ReadOnlySpan<byte> b, int width, int left, int top)
    {
        double worst = 0;
        for (int channel = 0; channel < 3; channel++)
        {
            int sum = 0;
            for (int y = top; y < top + Block; y++)
            {
                for (int x = left; x < left + Block; x++)
                {
                    int at = (((y * width) + x) * 4) + channel;
                    sum += a[at] - b[at];
                }
            }

            worst = Math.Max(worst, Math.Abs(sum) / (double)(Block * Block));
        }

        return worst;
    }
}
