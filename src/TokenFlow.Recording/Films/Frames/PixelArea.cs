using System.Runtime.InteropServices;

namespace TokenFlow.Recording.Films.Frames;

/// <summary>A rectangle of whole pixels; empty where its width is zero.</summary>
public readonly record struct PixelArea(int Left, int Top, int Width, int Height)
{
    public bool IsEmpty => Width == 0;

    public int Right => Left + Width;

    public int Bottom => Top + Height;

    /// <summary>The smallest rectangle that holds every pixel in which two frames differ; the whole frame where there is no earlier one.</summary>
    public static PixelArea Changed(Frame frame, Frame? previous)
    {
        int width = frame.Width, height = frame.Height;
        if (previous is null)
        {
            return new PixelArea(0, 0, width, height);
        }

        ReadOnlySpan<uint> now = MemoryMarshal.Cast<byte, uint>(frame.Pixels);
        ReadOnlySpan<uint> then = MemoryMarshal.Cast<byte, uint>(previous.Pixels);
        int first = now.CommonPrefixLength(then);
        if (first == now.Length)
        {
            return default;
        }

        int top = first / width, bottom = top + 1, left = width, right = 0;
        for (int y = top; y < height; y++)
        {
            ReadOnlySpan<uint> a = now.Slice(y * width, width), b = then.Slice(y * width, width);
            int from = a.CommonPrefixLength(b);
            if (from == width)
            {
                continue;
            }

            bottom = y + 1;
            left = Math.Min(left, from);
            int to = width;
            while (to > right && a[to - 1] == b[to - 1])
            {
                to--;
            }

            right = Math.Max(right, to);
        }

        return new PixelArea(left, top, right - left, bottom - top);
    }

    /// <summary>The rectangle with its left and top edges moved out to whole multiples of a grid.</summary>
    public PixelArea AlignedTo(int grid)
    {
        int left = Left - (Left % grid), top = Top - (Top % grid);
        return new PixelArea(left, top, Right - left, Bottom - top);
    }
}
