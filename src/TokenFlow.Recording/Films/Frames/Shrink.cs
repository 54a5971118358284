using System.Runtime.InteropServices;

namespace TokenFlow.Recording.Films.Frames;

/// <summary>Halves pictures drawn at twice the size.</summary>
internal static class Shrink
{
    private const uint OddChannels = 0x00FF00FF;
    private const uint Half = 0x00020002;

    /// <summary>Averages every 2 x 2 pixels, in whole numbers: the same on every machine.</summary>
    /// <param name="large">2 width x 2 height pixels of four bytes.</param>
    /// <param name="small">width x height pixels of four bytes.</param>
    /// <param name="width">The small picture's width.</param>
    /// <param name="height">The small picture's height.</param>
    public static void ByTwo(ReadOnlySpan<byte> large, Span<byte> small, int width, int height)
    {
        ReadOnlySpan<uint> from = MemoryMarshal.Cast<byte, uint>(large);
        Span<uint> to = MemoryMarshal.Cast<byte, uint>(small);
        for (int y = 0; y < height; y++)
        {
            ReadOnlySpan<uint> upper = from.Slice(4 * y * width, 2 * width);
            ReadOnlySpan<uint> lower = from.Slice(((4 * y) + 2) * width, 2 * width);
            Span<uint> row = to.Slice(y * width, width);
            for (int x = 0; x < row.Length; x++)
            {
                // Two channels at a time, sixteen bits apart: four of 255 fit without carrying over.
                uint a = upper[2 * x], b = upper[(2 * x) + 1], c = lower[2 * x], d = lower[(2 * x) + 1];
                uint even = (a & OddChannels) + (b & OddChannels) + (c & OddChannels) + (d & OddChannels) + Half;
                uint odd = ((a >> 8) & OddChannels) + ((b >> 8) & OddChannels) + ((c >> 8) & OddChannels) + ((d >> 8) & OddChannels) + Half;
                row[x] = ((even >> 2) & OddChannels) | (((odd >> 2) & OddChannels) << 8);
            }
        }
    }
}
