using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using SkiaSharp;
using TokenFlow.Base.Faults;
using TokenFlow.Recording.Films.Frames;
using TokenFlow.Recording.Films.Parts;

namespace TokenFlow.Recording.Films.Containers;

/// <summary>
/// Animated WebP. Skia encodes single frames, on the workers' threads; the container (RIFF with VP8X, ANIM and ANMF
/// chunks, as Google's 'WebP Container Specification' lays it out) is written here frame by frame, so memory does not
/// grow with the film, and the file is a film after every frame. Only pixels that changed are stored; a frame like the one
/// before lengthens it.
/// Frames are compressed without loss unless a lower quality is asked for, by default after being reduced to 255
/// colours each: WebP's lossy code halves the resolution of colour, which smears thin coloured lines.
/// </summary>
public sealed class WebpSink : IFrameSink
{
    private const int MaxSide = 16383;
    private const int LossyBlock = 16;
    private const uint ColourAlone = 0x00FFFFFF;
    private const int HeadBytes = 44;
    private const byte BlendAndKeep = 0; // Transparent pixels show what is there; leave it all standing afterwards.
    private const byte ReplaceAndKeep = 2; // Transparent pixels are transparent.
    private const uint LongestTicks = 0xFFFFFF;

    private readonly FilmPart _part;
    private readonly Stream _file;
    private readonly GrowingFile _growing;
    private readonly ConcurrentBag<Scratch> _scratch = [];
    private readonly SKWebpEncoderOptions _options;
    private readonly bool _exact;
    private readonly bool _lossy;
    private readonly bool _transparent;
    private readonly FrameClock _clock;
    private WebpEnd _end;

    /// <param name="path">The film's path.</param>
    /// <param name="settings">What the film is to be.</param>
    /// <exception cref="FaultException">OutOfRange, OutputUnwritable, DiskFull.</exception>
    public WebpSink(string path, FilmSettings settings)
        : this(Checked(path, settings), () => FilmPart.Open(path))
    {
    }

