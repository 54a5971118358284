using TokenFlow.Scene.Ramp;

namespace TokenFlow.Scene.Tests.Ramp;

[TestFixture]
public sealed class DyeScaleTests
{
    [Test]
    public void A_whole_drop_is_at_the_top_and_the_floor_at_the_bottom()
    {
        var scale = new DyeScale(192);
        Assert.That(scale.Level(1), Is.EqualTo(1));
        Assert.That(scale.Level(scale.Floor), Is.EqualTo(0).Within(1e-5));
        Assert.That(scale.Level(scale.Floor / 100), Is.EqualTo(0));
    }

    [Test]
    public void None_is_not_little() => Assert.That(new DyeScale(192).Level(0), Is.LessThan(0));

    [TestCase(40)]
    [TestCase(192)]
    [TestCase(4096)]
    [TestCase(65536)]
    public void What_a_hub_spreads_in_two_hops_is_on_the_scale(int tokens)
    {
        var scale = new DyeScale(tokens);
        Assert.That(scale.Floor, Is.LessThanOrEqualTo(1.001f / ((float)tokens * tokens)));
        Assert.That(scale.Level(0.25f / (tokens * MathF.Min(tokens, 64))), Is.GreaterThan(0));
    }
}
