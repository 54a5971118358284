using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using SkiaSharp;
using TokenFlow.Attention.Faults;
using TokenFlow.Recording.Files;
using TokenFlow.Recording.Films;

namespace TokenFlow.Recording.Sinks;

/// <summary>
/// Animated WebP. Skia encodes single frames, on the workers' threads; the container (RIFF with VP8X, ANIM and ANMF
/// chunks, as Google's 'WebP Container Specification' lays it out) is written here frame by frame, so memory does not
/// grow with the film. Only pixels that changed are stored; a frame like the one before lengthens it.
/// Frames are compressed without loss unless a lower quality is asked for, by default after being reduced to 255
/// colours each: WebP's lossy code halves the resolution of colour, which smears thin coloured lines.
/// </summary>
public sealed class WebpSink : IFrameSink
{
    private const int MaxSide = 16383;
    private const int LossyBlock = 16;
    private const uint ColourAlone = 0x00FFFFFF;
    private const int FrameHeaderBytes = 16;
    private const byte BlendAndKeep = 0; // Transparent pixels show what is there; leave it all standing afterwards.

    private readonly OutputFile _file;
    private readonly ConcurrentBag<Scratch> _scratch = [];
    private readonly SKWebpEncoderOptions _options;
    private readonly bool _exact;
    private readonly bool _lossy;
    private readonly FrameClock _clock;
    private EncodedFrame? _pending;
    private long _frames;

    /// <param name="path">The film's path.</param>
    /// <param name="settings">What the film is to be.</param>
    /// <exception cref="FaultException">OutOfRange, OutputUnwritable, DiskFull.</exception>
    public WebpSink(string path, FilmSettings settings)
        : this(path, settings, null)
    {
    }

    internal WebpSink(string path, FilmSettings settings, Func<string, Stream>? open)
    {
        settings.Check();
        if (settings.Width > MaxSide || settings.Height > MaxSide)
        {
            throw new FaultException(
                FaultKind.OutOfRange, $"webp holds no {settings.Width} x {settings.Height} pixels", path, $"choose at most {MaxSide} each way");
        }

        _exact = settings.Lossless;
        _lossy = !_exact && settings.Quality < 100;

        // For lossless frames Skia reads the number as effort; more of it was seen to save less than one per cent.
        _options = _lossy
            ? new SKWebpEncoderOptions(SKWebpEncoderCompression.Lossy, settings.Quality)
            : new SKWebpEncoderOptions(SKWebpEncoderCompression.Lossless, 0);
        _clock = new FrameClock(settings.FramesPerSecond, 1000);
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
        PixelArea area = PixelArea.Changed(frame, previous).AlignedTo(_lossy ? LossyBlock : 2);
        if (area.IsEmpty)
            return new EncodedFrame(frame.Index, default);

        Scratch scratch = _scratch.TryTake(out Scratch? free) ? free : new Scratch(frame.Width * frame.Height);
        Span<uint> pixels = scratch.Pixels.AsSpan(0, area.Width * area.Height);
        if (_exact)
            CopyChanged(frame, previous, area, pixels);
        else if (_lossy)
            CopyChangedBlocks(frame, previous, area, pixels);
        else
            ReduceChanged(scratch, frame, previous, area, pixels);

        byte[] data = Compress(pixels, area, opaque: previous is null);
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
        _file.Guarded(() =>
        {
            Stream stream = _file.Stream;
            long length = stream.Length;
            if (length - 8 > uint.MaxValue)
                throw new FaultException(FaultKind.OutOfRange, "a webp file holds at most 4 GiB", _file.Path, "record a shorter film or an mp4");

            Span<byte> size = stackalloc byte[4];
            BinaryPrimitives.WriteUInt32LittleEndian(size, (uint)(length - 8));
            stream.Position = 4;
            stream.Write(size);
        });
        _file.Commit();
    }

    public void Dispose() => _file.Dispose();

    // A still's file is RIFF, size, WEBP, chunks. An animation takes the chunks that hold pixels as they are.
    private static byte[] ImageChunks(ReadOnlySpan<byte> still)
    {
        using MemoryStream kept = new(still.Length);
        for (int at = 12; at + 8 <= still.Length;)
        {
            uint length = BinaryPrimitives.ReadUInt32LittleEndian(still[(at + 4)..]);
            int padded = checked(8 + (int)(length + (length & 1)));
            ReadOnlySpan<byte> name = still.Slice(at, 4);
            if (name.SequenceEqual("VP8 "u8) || name.SequenceEqual("VP8L"u8) || name.SequenceEqual("ALPH"u8))
                kept.Write(still.Slice(at, Math.Min(padded, still.Length - at)));

            at += padded;
        }

        return kept.ToArray();
    }

    private static void WriteUInt24(Span<byte> to, long value)
    {
        to[0] = (byte)value;
        to[1] = (byte)(value >> 8);
        to[2] = (byte)(value >> 16);
    }

    private static void CopyChanged(Frame frame, Frame? previous, PixelArea area, Span<uint> to)
    {
        ReadOnlySpan<uint> now = MemoryMarshal.Cast<byte, uint>(frame.Pixels);
        ReadOnlySpan<uint> then = previous is null ? default : MemoryMarshal.Cast<byte, uint>(previous.Pixels);
        for (int y = 0; y < area.Height; y++)
        {
            int at = ((area.Top + y) * frame.Width) + area.Left;
            Span<uint> row = to.Slice(y * area.Width, area.Width);
            now.Slice(at, area.Width).CopyTo(row);
            for (int x = 0; x < row.Length && !then.IsEmpty; x++)
            {
                if (row[x] == then[at + x])
                    row[x] = 0;
            }
        }
    }

