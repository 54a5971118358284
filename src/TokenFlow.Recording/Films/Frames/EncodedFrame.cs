namespace TokenFlow.Recording.Films.Frames;

/// <summary>
/// What a sink makes of one frame on a worker's thread and later appends in order: bytes of its own format, or the
/// frame's pixels. Disposing of it lets the pixels go.
/// </summary>
public sealed class EncodedFrame : IDisposable
{
    private Frame? _pixels;

    /// <param name="index">The frame's number.</param>
    /// <param name="area">The part of the picture that is drawn anew; empty where nothing changed.</param>
    /// <param name="data">The encoded bytes, where the sink made any.</param>
    /// <param name="pixels">The frame, retained, where the sink needs it as it is.</param>
    public EncodedFrame(int index, PixelArea area, ReadOnlyMemory<byte> data = default, Frame? pixels = null)
    {
        Index = index;
        Area = area;
        Data = data;
        _pixels = pixels;
        pixels?.Retain();
    }

    /// <summary>The frame's number.</summary>
    public int Index { get; }

    /// <summary>The part of the picture that is drawn anew; empty where nothing changed.</summary>
    public PixelArea Area { get; }

    /// <summary>The encoded bytes.</summary>
    public ReadOnlyMemory<byte> Data { get; }

    /// <summary>The pixels, where the sink kept them.</summary>
    public ReadOnlySpan<byte> Pixels => _pixels is null ? default : _pixels.Pixels;

    public void Dispose()
    {
        _pixels?.Release();
        _pixels = null;
    }
}
