using System.Buffers;
using System.Buffers.Binary;
using System.Collections.Concurrent;
using TokenFlow.Base.Faults;
using TokenFlow.Recording.Films.Frames;
using TokenFlow.Recording.Films.Parts;

namespace TokenFlow.Recording.Films.Containers;

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

    private readonly FilmPart _part;
    private readonly Stream _file;
    private readonly GrowingFile _growing;
    private readonly FrameClock _clock;
    private readonly int _colours;
    private readonly long _maxBytes;
    private readonly ConcurrentBag<Scratch> _scratch = [];
    private GifEnd _end;

    /// <param name="path">The film's path.</param>
    /// <param name="settings">What the film is to be.</param>
    /// <exception cref="FaultException">OutOfRange, OutputUnwritable, DiskFull.</exception>
    public GifSink(string path, FilmSettings settings)
        : this(Checked(path, settings), () => FilmPart.Open(path))
    {
    }

    /// <param name="settings">What the film is to be.</param>
    /// <param name="part">Opens the film's place; the sink's from then on.</param>
    /// <param name="open">Opens the file; null for the file system.</param>
    internal GifSink(FilmSettings settings, Func<FilmPart> part, Func<string, Stream>? open = null)
    {
        _clock = new FrameClock(settings.FramesPerSecond, 100);
        _colours = settings.Colours;
        _maxBytes = settings.MaxBytes > 0 ? settings.MaxBytes : long.MaxValue;
        _part = part();
        Stream? file = null;
        try
        {
            _file = file = _part.OpenFile(open);
            _growing = new GrowingFile(_part, file, Mend);
            _growing.Guarded(() =>
            {
                byte[] head = Head(settings);
                _end = _part.GoesOn ? GifEnd.Find(file, head, _clock) : default;
                if (_end.Length == 0)
                {
                    file.SetLength(0);
                    _growing.Put(0, [.. head, Trailer]);
                    _end = new GifEnd(head.Length, 0, 0, 0);
                }
                else
                {
                    file.SetLength(_end.Length);
                    _growing.Put(_end.Length, [Trailer]);
                }
            });
            FirstFrame = (int)_end.Frames;
            _part.Frames = FirstFrame;
        }
        catch
        {
            file?.Dispose();
            _part.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public int FirstFrame { get; }

    /// <inheritdoc/>
    public FilmKept? Kept => _part.Kept;

    public bool ComparesFrames => true;

    public EncodedFrame Encode(Frame frame, Frame? previous)
    {
        PixelArea area = PixelArea.Changed(frame, previous);
        if (area.IsEmpty)
        {
            return new EncodedFrame(frame.Index, default);
        }

        Scratch scratch = _scratch.TryTake(out Scratch? free) ? free : new Scratch(frame.Width * frame.Height, _colours);
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
            long next = _end.Frames + 1;
            if (frame.Area.IsEmpty)
            {
                _growing.Guarded(() => _growing.Put(_end.DelayAt, Delay(_end.Shown, next)));
                _end = _end with { Frames = next };
            }
            else
            {
                _growing.Guarded(() => Add(frame, next));
                if (_end.Length >= _maxBytes)
                {
                    _part.Frames = 0;
                    throw new FilmTooLargeException(_end.Length + 1, (int)next);
                }
            }

            _part.Frames = (int)next;
        }
    }

    public void Complete() => _growing.Complete();

    public void Dispose() => _growing.Dispose();

    /// <summary>The settings, where gif can do them.</summary>
    /// <exception cref="FaultException">OutOfRange, Usage.</exception>
    internal static FilmSettings Checked(string path, FilmSettings settings)
    {
        settings.Check();
        if (settings.Transparent)
        {
            throw new FaultException(FaultKind.Usage, "gif knows no half transparent pixels", path, "choose .webp or frames/%05d.png for a transparent background");
        }

        return settings.FramesPerSecond <= MaxFramesPerSecond
            ? settings
            : throw new FaultException(
                FaultKind.OutOfRange, $"gif shows no {settings.FramesPerSecond} frames a second", path, $"choose at most {MaxFramesPerSecond}, or another format");
    }

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

    private static byte[] Head(FilmSettings settings)
    {
        Span<byte> header = stackalloc byte[13];
        header.Clear();
        "GIF89a"u8.CopyTo(header);
        BinaryPrimitives.WriteUInt16LittleEndian(header[6..], (ushort)settings.Width);
        BinaryPrimitives.WriteUInt16LittleEndian(header[8..], (ushort)settings.Height);
        header[10] = 0x70; // Eight bits a channel, no palette for all frames.
        return settings.Loop ? [.. header, 0x21, 0xFF, 11, .. "NETSCAPE2.0"u8, 3, 1, 0, 0, 0] : [.. header];
    }

    private byte[] Delay(long shown, long until)
    {
        long delay = Math.Min(_clock.TickOf(until) - _clock.TickOf(shown), MaxDelay);
        return [(byte)delay, (byte)(delay >> 8)];
    }

    // The image, shown for one frame, and the film's end behind it in one piece: the file is a film after every frame.
    private void Add(EncodedFrame frame, long next)
    {
        const byte LeaveStandingWithTransparency = 0x05;
        _growing.Put(
            _end.Length,
            [
                0x21, 0xF9, 4, LeaveStandingWithTransparency, .. Delay(frame.Index, next), ColourReducer.MaxColours, 0, .. frame.Data.Span, Trailer,
            ]);
        _end = new GifEnd(_end.Length + GifEnd.ControlBytes + frame.Data.Length, next, frame.Index, _end.Length + GifEnd.DelayOffset);
    }

    // Part of a frame is worse than none, and cutting it off makes room for the end. A film without its end byte plays too.
    private void Mend()
    {
        if (_end.Length > 0)
        {
            _file.SetLength(_end.Length);
            _growing.Put(_end.Length, [Trailer]);
        }
    }

    private sealed class Scratch(int pixels, int colours)
    {
        public byte[] Indices { get; } = new byte[pixels];

        public ColourReducer Reducer { get; } = new(colours);

        public LzwEncoder Encoder { get; } = new();

        public ArrayBufferWriter<byte> Output { get; } = new(1 << 16);
    }
}
