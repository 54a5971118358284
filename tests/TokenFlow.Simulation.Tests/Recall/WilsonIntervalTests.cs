using CsCheck;
using TokenFlow.Studies.Recall;

namespace TokenFlow.Simulation.Tests.Recall;

public sealed class WilsonIntervalTests
{
    // Figures worked out by hand: at p = 0 the upper end is z² / (n + z²), at p = 1/2 the ends are 1/2 ± z / (2 sqrt(n + z²)).
    [TestCase(0, 10, 0, 0.277532)]
    [TestCase(10, 10, 0.722467, 1)]
    [TestCase(5, 10, 0.236593, 0.763407)]
    [TestCase(50, 100, 0.403832, 0.596168)]
    public void It_gives_known_figures(int successes, int trials, double low, double high)
    {
        WilsonInterval interval = WilsonInterval.Of(successes, trials);
        Assert.That(interval.Low, Is.EqualTo(low).Within(2e-6));
        Assert.That(interval.High, Is.EqualTo(high).Within(2e-6));
    }

    [Test]
    public void Its_ends_are_where_the_score_test_turns() =>
        Gen.Select(Gen.Int[1, 500], Gen.Double[0, 1], Gen.Double[0.5, 4]).Sample((trials, share, z) =>
        {
            double successes = Math.Round(share * trials);
            WilsonInterval interval = WilsonInterval.Of(successes, trials, z);
            double p = successes / trials;
            Assert.That(interval.Low, Is.InRange(0, p));
            Assert.That(interval.High, Is.InRange(p, 1));
            foreach (double end in new[] { interval.Low, interval.High })
            {
                if (end is > 0 and < 1)
                {
                    Assert.That((p - end) * (p - end), Is.EqualTo(z * z * end * (1 - end) / trials).Within(1e-9));
                }
            }
        });

    [Test]
    public void Numbers_out_of_range_are_refused()
    {
        Assert.That(() => WilsonInterval.Of(1, 0), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => WilsonInterval.Of(2, 1), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => WilsonInterval.Of(-1, 1), Throws.InstanceOf<ArgumentOutOfRangeException>());
    }
}
