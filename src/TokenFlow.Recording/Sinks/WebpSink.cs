using System.Buffers.Binary;
using SkiaSharp;
using TokenFlow.Attention.Faults;
using TokenFlow.Recording.Files;
using TokenFlow.Recording.Films;

namespace TokenFlow.Recording.Sinks;

/// <summary>
/// Animated WebP. Skia encodes single frames, on the workers' threads; the container (RIFF with VP8X, ANIM and ANMF
/// chunks, as Google's 'WebP Container Specification' lays it out) is written here frame by frame, so memory does not
/// grow with the film. Only the rectangle that changed is stored; a frame like the one before lengthens it.
/// </summary>
public sealed class WebpSink : IFrameSink
{
    private const int MaxSide = 16383;
    private const int FrameHeaderBytes = 16;
    private const byte ReplaceAndKeep = 0b10; // Do not blend with what is there; leave it standing afterwards.

    private readonly OutputFile _file;
    private readonly SKWebpEncoderOptions _options;
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

        // For lossless frames Skia reads the number as effort; 0 is several times faster and hardly larger.
        _options = settings.Lossless
            ? new SKWebpEncoderOptions(SKWebpEncoderCompression.Lossless, 0)
            : new SKWebpEncoderOptions(SKWebpEncoderCompression.Lossy, settings.Quality);
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

    public unsafe EncodedFrame Encode(Frame frame, Frame? previous)
    {
        PixelArea area = PixelArea.Changed(frame, previous).Even();
        if (area.IsEmpty)
            return new EncodedFrame(frame.Index, default);

        SKImageInfo info = new(area.Width, area.Height, SKColorType.Rgba8888, SKAlphaType.Opaque);
        fixed (byte* pixels = frame.Pixels)
        {
            nint start = (nint)(pixels + ((((long)area.Top * frame.Width) + area.Left) * 4));
            using SKPixmap map = new(info, start, frame.Width * 4);
            using SKData data = map.Encode(_options)
                ?? throw new InvalidOperationException($"Skia cannot encode {area.Width} x {area.Height} pixels as WebP.");
            return new EncodedFrame(frame.Index, area, ImageChunks(data.AsSpan()));
        }
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

    private void WriteHeader(FilmSettings settings)
    {
        const byte Animated = 0b10;
        Span<byte> header = stackalloc byte[44];
        header.Clear();
        "RIFF"u8.CopyTo(header);
        "WEBPVP8X"u8.CopyTo(header[8..]);
        BinaryPrimitives.WriteUInt32LittleEndian(header[16..], 10);
        header[20] = Animated;
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
            header[23] = ReplaceAndKeep;
            _file.Stream.Write(header);
            _file.Stream.Write(frame.Data.Span);
        });
        _pending = null;
    }
}
