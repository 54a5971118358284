using System.Buffers.Binary;

namespace TokenFlow.Recording.Films.Containers;

/// <summary>How far an animated WebP is written.</summary>
/// <param name="Length">Bytes up to the end of the last whole frame.</param>
/// <param name="Frames">Frames of the film so far.</param>
/// <param name="Shown">The frame from which the last stored one is shown.</param>
/// <param name="TicksAt">Where its duration stands.</param>
internal readonly record struct WebpEnd(long Length, long Frames, long Shown, long TicksAt)
{
    /// <summary>Bytes of a frame's chunk before its image.</summary>
    public const int HeaderBytes = 24;

    /// <summary>The duration's place in them.</summary>
    public const int TicksOffset = 20;

    private const int SizeAt = 4;

    /// <summary>Walks over a film of ours, which may be cut off anywhere, to the end of its last whole frame.</summary>
    /// <param name="file">The file.</param>
    /// <param name="head">What it must begin with; its size field may say anything.</param>
    /// <param name="clock">Its frame rate.</param>
    /// <returns>Length 0 where there is no such film.</returns>
    public static WebpEnd Find(Stream file, ReadOnlySpan<byte> head, FrameClock clock)
    {
        byte[] bytes = new byte[head.Length];
        file.Position = 0;
        if (file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false) < bytes.Length)
        {
            return default;
        }

        head.Slice(SizeAt, 4).CopyTo(bytes.AsSpan(SizeAt));
        if (!head.SequenceEqual(bytes))
        {
            return default;
        }

        WebpEnd end = new(head.Length, 0, 0, 0);
        long ticks = 0;
        byte[] header = new byte[HeaderBytes];
        while (true)
        {
            file.Position = end.Length;
            if (file.ReadAtLeast(header, HeaderBytes, throwOnEndOfStream: false) < HeaderBytes || !header.AsSpan(0, 4).SequenceEqual("ANMF"u8))
            {
                return end;
            }

            uint size = BinaryPrimitives.ReadUInt32LittleEndian(header.AsSpan(4));
            long next = end.Length + 8 + size;
            if (size < HeaderBytes - 8 || next > file.Length)
            {
                return end;
            }

            long shown = clock.FramesUntil(ticks);
            ticks += BinaryPrimitives.ReadUInt32LittleEndian(header.AsSpan(TicksOffset)) & 0xFFFFFF;
            end = new WebpEnd(next, clock.FramesUntil(ticks), shown, end.Length + TicksOffset);
        }
    }
}
