using System.Diagnostics;
using System.Numerics;
using TokenFlow.Recording.Films;
using TokenFlow.Recording.Films.Containers;
using TokenFlow.Recording.Films.Frames;
using TokenFlow.Recording.Films.Parts;
using TokenFlow.Recording.Pictures;
using TokenFlow.Recording.Type;
using TokenFlow.Scene.Canvas;

namespace TokenFlow.Recording.Tests;

/// <summary>Measures what one frame of a busy scene costs on one thread. Asserts nothing: machines differ.</summary>
[Explicit("Measures; run it by name.")]
public sealed class FrameTimings
{
    private const int Width = 1280;
    private const int Height = 720;
    private const int Rounds = 9;

    private readonly FontBook _fonts = new(SystemFontFiles.None());
    private readonly Curve[] _curves = [.. Enumerable.Range(0, 5000).Select(Edge)];
    private readonly Vector2[] _discs = [.. Enumerable.Range(0, 4000).Select(i => Around(i * MathF.Tau / 4000, 270))];

    [OneTimeTearDown]
    public void LetGo() => _fonts.Dispose();

    [TestCase(0.6f)]
    [TestCase(1f)]
    [TestCase(1.5f)]
    [TestCase(3f)]
    public void Curves_of_width(float width) =>
        Measure($"5,000 curves of width {width}", c => c.Curves(_curves, new Stroke(new Rgba(96, 150, 220, 60), width)));

    [TestCase(1f)]
    [TestCase(2f)]
    public void Lines_of_width(float width)
    {
        LineSegment[] lines = [.. _curves.Select(c => new LineSegment(c.From, c.To))];
        Measure($"5,000 lines of width {width}", c => c.Lines(lines, new Stroke(new Rgba(96, 150, 220, 60), width)));
    }

    [TestCase(1.5f)]
    [TestCase(3f)]
    public void Discs_of_radius(float radius) =>
        Measure($"4,000 discs of radius {radius}", c => c.Discs(_discs, radius, new Rgba(60, 140, 150)));

    [Test]
    public void Labels() => Measure("500 labels", c =>
    {
        for (int i = 0; i < 500; i++)
        {
            c.Text("token", Around(i * MathF.Tau / 500, 250), new TextStyle(9, new Rgba(226, 232, 244), Angle: i * MathF.Tau / 500));
        }
    });

    [Test]
    public void A_busy_frame_and_its_encoding()
    {
        Measure("frame of 5,000 curves and 4,000 discs", c => Draw(c, 0));
        FramePool pool = new(Width, Height);
        using TemporaryFolder folder = new();
        Frame before = Render(pool, 0), now = Render(pool, 1);
        foreach (string name in (string[])["film.webp", "film.gif", "%05d.png"])
        {
            using IFrameSink sink = FilmPath.OpenSink(folder.At(name), new FilmSettings());
            int bytes = 0;
            Time($"{name}, first frame", () => bytes = sink.Encode(before, null).Data.Length);
            TestContext.Out.WriteLine($"  {bytes} bytes");
            Time($"{name}, next frame", () => bytes = sink.Encode(now, before).Data.Length);
            TestContext.Out.WriteLine($"  {bytes} bytes");
        }
    }

    private static Vector2 Around(float angle, float radius) => new(430 + (radius * MathF.Cos(angle)), 370 + (radius * MathF.Sin(angle)));

    // Four window edges to one that goes to the hub in the middle.
    private static Curve Edge(int i)
    {
        float from = i * MathF.Tau / 5000, to = from + 0.02f + (0.2f * (i * 37 % 100 / 100f));
        return i % 5 == 0
            ? new Curve(Around(from, 270), Around(from + 0.4f, 100), new Vector2(430, 370))
            : new Curve(Around(from, 270), Around((from + to) / 2, 300), Around(to, 270));
    }

    private static void Time(string what, Action action)
    {
        double[] times = new double[Rounds];
        action();
        for (int i = 0; i < Rounds; i++)
        {
            long start = Stopwatch.GetTimestamp();
            action();
            times[i] = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        }

        Array.Sort(times);
        TestContext.Out.WriteLine($"{what}: {times[Rounds / 2]:0.0} ms (fastest {times[0]:0.0})");
    }

    private void Draw(ICanvas canvas, int frame)
    {
        canvas.Clear(new Rgba(11, 14, 23));
        canvas.Curves(_curves, new Stroke(new Rgba(96, 150, 220, 60), 1));
        canvas.Discs(_discs, 2, new Rgba(60, 140, 150));
        canvas.Discs([.. _curves.Where((_, i) => i % 25 == 0).Select(c => c.At(0.3f + (0.02f * frame)))], 2, new Rgba(255, 182, 72));
    }

    private Frame Render(FramePool pool, int index)
    {
        using RasterPicture picture = new(new Vector2(Width, Height), Width, Height, _fonts);
        picture.Draw(c => Draw(c, index));
        Frame frame = pool.Rent(index);
        picture.Pixels.CopyTo(frame.Pixels);
        return frame;
    }

    private void Measure(string what, Action<ICanvas> draw)
    {
        using RasterPicture picture = new(new Vector2(Width, Height), Width, Height, _fonts);
        Time(what, () => picture.Draw(draw));
    }
}
