using TokenFlow.Scene.Canvas;
using TokenFlow.Scene.Ramp;
using TokenFlow.Scene.Tests.Theme;

namespace TokenFlow.Scene.Tests.Ramp;

[TestFixture]
public sealed class DyeRampTests
{
    private static IEnumerable<TestCaseData> Ramps()
    {
        yield return new TestCaseData(DyeRamp.OnInk(), 1).SetArgDisplayNames("ink");
        yield return new TestCaseData(DyeRamp.OnPaper(), -1).SetArgDisplayNames("paper");
    }

    [TestCaseSource(nameof(Ramps))]
    public void Lightness_runs_one_way(DyeRamp ramp, int direction)
    {
        for (int i = 1; i < DyeRamp.Steps; i++)
        {
            Assert.That((OkLab.From(ramp.Colours[i]).L - OkLab.From(ramp.Colours[i - 1]).L) * direction, Is.GreaterThan(0), $"step {i}");
        }
    }

    [TestCaseSource(nameof(Ramps))]
    public void Equal_steps_look_equally_large(DyeRamp ramp, int direction)
    {
        // Over eight steps at a time: a single one is no more than the rounding to bytes.
        const int Stride = 8;
        var steps = new List<float>();
        for (int i = Stride; i < DyeRamp.Steps; i += Stride)
        {
            steps.Add(OkLab.From(ramp.Colours[i]).Distance(OkLab.From(ramp.Colours[i - Stride])));
        }

        Assert.That(steps.Max() / steps.Min(), Is.LessThan(1.2f), direction.ToString());
    }

    [TestCaseSource(nameof(Ramps))]
    public void The_order_survives_colour_blindness(DyeRamp ramp, int direction)
    {
        foreach (ColourVision vision in ColourVision.All)
        {
            for (int i = 6; i < DyeRamp.Steps; i++)
            {
                Assert.That((OkLab.From(vision.See(ramp.Colours[i])).L - OkLab.From(vision.See(ramp.Colours[i - 6])).L) * direction, Is.GreaterThan(0), $"{vision.Name}, step {i}");
            }
        }
    }

    [Test]
    public void Levels_outside_are_clamped()
    {
        var ramp = DyeRamp.OnInk();
        Assert.That(ramp.At(-3), Is.EqualTo(ramp.Colours[0]));
        Assert.That(ramp.At(7), Is.EqualTo(ramp.Colours[^1]));
    }

    [Test]
    public void A_colour_comes_back_from_OkLab()
    {
        Gen.Select(Gen.Byte, Gen.Byte, Gen.Byte).Sample((byte r, byte g, byte b) => OkLab.From(new Rgba(r, g, b)).ToRgba() == new Rgba(r, g, b));
    }

    [Test]
    public void A_ramp_needs_two_anchors() => Assert.That(() => new DyeRamp([new OkLab(0.5f, 0, 0)]), Throws.ArgumentException);
}
