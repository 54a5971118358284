using System.Numerics;
using TokenFlow.Recording.Pictures;
using TokenFlow.Recording.Type;
using TokenFlow.Scene.Canvas;

namespace TokenFlow.Recording.Tests.Canvas;

public sealed class SkiaCanvasTests
{
    private static readonly Rgba Ink = new(11, 14, 23);
    private static readonly Rgba Blue = new(96, 150, 220);
    private static readonly Rgba Amber = new(255, 182, 72);
    private static readonly Rgba Faint = new(96, 150, 220, 90);

    private readonly ReferencePictures _references = new("TokenFlow.Recording.Tests");

    private static IEnumerable<TestCaseData<Action<ICanvas>>> Primitives()
    {
        yield return Case("lines", c =>
        {
            c.Lines([new(new(5, 5), new(90, 20)), new(new(5, 20), new(90, 5))], new Stroke(Faint, 0.6f));
            c.Lines([new(new(8, 30), new(88, 30)), new(new(10, 45), new(86, 55))], new Stroke(Blue, 4));
            c.Lines([new(new(10, 52), new(80, 62))], new Stroke(Amber, 5, Round: true));
        });
        yield return Case("polyline", c => c.Polyline([new(8, 56), new(30, 10), new(50, 50), new(88, 14)], new Stroke(Amber, 5, true)));
        yield return Case("curves", c =>
        {
            c.Curves([new(new(5, 60), new(48, -40), new(90, 60)), new(new(5, 40), new(48, 90), new(90, 40))], new Stroke(Faint, 0.8f));
            c.Curves([new(new(5, 30), new(48, 70), new(90, 30)), new(new(10, 58), new(70, 10), new(88, 58))], new Stroke(Blue, 3));
        });
        yield return Case("arc", c =>
        {
            c.Arc(new(32, 32), 22, -MathF.PI / 2, 4, new Stroke(Amber, 6, true));
            c.Arc(new(74, 32), 14, 0, MathF.Tau, new Stroke(Blue, 2));
        });
        yield return Case("discs", c =>
        {
            c.Discs([new(15, 15), new(40.3f, 15.7f), new(70, 20)], 6, Blue);
            c.Discs([new(20, 45), new(28, 45), new(36, 45)], 8, Faint);
            c.Discs([new(60, 45), new(66, 46), new(72.5f, 47.5f)], 1.2f, Amber);
        });
        yield return Case("glow", c => c.Glow(new(48, 32), 30, Amber));
        yield return Case("glow-added", c =>
        {
            c.PushBlend(BlendMode.Add);
            c.Glow(new(38, 32), 26, Amber);
            c.Glow(new(58, 32), 26, Blue);
            c.PopBlend();
        });
        yield return Case("rectangles", c =>
        {
            c.Rectangle(new Box(6, 6, 34, 22), Blue, 6);
            c.Rectangle(new Box(50.5f, 6.5f, 30, 20), Faint);
            c.Outline(new Box(6.5f, 36.5f, 34, 22), new Stroke(Amber, 1), 6);
            c.Outline(new Box(50, 36, 34, 20), new Stroke(Amber, 3));
        });
        yield return Case("gradient", c => c.Gradient(new Box(8, 20, 80, 24), Blue, Amber));
        yield return Case("polygon", c => c.Polygon([new(10, 55), new(30, 8), new(60, 30), new(86, 12), new(80, 58)], Blue));
        yield return Case("cells", c => c.Cells(new Box(8, 8, 80, 48), 4, 2, [Blue, Amber, Ink, Faint, Amber, Blue, Faint, Ink]));
        yield return Case("text", c =>
        {
            c.Text("Hub 0417", new(4, 18), new TextStyle(15, Amber, FontWeight.Bold));
            c.Text("two hops", new(48, 34), new TextStyle(11, Blue, Anchor: TextAnchor.Middle));
            c.Text("end", new(92, 48), new TextStyle(9, Blue, Anchor: TextAnchor.End));
            c.Text("turned", new(10, 60), new TextStyle(11, Amber, Angle: -0.5f));
        });
        yield return Case("clip", c =>
        {
            c.PushClip(new Box(10, 10, 50, 44));
            c.PushClip(new Box(30, 20, 60, 20));
            c.Discs([new(48, 32)], 28, Blue);
            c.PopClip();
            c.Outline(new Box(14, 14, 70, 36), new Stroke(Amber, 2));
            c.PopClip();
            c.Discs([new(88, 8)], 4, Amber);
        });
    }

    [TestCaseSource(nameof(Primitives))]
    public void Primitives_look_like_their_references(Action<ICanvas> draw)
    {
        using FontBook fonts = new(SystemFontFiles.None());
        using RasterPicture picture = new(new Vector2(96, 64), 192, 128, fonts);
        picture.Draw(c =>
        {
            c.Clear(Ink);
            draw(c);
        });

        _references.Match(TestContext.CurrentContext.Test.Name, picture.Pixels, 192, 128, ImageTolerance.Drawn);
    }