    /// <param name="settings">What the film is to be.</param>
    /// <param name="part">Opens the film's place; the sink's from then on.</param>
    /// <param name="open">Opens the file; null for the file system.</param>
    internal WebpSink(FilmSettings settings, Func<FilmPart> part, Func<string, Stream>? open = null)
    {
        _transparent = settings.Transparent;
        _lossy = !settings.Lossless && settings.Quality < 100;
        _exact = settings.Lossless || (_transparent && !_lossy);

        // For lossless frames Skia reads the number as effort; more of it was seen to save less than one per cent.
        _options = _lossy
            ? new SKWebpEncoderOptions(SKWebpEncoderCompression.Lossy, settings.Quality)
            : new SKWebpEncoderOptions(SKWebpEncoderCompression.Lossless, 0);
        _clock = new FrameClock(settings.FramesPerSecond, 1000);
        _part = part();
        Stream? file = null;
        try
        {
            _file = file = _part.OpenFile(open);
            _growing = new GrowingFile(_part, file, Mend);
            _growing.Guarded(() =>
            {
                byte[] head = Head(settings);
                _end = _part.GoesOn ? WebpEnd.Find(file, head, _clock) : default;
                if (_end.Length == 0)
                {
                    file.SetLength(0);
                    _growing.Put(0, head);
                    _end = new WebpEnd(head.Length, 0, 0, 0);
                }
                else
                {
                    file.SetLength(_end.Length);
                }

                PutSize(_end.Length);
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
        PixelArea area = PixelArea.Changed(frame, previous).AlignedTo(_lossy ? LossyBlock : 2);
        if (area.IsEmpty)
        {
            return new EncodedFrame(frame.Index, default);
        }

        Scratch scratch = _scratch.TryTake(out Scratch? free) ? free : new Scratch(frame.Width * frame.Height);
        Span<uint> pixels = scratch.Pixels.AsSpan(0, area.Width * area.Height);
        if (_transparent)
        {
            CopyChanged(frame, null, area, pixels);
        }
        else if (_exact)
        {
            CopyChanged(frame, previous, area, pixels);
        }
        else if (_lossy)
        {
            CopyChangedBlocks(frame, previous, area, pixels);
        }
        else
        {
            ReduceChanged(scratch, frame, previous, area, pixels);
        }

        byte[] data = Compress(pixels, area, opaque: previous is null && !_transparent);
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
                _growing.Guarded(() =>
                {
                    Span<byte> ticks = stackalloc byte[3];
                    WriteUInt24(ticks, Ticks(_end.Shown, next));
                    _growing.Put(_end.TicksAt, ticks);
                });
                _end = _end with { Frames = next };
            }
            else
            {
                _growing.Guarded(() => Add(frame, next));
            }

            _part.Frames = (int)next;
        }
    }

    public void Complete() => _growing.Complete();

    public void Dispose() => _growing.Dispose();

    /// <summary>The settings, where webp can do them.</summary>
    /// <exception cref="FaultException">OutOfRange.</exception>
    internal static FilmSettings Checked(string path, FilmSettings settings)
    {
        settings.Check();
        return settings.Width <= MaxSide && settings.Height <= MaxSide
            ? settings
            : throw new FaultException(
                FaultKind.OutOfRange, $"webp holds no {settings.Width} x {settings.Height} pixels", path, $"choose at most {MaxSide} each way");
    }

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
            {
                kept.Write(still.Slice(at, Math.Min(padded, still.Length - at)));
            }

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
                {
                    row[x] = 0;
                }
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
                {
                    changed = !now.Slice(from + (y * frame.Width), width).SequenceEqual(then.Slice(from + (y * frame.Width), width));
                }

                for (int y = 0; y < height; y++)
                {
                    Span<uint> row = to.Slice(((top + y) * area.Width) + left, width);
                    now.Slice(from + (y * frame.Width), width).CopyTo(row);
                    for (int x = 0; x < row.Length && !changed; x++)
                    {
                        row[x] &= ColourAlone;
                    }
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
        {
            colours[i] = palette[i * 3] | ((uint)palette[(i * 3) + 1] << 8) | ((uint)palette[(i * 3) + 2] << 16) | 0xFF000000;
        }

        for (int i = 0; i < to.Length; i++)
        {
            to[i] = colours[indices[i]];
        }
    }

    private unsafe byte[] Compress(ReadOnlySpan<uint> pixels, PixelArea area, bool opaque)
    {
        SKAlphaType alpha = opaque ? SKAlphaType.Opaque : _transparent ? SKAlphaType.Premul : SKAlphaType.Unpremul;
        fixed (uint* start = pixels)
        {
            using SKPixmap map = new(new SKImageInfo(area.Width, area.Height, SKColorType.Rgba8888, alpha), (nint)start);
            using SKData data = map.Encode(_options)
                ?? throw new InvalidOperationException($"Skia cannot encode {area.Width} x {area.Height} pixels as WebP.");
            return ImageChunks(data.AsSpan());
        }
    }

    private static byte[] Head(FilmSettings settings)
    {
        const byte AnimatedWithAlpha = 0b10010;
        byte[] header = new byte[HeadBytes];
        "RIFF"u8.CopyTo(header);
        "WEBPVP8X"u8.CopyTo(header.AsSpan(8));
        BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(16), 10);
        header[20] = AnimatedWithAlpha;
        WriteUInt24(header.AsSpan(24), settings.Width - 1);
        WriteUInt24(header.AsSpan(27), settings.Height - 1);
        "ANIM"u8.CopyTo(header.AsSpan(30));
        BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(34), 6);
        header[41] = (byte)(settings.Transparent ? 0 : 255); // The background's alpha; blue, green and red stay 0.
        BinaryPrimitives.WriteUInt16LittleEndian(header.AsSpan(42), (ushort)(settings.Loop ? 0 : 1));
        return header;
    }

    private long Ticks(long shown, long until) => Math.Min(_clock.TickOf(until) - _clock.TickOf(shown), LongestTicks);

    // First the frame, shown for one frame of the film, then the size that counts it in.
    private void Add(EncodedFrame frame, long next)
    {
        long end = _end.Length + WebpEnd.HeaderBytes + frame.Data.Length;
        if (end - 8 > uint.MaxValue)
        {
            throw new FaultException(FaultKind.OutOfRange, "a webp file holds at most 4 GiB", _part.Target, "record a shorter film or an mp4");
        }

        byte[] chunk = new byte[WebpEnd.HeaderBytes + frame.Data.Length];
        "ANMF"u8.CopyTo(chunk);
        BinaryPrimitives.WriteUInt32LittleEndian(chunk.AsSpan(4), (uint)(chunk.Length - 8));
        WriteUInt24(chunk.AsSpan(8), frame.Area.Left / 2);
        WriteUInt24(chunk.AsSpan(11), frame.Area.Top / 2);
        WriteUInt24(chunk.AsSpan(14), frame.Area.Width - 1);
        WriteUInt24(chunk.AsSpan(17), frame.Area.Height - 1);
        WriteUInt24(chunk.AsSpan(WebpEnd.TicksOffset), Ticks(frame.Index, next));
        chunk[23] = _transparent ? ReplaceAndKeep : BlendAndKeep;
        frame.Data.Span.CopyTo(chunk.AsSpan(WebpEnd.HeaderBytes));
        _growing.Put(_end.Length, chunk);
        PutSize(end);
        _end = new WebpEnd(end, next, frame.Index, _end.Length + WebpEnd.TicksOffset);
    }

    private void PutSize(long length)
    {
        Span<byte> size = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(size, (uint)(length - 8));
        _growing.Put(4, size);
    }

    // Part of a frame is worse than none; where it cannot be cut off, the size does not count it in.
    private void Mend()
    {
        if (_end.Length > 0)
        {
            _file.SetLength(_end.Length);
        }
    }

    private sealed class Scratch(int pixels)
    {
        public uint[] Pixels { get; } = new uint[pixels];

        public byte[] Indices { get; } = new byte[pixels];

        public ColourReducer Reducer { get; } = new();
    }
}
