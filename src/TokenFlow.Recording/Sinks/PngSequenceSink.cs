using SkiaSharp;
using TokenFlow.Attention.Faults;
using TokenFlow.Recording.Files;
using TokenFlow.Recording.Films;
using TokenFlow.Recording.Pictures;

namespace TokenFlow.Recording.Sinks;

/// <summary>
/// A PNG a frame, numbered from 0. Every file is whole when it appears; a film broken off leaves the frames
/// that were done, as each stands for itself.
/// </summary>
public sealed class PngSequenceSink : IFrameSink
{
    private readonly NumberedPath _paths;
    private readonly Func<string, Stream>? _open;

    /// <param name="pattern">A path like frames/%05d.png. Missing folders are made.</param>
    /// <exception cref="FaultException">Usage, OutputUnwritable, DiskFull.</exception>
    public PngSequenceSink(string pattern)
        : this(pattern, null)
    {
    }

    internal PngSequenceSink(string pattern, Func<string, Stream>? open)
    {
        _paths = NumberedPath.Parse(pattern);
        _open = open;
        if (_paths.Folder.Length > 0)
            OutputFile.Guarded(pattern, () => Directory.CreateDirectory(_paths.Folder));

        OutputPath.CheckWritable(_paths.Of(0));
    }

    public bool ComparesFrames => false;

    public unsafe EncodedFrame Encode(Frame frame, Frame? previous)
    {
        SKImageInfo info = new(frame.Width, frame.Height, SKColorType.Rgba8888, SKAlphaType.Opaque);
        fixed (byte* pixels = frame.Pixels)
        {
            using SKPixmap map = new(info, (nint)pixels);
            return new EncodedFrame(frame.Index, new PixelArea(0, 0, frame.Width, frame.Height), PngEncoding.Encode(map));
        }
    }

    public void Append(EncodedFrame frame)
    {
        using (frame)
        using (OutputFile file = new(_paths.Of(frame.Index), _open))
        {
            file.Guarded(() => file.Stream.Write(frame.Data.Span));
            file.Commit();
        }
    }

    public void Complete()
    {
        // Every file is complete already.
    }

    public void Dispose()
    {
        // Nothing stays open between frames.
    }
}
