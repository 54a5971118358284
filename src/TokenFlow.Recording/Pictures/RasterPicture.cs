using System.Numerics;
using SkiaSharp;
using TokenFlow.Recording.Canvas;
using TokenFlow.Recording.Type;
using TokenFlow.Scene.Canvas;

namespace TokenFlow.Recording.Pictures;

/// <summary>
/// A bitmap and the canvas that draws on it, to be drawn again and again: what the canvas has cached stays warm.
/// Belongs to one thread at a time.
/// </summary>
public sealed class RasterPicture : IDisposable
{
    private readonly SKBitmap _bitmap;
    private readonly SKCanvas _skia;
    private readonly SkiaCanvas _canvas;

    /// <param name="size">The picture's size in canvas units.</param>
    /// <param name="width">Pixels across.</param>
    /// <param name="height">Pixels down.</param>
    /// <param name="fonts">The typefaces; stays the caller's to dispose.</param>
    public RasterPicture(Vector2 size, int width, int height, FontBook fonts)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(width);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(height);
        _bitmap = new SKBitmap(new SKImageInfo(width, height, SKColorType.Rgba8888, SKAlphaType.Premul));
        _skia = new SKCanvas(_bitmap);
        _canvas = new SkiaCanvas(_skia, size, new Vector2(width, height), CanvasTarget.Pixels, fonts);
    }

    /// <summary>Pixels across.</summary>
    public int Width => _bitmap.Width;

    /// <summary>Pixels down.</summary>
    public int Height => _bitmap.Height;

    /// <summary>The pixels, row by row without gaps: red, green, blue, alpha, premultiplied.</summary>
    public ReadOnlySpan<byte> Pixels => _bitmap.GetPixelSpan();

    /// <summary>Draws a new picture over the old one.</summary>
    /// <param name="draw">Draws; nothing of the former picture is left when it starts.</param>
    public void Draw(Action<ICanvas> draw)
    {
        ArgumentNullException.ThrowIfNull(draw);
        _bitmap.Erase(SKColors.Transparent);
        _canvas.Begin();
        draw(_canvas);
        _skia.Flush();
    }

    /// <summary>The picture as a PNG file's bytes.</summary>
    public byte[] EncodePng()
    {
        using SKPixmap pixels = _bitmap.PeekPixels();
        return PngEncoding.Encode(pixels);
    }

    public void Dispose()
    {
        _canvas.Dispose();
        _skia.Dispose();
        _bitmap.Dispose();
    }
}
