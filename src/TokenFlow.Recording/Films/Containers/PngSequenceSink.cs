using SkiaSharp;
using TokenFlow.Base.Faults;
using TokenFlow.Base.Files;
using TokenFlow.Recording.Films.Frames;
using TokenFlow.Recording.Films.Parts;
using TokenFlow.Recording.Pictures;

namespace TokenFlow.Recording.Films.Containers;

/// <summary>
/// A PNG a frame, numbered from 0. Every file is whole when it appears; a film broken off leaves the frames
/// that were done, as each stands for itself.
/// </summary>
public sealed class PngSequenceSink : IFrameSink
{
    private readonly NumberedPath _paths;
    private readonly FilmPart _part;
    private readonly string _unfinished;
    private readonly SKAlphaType _alpha;
    private readonly Func<string, Stream>? _open;

    /// <param name="pattern">A path like frames/%05d.png. Missing folders are made.</param>
    /// <exception cref="FaultException">Usage, OutputUnwritable, DiskFull.</exception>
    public PngSequenceSink(string pattern)
        : this(pattern, new FilmSettings(), () => FilmPart.Open(pattern))
    {
    }

    /// <param name="pattern">A path like frames/%05d.png. Missing folders are made.</param>
    /// <param name="settings">What the film is to be.</param>
    /// <param name="part">Opens the film's place; the sink's from then on.</param>
    /// <param name="open">Opens a frame's file; null for the file system.</param>
    internal PngSequenceSink(string pattern, FilmSettings settings, Func<FilmPart> part, Func<string, Stream>? open = null)
    {
        _paths = NumberedPath.Parse(pattern);

        // One name for the picture that is being written: what a kill leaves of it the next picture takes.
        _unfinished = _paths.Named("part");
        _alpha = settings.Transparent ? SKAlphaType.Premul : SKAlphaType.Opaque;
        _open = open;
        if (_paths.Folder.Length > 0)
        {
            OutputFile.Guarded(pattern, () => Directory.CreateDirectory(_paths.Folder));
        }

        OutputPath.Check(_paths.Of(0));
        _part = part();
        FirstFrame = _part.Frames = _part.GoesOn ? WholeFrames(settings) : 0;
    }

    /// <inheritdoc/>
    public int FirstFrame { get; }

    /// <inheritdoc/>
    public FilmKept? Kept => _part.Kept;

    public bool ComparesFrames => false;

    public unsafe EncodedFrame Encode(Frame frame, Frame? previous)
    {
        SKImageInfo info = new(frame.Width, frame.Height, SKColorType.Rgba8888, _alpha);
        fixed (byte* pixels = frame.Pixels)
        {
            using SKPixmap map = new(info, (nint)pixels);
            return new EncodedFrame(frame.Index, new PixelArea(0, 0, frame.Width, frame.Height), PngEncoding.Encode(map));
        }
    }

    public void Append(EncodedFrame frame)
    {
        using (frame)
        using (OutputFile file = new(_paths.Of(frame.Index), _open, _unfinished))
        {
            file.Guarded(() => file.Stream.Write(frame.Data.Span));
            file.Commit();
            _part.Frames = frame.Index + 1;
        }
    }

    public void Complete()
    {
        OutputFile.Delete(_unfinished);
        _part.Complete();
    }

    public void Dispose() => _part.Dispose();

    // Pictures from the first on that decode to the end and have the film's size.
    private int WholeFrames(FilmSettings settings)
    {
        int most = _part.FrameCount ?? int.MaxValue;
        SKImageInfo info = new(settings.Width, settings.Height, SKColorType.Rgba8888, SKAlphaType.Premul);
        using SKBitmap pixels = new(info);
        int frame = 0;
        while (frame < most && IsWhole(_paths.Of(frame), info, pixels.GetPixels()))
        {
            frame++;
        }

        return frame;
    }

    private static bool IsWhole(string path, SKImageInfo info, nint pixels)
    {
        if (!File.Exists(path))
        {
            return false;
        }

        using SKCodec? codec = SKCodec.Create(path);
        return codec is not null
            && codec.EncodedFormat == SKEncodedImageFormat.Png
            && (codec.Info.Width, codec.Info.Height) == (info.Width, info.Height)
            && codec.GetPixels(info, pixels) == SKCodecResult.Success;
    }
}
