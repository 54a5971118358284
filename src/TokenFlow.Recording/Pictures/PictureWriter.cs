using System.Numerics;
using System.Text;
using SkiaSharp;
using TokenFlow.Base.Faults;
using TokenFlow.Base.Files;
using TokenFlow.Recording.Canvas;
using TokenFlow.Recording.Type;
using TokenFlow.Scene.Canvas;

namespace TokenFlow.Recording.Pictures;

/// <summary>Writes stills: PNG, SVG or PDF, by the file's extension.</summary>
/// <param name="fonts">The typefaces; stays the caller's to dispose.</param>
public sealed class PictureWriter(FontBook fonts)
{
    /// <summary>The most pixels a picture may have on one side.</summary>
    public const int MaxPixels = 16384;

    // A CSS pixel is 1/96 inch, a PDF point 1/72.
    private const float PointsPerPixel = 0.75f;

    /// <summary>The format that a path's extension asks for.</summary>
    /// <exception cref="FaultException">Usage: the extension is none of png, svg, pdf.</exception>
    public static PictureFormat FormatOf(string path) => Path.GetExtension(path).ToLowerInvariant() switch
    {
        ".png" => PictureFormat.Png,
        ".svg" => PictureFormat.Svg,
        ".pdf" => PictureFormat.Pdf,
        _ => throw new FaultException(
            FaultKind.Usage, $"'{Path.GetExtension(path)}' is no format for a still", path, "end the name in .png, .svg or .pdf"),
    };

    /// <summary>Draws a picture and writes it. The file appears under its name only when it is whole.</summary>
    /// <param name="path">Where to; the extension decides the format.</param>
    /// <param name="size">The picture's size in canvas units; it is fitted into the pixels, centred.</param>
    /// <param name="width">Pixels across.</param>
    /// <param name="height">Pixels down.</param>
    /// <param name="draw">Draws the picture, once.</param>
    /// <exception cref="FaultException">Usage (extension), OutOfRange (pixels), OutputUnwritable, DiskFull.</exception>
    public void Write(string path, Vector2 size, int width, int height, Action<ICanvas> draw)
    {
        ArgumentNullException.ThrowIfNull(draw);
        PictureFormat format = FormatOf(path);
        CheckPixels(width, height);
        using OutputFile file = new(path);
        byte[] bytes = format switch
        {
            PictureFormat.Png => Png(size, width, height, draw),
            PictureFormat.Svg => Svg(size, width, height, draw),
            _ => Pdf(size, width, height, draw),
        };
        file.Guarded(() => file.Stream.Write(bytes));
        file.Commit();
    }

    /// <summary>Checks a picture's size in pixels.</summary>
    /// <exception cref="FaultException">OutOfRange.</exception>
    internal static void CheckPixels(int width, int height)
    {
        if (width is < 1 or > MaxPixels || height is < 1 or > MaxPixels)
        {
            throw new FaultException(
                FaultKind.OutOfRange, $"{width} x {height} pixels cannot be drawn", remedy: $"choose 1 to {MaxPixels} each way");
        }
    }

    private byte[] Png(Vector2 size, int width, int height, Action<ICanvas> draw)
    {
        using RasterPicture picture = new(size, width, height, fonts);
        picture.Draw(draw);
        return picture.EncodePng();
    }

    private byte[] Svg(Vector2 size, int width, int height, Action<ICanvas> draw)
    {
        using SvgCanvas canvas = new(size, new Vector2(width, height), fonts);
        draw(canvas);
        return Encoding.UTF8.GetBytes(canvas.Finish());
    }

    private byte[] Pdf(Vector2 size, int width, int height, Action<ICanvas> draw)
    {
        using MemoryStream stream = new();
        SKDocumentPdfMetadata about = new(SKDocumentPdfMetadata.DefaultRasterDpi) { Creator = "TokenFlow" };
        using (SKDocument document = SKDocument.CreatePdf(stream, about))
        {
            Vector2 page = new Vector2(width, height) * PointsPerPixel;
            DrawVectors(document.BeginPage(page.X, page.Y), size, page, draw);
            document.EndPage();
            document.Close();
        }

        return stream.ToArray();
    }

    private void DrawVectors(SKCanvas skia, Vector2 size, Vector2 extent, Action<ICanvas> draw)
    {
        using SkiaCanvas canvas = new(skia, size, extent, CanvasTarget.Document, fonts);
        draw(canvas);
        skia.RestoreToCount(1);
    }
}

/// <summary>The formats that a still can be written in.</summary>
public enum PictureFormat
{
    /// <summary>Pixels.</summary>
    Png,

    /// <summary>Vectors for the web. Text is outlined, so it looks the same in every viewer.</summary>
    Svg,

    /// <summary>Vectors for print, one page of the picture's size at 96 pixels an inch.</summary>
    Pdf,
}
