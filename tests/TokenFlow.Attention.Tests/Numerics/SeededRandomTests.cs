using TokenFlow.Base.Numerics;

namespace TokenFlow.Attention.Tests.Numerics;

public sealed class SeededRandomTests
{
    [Test]
    public void Seed_zero_gives_the_published_sequence()
    {
        var random = new SeededRandom(0);
        ulong[] numbers = [random.Next(), random.Next(), random.Next(), random.Next()];
        Assert.That(numbers, Is.EqualTo(new ulong[] { 0x99ec5f36cb75f2b4, 0xbf6e1f784956452a, 0x1a5f849d4933e6e0, 0x6aa594f1262d2d2c }));
    }

    [Test]
    public void Streams_and_seeds_differ() => Assert.That(
        new[] { new SeededRandom(1).Next(), new SeededRandom(1, 1).Next(), new SeededRandom(1, 2).Next(), new SeededRandom(2).Next() },
        Is.Unique);

    [Test]
    public void Bounded_integers_fall_evenly_within_their_bounds()
    {
        var random = new SeededRandom(7);
        var counts = new int[7];
        for (int i = 0; i < 70_000; i++)
        {
            counts[random.Next(7)]++;
        }
        // Standard deviation 93.
        Assert.That(counts, Is.All.InRange(9_500, 10_500));
        Assert.That(random.Next(1), Is.Zero);
        Assert.That(() => random.Next(0), Throws.InstanceOf<ArgumentOutOfRangeException>());
    }

    [Test]
    public void Units_and_gaussians_have_their_moments()
    {
        var random = new SeededRandom(3);
        double units = 0, sum = 0, squares = 0;
        const int Count = 100_000;
        for (int i = 0; i < Count; i++)
        {
            double unit = random.NextUnit();
            Assert.That(unit, Is.GreaterThanOrEqualTo(0).And.LessThan(1));
            double gaussian = random.NextGaussian();
            units += unit;
            sum += gaussian;
            squares += gaussian * gaussian;
        }
        Assert.That(units / Count, Is.EqualTo(0.5).Within(0.005));
        Assert.That(sum / Count, Is.EqualTo(0).Within(0.015));
        Assert.That(squares / Count, Is.EqualTo(1).Within(0.02));
    }
}
