using TokenFlow.Studies.Recall;

namespace TokenFlow.Simulation.Tests.Recall;

public sealed class KneeTests
{
    [Test]
    public void It_lies_on_the_line_in_the_logarithm() =>
        Assert.That(Knee.Of([(1, 1.0), (4, 1.0), (16, 0.8), (64, 0.1)]), Is.EqualTo(8).Within(1e-12));

    [Test]
    public void A_point_at_the_mark_is_the_knee() => Assert.That(Knee.Of([(1, 1.0), (4, 0.9), (16, 0.5)]), Is.EqualTo(4).Within(1e-12));

    [Test]
    public void The_last_fall_counts() => Assert.That(Knee.Of([(1, 0.5), (2, 1.0), (4, 0.8)]), Is.EqualTo(2 * Math.Sqrt(2)).Within(1e-12));

    [Test]
    public void A_curve_that_never_falls_or_never_rises_has_none()
    {
        Assert.That(Knee.Of([(1, 1.0), (2, 0.95)]), Is.Null);
        Assert.That(Knee.Of([(1, 0.3), (2, 0.2)]), Is.Null);
        Assert.That(Knee.Of(Array.Empty<(double, double)>()), Is.Null);
    }
}
