using System.Numerics;
using TokenFlow.Recording.Pictures;
using TokenFlow.Scenarios.Scenarios;
using TokenFlow.Scene.Canvas;
using TokenFlow.Scene.Shots;
using TokenFlow.Simulation;
using TokenFlow.Studies.Recall;
using TokenFlow.Ui.Hosting;
using TokenFlow.Window.Tests.Hosting;

namespace TokenFlow.Window.Tests.Canvas;

/// <summary>The window's pictures are the films' pictures.</summary>
public sealed class RaylibCanvasTests : WindowFixture
{
    // How far the mean of a block of 8 x 8 pixels may be off, of 255. What the two rasterisers differ by stays below it, and
    // a disc of one token that is moved, missing or of another colour is above it: the tests hold both.
    private const double Tolerance = 15;

    // On white, and where dozens of translucent lines cross in one block, what the rasterisers differ by adds up.
    private const double CrowdTolerance = 24;

    [TestCase("hub-in-two-hops", "dark", 20)]
    [TestCase("hub-in-two-hops", "light", 70)]
    [TestCase("bigbird", "dark", 60)]
    [TestCase("question-tokens", "light", 100)]
    [TestCase("longformer-512", "dark", 50)]
    public void Draws_a_scene_as_the_films_have_it(string name, string theme, int frame)
    {
        using FlowSimulation simulation = Simulate(name);
        simulation.Seek(frame);
        var shot = new Shot(simulation.Snapshot, new ShotView(theme));
        Match($"{name}-{theme}", canvas => new ShotDrawer().Draw(canvas, shot), theme == "dark" ? Tolerance : CrowdTolerance);
    }

    [Test]
    public void Draws_each_primitive_as_the_films_have_it([Range(0, 12)] int which) => Match($"primitive-{which}", canvas => Primitive(canvas, which), which is 2 or 4 ? CrowdTolerance : Tolerance);

    [Test]
    public void A_disc_of_a_token_that_is_moved_missing_or_recoloured_shows([Values("moved", "missing", "recoloured")] string how)
    {
        using FlowSimulation simulation = Simulate("hub-in-two-hops");
        simulation.Seek(120);
        var shot = new Shot(simulation.Snapshot, new ShotView("dark"));
        byte[] expected = OnSkia(canvas => new ShotDrawer().Draw(canvas, shot));
        byte[] changed = OnRaylib(canvas => new ShotDrawer().Draw(new OneDiscOff(canvas, how), shot));
        Assert.That(StructureComparer.Worst(StructureComparer.Differences(changed, expected, Width)), Is.GreaterThan(Tolerance));
    }

    [Test]
    public void A_clip_holds_what_is_drawn_and_nests()
    {
        byte[] picture = OnRaylib(canvas =>
        {
            canvas.Clear(new Rgba(0, 0, 0));
            canvas.PushClip(new Box(100, 100, 200, 200));
            canvas.PushClip(new Box(200, 0, 500, 150));
            canvas.Rectangle(new Box(0, 0, Width, Height), new Rgba(255, 255, 255));
            canvas.PopClip();
            canvas.PopClip();
        });
        int lit = 0;
        for (int i = 0; i < picture.Length; i += 4)
        {
            lit += picture[i] > 0 ? 1 : 0;
        }

        Assert.That(lit, Is.EqualTo(100 * 50));
    }

    [Test]
    public void Signs_of_any_script_leave_something_to_see()
    {
        foreach (string sign in new[] { "a", "ß", "Ж", "漢", "\U0001F600", "\uE123", "\n", "\u202E" })
        {
            byte[] picture = OnRaylib(canvas =>
            {
                canvas.Clear(new Rgba(0, 0, 0));
                canvas.Text(sign, new Vector2(100, 100), new TextStyle(40, new Rgba(255, 255, 255)));
            });
            Assert.That(picture.Chunk(4).Count(p => p[0] + p[1] + p[2] > 90), Is.GreaterThan(20), $"U+{(int)sign[0]:X4}");
        }
    }

    [Test]
    public void Goes_on_when_there_are_more_letters_than_the_texture_holds()
    {
        // Every size is a sprite of its own: these do not fit at once.
        for (int round = 0; round < 40; round++)
        {
            int from = round;
            _ = OnRaylib(canvas =>
            {
                for (int i = 0; i < 40; i++)
                {
                    canvas.Text("ABCDEFGHIJKLMNOPQRSTUVWXYZ", new Vector2(0, 100), new TextStyle(20 + (from * 0.7f) + i, new Rgba(255, 255, 255)));
                }
            });
        }

        Match("after", canvas => Primitive(canvas, 11), Tolerance);
    }

    private static FlowSimulation Simulate(string name)
    {
        string content = Checkout.At("content", "scenarios", name + ".json");
        Scenario scenario = ScenarioReader.FromFile(content, []);
        Sequence sequence = new SequenceBuilder(() => Stream.Null).Build(scenario);
        return FlowRun.Open(scenario, sequence, FlowOptions.Drawn(sequence.Count));
    }

