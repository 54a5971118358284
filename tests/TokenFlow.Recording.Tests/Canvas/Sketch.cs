using System.Numerics;
using TokenFlow.Recording.Pictures;
using TokenFlow.Recording.Type;
using TokenFlow.Scene.Canvas;

namespace TokenFlow.Recording.Tests.Canvas;

/// <summary>A small picture, drawn at once with the embedded typeface alone, a pixel a canvas unit.</summary>
internal sealed class Sketch : IDisposable
{
    private readonly FontBook _fonts = new(SystemFontFiles.None());
    private readonly RasterPicture _picture;

    public Sketch(int width, int height, Action<ICanvas> draw)
    {
        _picture = new RasterPicture(new Vector2(width, height), width, height, _fonts);
        _picture.Draw(draw);
    }

    public ReadOnlySpan<byte> Pixels => _picture.Pixels;

    public Rgba this[int x, int y]
    {
        get
        {
            ReadOnlySpan<byte> pixel = Pixels.Slice(((y * _picture.Width) + x) * 4, 4);
            return new Rgba(pixel[0], pixel[1], pixel[2], pixel[3]);
        }
    }

    /// <summary>How many pixels anything was drawn on.</summary>
    public int Inked
    {
        get
        {
            int inked = 0;
            for (int i = 3; i < Pixels.Length; i += 4)
            {
                inked += Pixels[i] > 0 ? 1 : 0;
            }

            return inked;
        }
    }

    public void Dispose()
    {
        _picture.Dispose();
        _fonts.Dispose();
    }
}
