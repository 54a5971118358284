using System.Collections.Concurrent;

namespace TokenFlow.Recording.Films.Frames;

/// <summary>Lends frames of one size and takes their buffers back. Safe to use from several threads.</summary>
/// <param name="width">Pixels across.</param>
/// <param name="height">Pixels down.</param>
public sealed class FramePool(int width, int height)
{
    private readonly ConcurrentBag<byte[]> _free = [];

    /// <summary>Pixels across.</summary>
    public int Width => width;

    /// <summary>Pixels down.</summary>
    public int Height => height;

    /// <summary>A frame whose pixels are yet to be written; release it when done.</summary>
    /// <param name="index">The frame's number.</param>
    public Frame Rent(int index) =>
        new(this, index, _free.TryTake(out byte[]? pixels) ? pixels : new byte[checked(width * height * 4)]);

    internal void Return(byte[] pixels) => _free.Add(pixels);
}
