using System.Buffers.Binary;

namespace TokenFlow.Recording.Films.Containers;

/// <summary>How far a GIF is written.</summary>
/// <param name="Length">Bytes up to the end of the last whole image, without the trailer.</param>
/// <param name="Frames">Frames of the film so far.</param>
/// <param name="Shown">The frame from which the last image is shown.</param>
/// <param name="DelayAt">Where the last image's delay stands.</param>
internal readonly record struct GifEnd(long Length, long Frames, long Shown, long DelayAt)
{
    /// <summary>Bytes of the control block before an image.</summary>
    public const int ControlBytes = 8;

    /// <summary>The delay's place in it.</summary>
    public const int DelayOffset = 4;

    private const int DescriptorBytes = 10;
    private const int PaletteBytes = 256 * 3;

    /// <summary>Walks over a film of ours, which may be cut off anywhere, to the end of its last whole image.</summary>
    /// <param name="file">The file.</param>
    /// <param name="head">What it must begin with.</param>
    /// <param name="clock">Its frame rate.</param>
    /// <returns>Length 0 where there is no such film.</returns>
    public static GifEnd Find(Stream file, ReadOnlySpan<byte> head, FrameClock clock)
    {
        byte[] bytes = new byte[head.Length];
        file.Position = 0;
        if (file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false) < bytes.Length || !head.SequenceEqual(bytes))
        {
            return default;
        }

        using BufferedStream reader = new(new NonClosing(file), 1 << 16);
        GifEnd end = new(head.Length, 0, 0, 0);
        long ticks = 0;
        byte[] control = new byte[ControlBytes + DescriptorBytes + PaletteBytes + 1];
        for (long at = head.Length; ; at = end.Length)
        {
            // Every image of ours has a control block, a descriptor, a palette of its own, and data in blocks.
            if (reader.ReadAtLeast(control, control.Length, throwOnEndOfStream: false) < control.Length || control[0] != 0x21 || control[ControlBytes] != 0x2C)
            {
                return end;
            }

            long length = control.Length + Blocks(reader);
            if (length < control.Length)
            {
                return end;
            }

            long shown = clock.FramesUntil(ticks);
            ticks += BinaryPrimitives.ReadUInt16LittleEndian(control.AsSpan(DelayOffset));
            end = new GifEnd(at + length, clock.FramesUntil(ticks), shown, at + DelayOffset);
        }
    }

    // The length of an image's data up to its empty block; far below zero where it is cut off.
    private static long Blocks(BufferedStream reader)
    {
        Span<byte> block = stackalloc byte[255];
        for (long length = 1; ; length++)
        {
            int size = reader.ReadByte();
            if (size == 0)
            {
                return length;
            }

            if (size < 0 || reader.ReadAtLeast(block[..size], size, throwOnEndOfStream: false) < size)
            {
                return long.MinValue / 2;
            }

            length += size;
        }
    }
}

/// <summary>A stream to read from that stays open when its reader is closed.</summary>
internal sealed class NonClosing(Stream inner) : Stream
{
    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => inner.Length;

    public override long Position
    {
        get => inner.Position;
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count) => inner.Read(buffer, offset, count);

    public override int Read(Span<byte> buffer) => inner.Read(buffer);

    public override void Flush()
    {
        // There is nothing to write.
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
