using TokenFlow.Scene.Motion;

namespace TokenFlow.Scene.Tests.Motion;

[TestFixture]
public sealed class LayerClockTests
{
    [Test]
    public void In_a_layer_of_a_second_dye_travels_from_0_15_to_0_6()
    {
        Assert.That(new LayerClock(0.14f, 1).IsTravelling, Is.False);
        Assert.That(new LayerClock(0.16f, 1).IsTravelling, Is.True);
        Assert.That(new LayerClock(0.375f, 1).Travel, Is.EqualTo(0.5f).Within(1e-3f));
        Assert.That(new LayerClock(0.59f, 1).IsTravelling, Is.True);
        Assert.That(new LayerClock(0.61f, 1).IsTravelling, Is.False);
    }

    [TestCase(0.2f)]
    [TestCase(0.75f)]
    [TestCase(1.5f)]
    [TestCase(6f)]
    public void Every_layer_starts_with_none_and_ends_with_all(float seconds)
    {
        Assert.That(new LayerClock(0, seconds).Travel, Is.Zero);
        Assert.That(new LayerClock(0.9999f, seconds).Travel, Is.EqualTo(1).Within(1e-3f));
    }

    [Test]
    public void Travel_never_goes_back()
    {
        Gen.Select(Gen.Float[0, 1], Gen.Float[0, 1], Gen.Float[0.01f, 10]).Sample((a, b, seconds) =>
            new LayerClock(MathF.Min(a, b), seconds).Travel <= new LayerClock(MathF.Max(a, b), seconds).Travel);
    }

    [Test]
    public void Light_is_one_while_dye_travels_and_dims_to_rest()
    {
        Assert.That(new LayerClock(0.4f, 1).Light, Is.EqualTo(1).Within(1e-4f));
        Assert.That(new LayerClock(0.95f, 1).Light, Is.EqualTo(new LayerClock(0, 1).Light).Within(1e-4f));
    }
}