    private static void Primitive(ICanvas canvas, int which)
    {
        canvas.Clear(new Rgba(11, 14, 23));
        var blue = new Rgba(96, 150, 220);
        var amber = new Rgba(255, 182, 72, 180);
        Vector2[] zigzag = [.. Enumerable.Range(0, 20).Select(i => new Vector2(60 + (i * 55), 200 + (i % 2 * 200) + i))];
        LineSegment[] fan = [.. Enumerable.Range(0, 48).Select(i => new LineSegment(new(640, 360), new Vector2(640, 360) + (300 * new Vector2(MathF.Cos(i * 0.131f), MathF.Sin(i * 0.131f)))))];
        Curve[] bows = [.. Enumerable.Range(0, 30).Select(i => new Curve(new(100 + (i * 10), 600), new(300 + (i * 20), 50 + (i * 9)), new(700 + (i * 12), 600)))];
        Vector2[] points = [.. Enumerable.Range(0, 60).Select(i => new Vector2(30 + (i * 20.37f), 300 + (100 * MathF.Sin(i))))];
        switch (which)
        {
            case 0: canvas.Lines(fan, new Stroke(blue, 1.5f)); break;
            case 1: canvas.Lines(fan, new Stroke(blue, 0.6f)); break;
            case 2: canvas.Lines(fan, new Stroke(amber, 7.3f, Round: true)); break;
            case 3: canvas.Polyline(zigzag, new Stroke(blue, 3)); break;
            case 4: canvas.Curves(bows, new Stroke(amber, 1.2f)); break;
            case 5:
                for (int i = 0; i < 12; i++)
                {
                    canvas.Arc(new(640, 360), 20 + (i * 27.3f), i, 1 + (i * 0.6f), new Stroke(blue, 1 + (i * 0.7f)));
                }

                break;
            case 6:
                for (int i = 0; i < 14; i++)
                {
                    canvas.Discs(points.AsSpan(i * 4, 4), 0.4f + (i * i * 0.5f), amber);
                }

                break;
            case 7: canvas.Glow(new(640, 360), 300, amber); break;
            case 8:
                for (int i = 0; i < 12; i++)
                {
                    canvas.Rectangle(new Box(20.3f + (i * 100), 50.6f + (i * 30), 80.4f, 1.3f + (i * 22)), i % 2 == 0 ? blue : amber, i);
                }

                break;
            case 9:
                for (int i = 0; i < 12; i++)
                {
                    canvas.Outline(new Box(20.3f + (i * 100), 50.6f + (i * 30), 80.4f, 30 + (i * 22)), new Stroke(blue, 1 + (i * 0.3f)), i * 2);
                }

                break;
            case 10:
                canvas.Gradient(new Box(100, 100, 900, 80), blue, amber);
                canvas.Polygon([new(100, 600), new(300, 300), new(500, 500), new(700, 250), new(900, 600)], amber);
                canvas.Cells(new Box(100, 200, 400, 64), 3, 2, [blue, amber, new(9, 9, 9), amber, blue, new(200, 30, 30, 100)]);
                break;
            case 11:
                for (int i = 0; i < 10; i++)
                {
                    canvas.Text("Attention moves Zeichen, 0123456789", new(60, 60 + (i * 42)), new TextStyle(9 + (i * 2.3f), i % 2 == 0 ? blue : amber, i % 3 == 0 ? FontWeight.Bold : FontWeight.Regular));
                }

                break;
            default:
                canvas.PushBlend(BlendMode.Add);
                for (int i = 0; i < 24; i++)
                {
                    canvas.Text("turned text", new(640, 360), new TextStyle(16, amber, Angle: i * 0.2618f));
                }

                canvas.PopBlend();
                break;
        }
    }

    private void Match(string name, Action<ICanvas> draw, double tolerance)
    {
        byte[] expected = OnSkia(draw);
        byte[] actual = OnRaylib(draw);
        double[][] off = StructureComparer.Differences(actual, expected, Width);
        double worst = StructureComparer.Worst(off);
        TestContext.Out.WriteLine($"{name}: the worst block is {worst:0.0} of 255 off");
        if (worst <= tolerance)
        {
            return;
        }

        int row = Array.FindIndex(off, r => r.Max() == worst);
        string folder = Path.Join(TestContext.CurrentContext.WorkDirectory, "raylib-pictures");
        Directory.CreateDirectory(folder);
        Keep(Path.Join(folder, name + "-actual.png"), actual);
        Keep(Path.Join(folder, name + "-expected.png"), expected);
        Keep(Path.Join(folder, name + "-difference.png"), ImageComparer.Picture(actual, expected));
        Assert.Fail($"{name}: a block is {worst:0.0} of 255 off, at {Array.IndexOf(off[row], worst) * StructureComparer.Block}, {row * StructureComparer.Block}; see {folder}");
    }

    private byte[] OnSkia(Action<ICanvas> draw)
    {
        using var picture = new RasterPicture(new Vector2(Width, Height), Width, Height, Fonts);
        picture.Draw(draw);
        return picture.Pixels.ToArray();
    }

    private byte[] OnRaylib(Action<ICanvas> draw)
    {
        ICanvas canvas = Host.BeginPicture();
        draw(canvas);
        Pixels pixels = Host.ReadPixels();
        Host.EndPicture();
        Assert.That((pixels.Width, pixels.Height), Is.EqualTo((Width, Height)));
        return pixels.Rgba;
    }

    private static void Keep(string path, byte[] rgba)
    {
        using var bitmap = new SkiaSharp.SKBitmap(new SkiaSharp.SKImageInfo(Width, Height, SkiaSharp.SKColorType.Rgba8888, SkiaSharp.SKAlphaType.Opaque));
        System.Runtime.InteropServices.Marshal.Copy(rgba, 0, bitmap.GetPixels(), rgba.Length);
        using SkiaSharp.SKData data = bitmap.Encode(SkiaSharp.SKEncodedImageFormat.Png, 90);
        File.WriteAllBytes(path, data.ToArray());
    }
}
