using System.Collections.Concurrent;

namespace TokenFlow.Recording.Films.Frames;

/// <summary>
/// One drawn frame: opaque pixels, row by row without gaps, four bytes each (red, green, blue, 255). Its buffer goes
/// back to the pool when the last holder releases it.
/// </summary>
public sealed class Frame
{
    private readonly FramePool _pool;
    private readonly byte[] _pixels;
    private int _holders = 1;

    internal Frame(FramePool pool, int index, byte[] pixels)
    {
        _pool = pool;
        _pixels = pixels;
        Index = index;
    }

    /// <summary>The frame's number, from 0.</summary>
    public int Index { get; }

    /// <summary>Pixels across.</summary>
    public int Width => _pool.Width;

    /// <summary>Pixels down.</summary>
    public int Height => _pool.Height;

    /// <summary>The pixels, as bytes. Written once, before the frame is shared.</summary>
    public Span<byte> Pixels => _pixels;

    /// <summary>Holds on to the pixels until a matching <see cref="Release"/>.</summary>
    public void Retain() => Interlocked.Increment(ref _holders);

    /// <summary>Lets go of the pixels.</summary>
    public void Release()
    {
        if (Interlocked.Decrement(ref _holders) == 0)
        {
            _pool.Return(_pixels);
        }
    }
}

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