    [Test]
    public void Clear_fills_everything_and_leaves_the_clip_in_force()
    {
        using Sketch sketch = new(8, 8, c =>
        {
            c.PushClip(new Box(2, 2, 4, 4));
            c.Clear(Blue);
            c.Rectangle(new Box(0, 0, 8, 8), Amber);
            c.PopClip();
        });

        Assert.That(sketch[0, 0], Is.EqualTo(Blue));
        Assert.That(sketch[7, 7], Is.EqualTo(Blue));
        Assert.That(sketch[3, 3], Is.EqualTo(Amber));
    }

    [Test]
    public void Added_light_adds_up_and_saturates()
    {
        using Sketch sketch = new(4, 4, c =>
        {
            c.Clear(new Rgba(100, 0, 200));
            c.PushBlend(BlendMode.Add);
            c.Rectangle(new Box(0, 0, 4, 4), new Rgba(50, 20, 200));
            c.PushBlend(BlendMode.Over);
            c.Rectangle(new Box(0, 0, 1, 1), Amber);
            c.PopBlend();
            c.PopBlend();
        });

        Assert.That(sketch[2, 2], Is.EqualTo(new Rgba(150, 20, 255)));
        Assert.That(sketch[0, 0], Is.EqualTo(Amber));
    }

    [TestCase(0.7f)]
    [TestCase(4f)]
    public void Crossing_members_of_one_batch_both_count(float width)
    {
        Stroke stroke = new(new Rgba(255, 255, 255, 60), width);
        Curve down = new(new(16, 0), new(16, 16), new(16, 32)), across = new(new(0, 16), new(16, 16), new(32, 16));
        using Sketch curves = new(32, 32, c => Batch(c, () => c.Curves([down, across], stroke)));
        using Sketch lines = new(32, 32, c => Batch(c, () => c.Lines([new(down.From, down.To), new(across.From, across.To)], stroke)));

        foreach (Sketch sketch in (Sketch[])[curves, lines])
        {
            int once = Enumerable.Range(0, 32).Max(x => sketch[x, 6].R), crossed = Enumerable.Range(12, 8).Max(x => sketch[x, 16].R);
            Assert.That(once, Is.GreaterThan(10));
            Assert.That(crossed, Is.GreaterThan(once * 1.4));
        }
    }

    [Test]
    public void A_member_that_is_not_finite_spoils_no_other()
    {
        using Sketch with = new(16, 16, c => Batch(c, () => c.Curves([Nan(), Plain()], new Stroke(Blue, 2))));
        using Sketch without = new(16, 16, c => Batch(c, () => c.Curves([Plain()], new Stroke(Blue, 2))));

        Assert.That(with.Pixels.SequenceEqual(without.Pixels), Is.True);

        static Curve Plain() => new(new(0, 8), new(8, 0), new(16, 8));
        static Curve Nan() => new(new(float.NaN, 8), new(8, 0), new(16, 8));
    }

    [Test]
    public void Cells_are_not_smoothed()
    {
        using Sketch sketch = new(32, 8, c => c.Cells(new Box(0, 0, 32, 8), 2, 1, [Blue, Amber]));

        Assert.That(sketch[15, 4], Is.EqualTo(Blue));
        Assert.That(sketch[16, 4], Is.EqualTo(Amber));
    }

    [Test]
    public void Cells_that_do_not_fill_the_grid_are_refused()
    {
        Assert.That(
            () => new Sketch(8, 8, c => c.Cells(new Box(0, 0, 8, 8), 3, 2, [Blue])).Dispose(),
            Throws.ArgumentException);
    }

    [Test]
    public void A_picture_of_another_shape_is_fitted_and_centred()
    {
        using FontBook fonts = new(SystemFontFiles.None());
        using RasterPicture picture = new(new Vector2(10, 10), 40, 20, fonts);
        picture.Draw(c => c.Rectangle(new Box(0, 0, 10, 10), Blue));

        Assert.That(picture.Pixels[((10 * 40) + 9) * 4], Is.Zero);
        Assert.That(picture.Pixels[((10 * 40) + 10) * 4], Is.EqualTo(Blue.R));
        Assert.That(picture.Pixels[((10 * 40) + 29) * 4], Is.EqualTo(Blue.R));
        Assert.That(picture.Pixels[((10 * 40) + 30) * 4], Is.Zero);
    }

    [Test]
    public void What_one_picture_left_open_does_not_reach_the_next()
    {
        using FontBook fonts = new(SystemFontFiles.None());
        using RasterPicture picture = new(new Vector2(8, 8), 8, 8, fonts);
        picture.Draw(c =>
        {
            c.PushClip(new Box(0, 0, 2, 2));
            c.PushBlend(BlendMode.Add);
        });
        picture.Draw(c => c.Rectangle(new Box(0, 0, 8, 8), Blue));

        Assert.That(picture.Pixels[^4..].ToArray(), Is.EqualTo(new byte[] { Blue.R, Blue.G, Blue.B, 255 }));
    }

    private static void Batch(ICanvas canvas, Action draw)
    {
        canvas.Clear(new Rgba(0, 0, 0));
        draw();
    }

    private static TestCaseData<Action<ICanvas>> Case(string name, Action<ICanvas> draw) =>
        new TestCaseData<Action<ICanvas>>(draw).SetName(name);
}
