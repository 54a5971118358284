using System.Buffers;
using System.Buffers.Binary;
using System.Collections.Concurrent;
using TokenFlow.Attention.Faults;
using TokenFlow.Recording.Files;
using TokenFlow.Recording.Films;

namespace TokenFlow.Recording.Sinks;

/// <summary>
/// Animated GIF (the GIF89a specification of 1990), written frame by frame. Every frame has a palette of its own for
/// the pixels that changed, and leaves the others as they stand; a frame like the one before lengthens it.
/// </summary>
public sealed class GifSink : IFrameSink
{
    /// <summary>The most frames a second: viewers slow down frames shorter than 1/50 s.</summary>
    public const int MaxFramesPerSecond = 50;

    private const int MaxDelay = 65535;
    private const byte Trailer = 0x3B;

    private readonly OutputFile _file;
    private readonly FrameClock _clock;
    private readonly ConcurrentBag<Scratch> _scratch = [];
    private EncodedFrame? _pending;
    private long _frames;

    /// <param name="path">The film's path.</param>
    /// <param name="settings">What the film is to be.</param>
    /// <exception cref="FaultException">OutOfRange, OutputUnwritable, DiskFull.</exception>
    public GifSink(string path, FilmSettings settings)
        : this(path, settings, null)
    {
    }

    internal GifSink(string path, FilmSettings settings, Func<string, Stream>? open)
    {
        settings.Check();
        if (settings.FramesPerSecond > MaxFramesPerSecond)
        {
            throw new FaultException(
                FaultKind.OutOfRange, $"gif shows no {settings.FramesPerSecond} frames a second", path,
                $"choose at most {MaxFramesPerSecond}, or another format");
        }

        _clock = new FrameClock(settings.FramesPerSecond, 100);
        _file = new OutputFile(path, open);
        try
        {
            _file.Guarded(() => WriteHeader(settings));
        }
        catch
        {
            _file.Dispose();
            throw;
        }
    }

    public bool ComparesFrames => true;

    public EncodedFrame Encode(Frame frame, Frame? previous)
    {
        PixelArea area = PixelArea.Changed(frame, previous);
        if (area.IsEmpty)
            return new EncodedFrame(frame.Index, default);

        Scratch scratch = _scratch.TryTake(out Scratch? free) ? free : new Scratch(frame.Width * frame.Height);
        Span<byte> indices = scratch.Indices.AsSpan(0, area.Width * area.Height);
        scratch.Reducer.Reduce(frame, previous, area, indices);
        scratch.Output.ResetWrittenCount();
        WriteImage(scratch, area, indices);
        byte[] data = scratch.Output.WrittenSpan.ToArray();
        _scratch.Add(scratch);
        return new EncodedFrame(frame.Index, area, data);
    }

    public void Append(EncodedFrame frame)
    {
        using (frame)
        {
            if (!frame.Area.IsEmpty)
            {
                WritePending(frame.Index);
                _pending = frame;
            }

            _frames = frame.Index + 1L;
        }
    }

    public void Complete()
    {
        WritePending(_frames);
        _file.Guarded(() => _file.Stream.WriteByte(Trailer));
        _file.Commit();
    }

    public void Dispose() => _file.Dispose();

    private static void WriteImage(Scratch scratch, PixelArea area, ReadOnlySpan<byte> indices)
    {
        const byte LocalPalette256 = 0x87;
        Span<byte> descriptor = stackalloc byte[10];
        descriptor[0] = 0x2C;
        BinaryPrimitives.WriteUInt16LittleEndian(descriptor[1..], (ushort)area.Left);
        BinaryPrimitives.WriteUInt16LittleEndian(descriptor[3..], (ushort)area.Top);
        BinaryPrimitives.WriteUInt16LittleEndian(descriptor[5..], (ushort)area.Width);
        BinaryPrimitives.WriteUInt16LittleEndian(descriptor[7..], (ushort)area.Height);
        descriptor[9] = LocalPalette256;
        scratch.Output.Write(descriptor);

        Span<byte> palette = stackalloc byte[256 * 3];
        palette.Clear();
        scratch.Reducer.Palette.CopyTo(palette);
        scratch.Output.Write(palette);
        scratch.Encoder.Encode(indices, 8, scratch.Output);
    }

    private void WriteHeader(FilmSettings settings)
    {
        Span<byte> header = stackalloc byte[13];
        header.Clear();
        "GIF89a"u8.CopyTo(header);
        BinaryPrimitives.WriteUInt16LittleEndian(header[6..], (ushort)settings.Width);
        BinaryPrimitives.WriteUInt16LittleEndian(header[8..], (ushort)settings.Height);
        header[10] = 0x70; // Eight bits a channel, no palette for all frames.
        _file.Stream.Write(header);
        if (settings.Loop)
            _file.Stream.Write([0x21, 0xFF, 11, .. "NETSCAPE2.0"u8, 3, 1, 0, 0, 0]);
    }

    private void WritePending(long nextFrame)
    {
        if (_pending is not { } frame)
            return;

        const byte LeaveStandingWithTransparency = 0x05;
        long delay = Math.Min(_clock.TickOf(nextFrame) - _clock.TickOf(frame.Index), MaxDelay);
        _file.Guarded(() =>
        {
            _file.Stream.Write(
            [
                0x21, 0xF9, 4, LeaveStandingWithTransparency, (byte)delay, (byte)(delay >> 8), ColourReducer.MaxColours, 0,
            ]);
            _file.Stream.Write(frame.Data.Span);
        });
        _pending = null;
    }

    private sealed class Scratch(int pixels)
    {
        public byte[] Indices { get; } = new byte[pixels];

        public ColourReducer Reducer { get; } = new();

        public LzwEncoder Encoder { get; } = new();

        public ArrayBufferWriter<byte> Output { get; } = new(1 << 16);
    }
}