    // Blocks of VP8's own grid in which nothing changed become transparent, and cost next to nothing. They keep their
    // colour underneath: the encoder flattens it, and what it makes of it shines through at the blocks' edges.
    private static void CopyChangedBlocks(Frame frame, Frame? previous, PixelArea area, Span<uint> to)
    {
        ReadOnlySpan<uint> now = MemoryMarshal.Cast<byte, uint>(frame.Pixels);
        ReadOnlySpan<uint> then = previous is null ? default : MemoryMarshal.Cast<byte, uint>(previous.Pixels);
        for (int top = 0; top < area.Height; top += LossyBlock)
        {
            for (int left = 0; left < area.Width; left += LossyBlock)
            {
                int width = Math.Min(LossyBlock, area.Width - left), height = Math.Min(LossyBlock, area.Height - top);
                int from = ((area.Top + top) * frame.Width) + area.Left + left;
                bool changed = then.IsEmpty;
                for (int y = 0; y < height && !changed; y++)
                    changed = !now.Slice(from + (y * frame.Width), width).SequenceEqual(then.Slice(from + (y * frame.Width), width));

                for (int y = 0; y < height; y++)
                {
                    Span<uint> row = to.Slice(((top + y) * area.Width) + left, width);
                    now.Slice(from + (y * frame.Width), width).CopyTo(row);
                    for (int x = 0; x < row.Length && !changed; x++)
                        row[x] &= ColourAlone;
                }
            }
        }
    }

    private static void ReduceChanged(Scratch scratch, Frame frame, Frame? previous, PixelArea area, Span<uint> to)
    {
        Span<byte> indices = scratch.Indices.AsSpan(0, to.Length);
        scratch.Reducer.Reduce(frame, previous, area, indices);
        Span<uint> colours = stackalloc uint[256];
        colours.Clear();
        ReadOnlySpan<byte> palette = scratch.Reducer.Palette;
        for (int i = 0; i < palette.Length / 3; i++)
            colours[i] = palette[i * 3] | ((uint)palette[(i * 3) + 1] << 8) | ((uint)palette[(i * 3) + 2] << 16) | 0xFF000000;

        for (int i = 0; i < to.Length; i++)
            to[i] = colours[indices[i]];
    }

    private unsafe byte[] Compress(ReadOnlySpan<uint> pixels, PixelArea area, bool opaque)
    {
        SKAlphaType alpha = opaque ? SKAlphaType.Opaque : SKAlphaType.Unpremul;
        fixed (uint* start = pixels)
        {
            using SKPixmap map = new(new SKImageInfo(area.Width, area.Height, SKColorType.Rgba8888, alpha), (nint)start);
            using SKData data = map.Encode(_options)
                ?? throw new InvalidOperationException($"Skia cannot encode {area.Width} x {area.Height} pixels as WebP.");
            return ImageChunks(data.AsSpan());
        }
    }

    private void WriteHeader(FilmSettings settings)
    {
        const byte AnimatedWithAlpha = 0b10010;
        Span<byte> header = stackalloc byte[44];
        header.Clear();
        "RIFF"u8.CopyTo(header);
        "WEBPVP8X"u8.CopyTo(header[8..]);
        BinaryPrimitives.WriteUInt32LittleEndian(header[16..], 10);
        header[20] = AnimatedWithAlpha;
        WriteUInt24(header[24..], settings.Width - 1);
        WriteUInt24(header[27..], settings.Height - 1);
        "ANIM"u8.CopyTo(header[30..]);
        BinaryPrimitives.WriteUInt32LittleEndian(header[34..], 6);
        header[41] = 255; // The background's alpha; blue, green and red stay 0.
        BinaryPrimitives.WriteUInt16LittleEndian(header[42..], (ushort)(settings.Loop ? 0 : 1));
        _file.Stream.Write(header);
    }

    private void WritePending(long nextFrame)
    {
        if (_pending is not { } frame)
            return;

        long duration = _clock.TickOf(nextFrame) - _clock.TickOf(frame.Index);
        _file.Guarded(() =>
        {
            Span<byte> header = stackalloc byte[8 + FrameHeaderBytes];
            "ANMF"u8.CopyTo(header);
            BinaryPrimitives.WriteUInt32LittleEndian(header[4..], (uint)(FrameHeaderBytes + frame.Data.Length));
            WriteUInt24(header[8..], frame.Area.Left / 2);
            WriteUInt24(header[11..], frame.Area.Top / 2);
            WriteUInt24(header[14..], frame.Area.Width - 1);
            WriteUInt24(header[17..], frame.Area.Height - 1);
            WriteUInt24(header[20..], Math.Min(duration, 0xFFFFFF));
            header[23] = BlendAndKeep;
            _file.Stream.Write(header);
            _file.Stream.Write(frame.Data.Span);
        });
        _pending = null;
    }

    private sealed class Scratch(int pixels)
    {
        public uint[] Pixels { get; } = new uint[pixels];

        public byte[] Indices { get; } = new byte[pixels];

        public ColourReducer Reducer { get; } = new();
    }
}
