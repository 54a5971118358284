using System.Numerics;
using SkiaSharp;
using TokenFlow.Recording.Films;
using TokenFlow.Recording.Films.Containers;
using TokenFlow.Recording.Films.Frames;
using TokenFlow.Recording.Films.Parts;
using TokenFlow.Recording.Pictures;
using TokenFlow.Recording.Type;
using TokenFlow.Scene.Canvas;

namespace TokenFlow.Recording.Tests;

/// <summary>A small film that every sink is tried with: a disc that travels, rests for ten frames, and travels on.</summary>
internal static class FilmSamples
{
    public const int Frames = 30;

    public static FilmSettings Settings => new() { Width = 96, Height = 64, FramesPerSecond = 30 };

    public static Vector2 Size => new(96, 64);

    public static Vector2 DiscAt(int frame) => new(8 + (3 * (frame < 10 ? frame : Math.Max(9, frame - 10))), 32);

    public static void Draw(ICanvas canvas, int frame)
    {
        canvas.Clear(new Rgba(11, 14, 23));
        canvas.Gradient(new Box(0, 56, 96, 8), new Rgba(96, 150, 220), new Rgba(255, 182, 72));
        canvas.Glow(new Vector2(48, 20), 20, new Rgba(255, 182, 72, 120));
        canvas.Discs([DiscAt(frame)], 6, new Rgba(255, 182, 72));
    }

    public static void Record(IFrameSink sink, FilmSettings? settings = null, int threads = 2, int frames = Frames)
    {
        using FontBook fonts = new(SystemFontFiles.None());
        new FilmRecorder(fonts).Record(settings ?? Settings, Size, frames, Enumerable.Range(0, frames), Draw, sink, threads);
    }

    /// <summary>The facts that the film goes by.</summary>
    public static FilmIdentity Identity { get; } = new(Frames, [KeyValuePair.Create("the film", "a disc")]);

    /// <summary>Records what a sink does not have yet.</summary>
    public static void RecordRest(IFrameSink sink, FilmSettings? settings = null, int threads = 2, int frames = Frames)
    {
        using FontBook fonts = new(SystemFontFiles.None());
        int from = FilmRecorder.FirstState(sink);
        new FilmRecorder(fonts).Record(settings ?? Settings, Size, frames, Enumerable.Range(from, frames - from), Draw, sink, threads);
    }

    /// <summary>Appends some frames one by one and leaves the sink open.</summary>
    public static void Append(IFrameSink sink, int frames, Action<int>? after = null)
    {
        FramePool pool = new(96, 64);
        Frame? previous = null;
        for (int k = 0; k < frames; k++)
        {
            Frame frame = pool.Rent(k);
            Pixels(k).CopyTo(frame.Pixels);
            sink.Append(sink.Encode(frame, sink.ComparesFrames ? previous : null));
            previous?.Release();
            previous = frame;
            after?.Invoke(k + 1);
        }

        previous?.Release();
    }

    /// <summary>The pixels of one frame, as the recorder draws them.</summary>
    public static byte[] Pixels(int frame)
    {
        using FontBook fonts = new(SystemFontFiles.None());
        using RasterPicture picture = new(Size, 96, 64, fonts);
        picture.Draw(canvas => Draw(canvas, frame));
        return picture.Pixels.ToArray();
    }

    /// <summary>The pixels that a viewer shows for one stored frame of an animation.</summary>
    public static byte[] Decode(SKCodec codec, int stored)
    {
        SKImageInfo info = new(codec.Info.Width, codec.Info.Height, SKColorType.Rgba8888, SKAlphaType.Premul);
        using SKBitmap bitmap = new(info);
        SKCodecResult result = codec.GetPixels(info, bitmap.GetPixels(), new SKCodecOptions(stored));
        Assert.That(result, Is.EqualTo(SKCodecResult.Success));
        return bitmap.GetPixelSpan().ToArray();
    }
}
