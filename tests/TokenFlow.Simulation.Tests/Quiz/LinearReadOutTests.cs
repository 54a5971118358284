using TokenFlow.Base.Numerics;
using TokenFlow.Studies.Quiz;

namespace TokenFlow.Simulation.Tests.Quiz;

public sealed class LinearReadOutTests
{
    [Test]
    public void Classes_on_two_sides_of_a_plane_are_told_apart()
    {
        (List<float[]> examples, List<bool> classes) = Cloud(seed: 3, count: 200, x => x[0] - (2 * x[1]) + 0.5f > 0, margin: 0.4f);
        var readOut = LinearReadOut.Fit(examples[..100], classes[..100]);

        int right = Enumerable.Range(100, examples.Count - 100).Count(i => readOut.Classify(examples[i]) == classes[i]);

        Assert.That(right / (double)(examples.Count - 100), Is.GreaterThan(0.95));
    }

    [Test]
    public void Classes_by_chance_are_told_apart_by_chance()
    {
        var coin = new SeededRandom(11);
        (List<float[]> examples, List<bool> classes) = Cloud(seed: 4, count: 600, _ => coin.Next(2) == 1, margin: 0);
        var readOut = LinearReadOut.Fit(examples[..300], classes[..300]);

        int right = Enumerable.Range(300, 300).Count(i => readOut.Classify(examples[i]) == classes[i]);

        Assert.That(right / 300.0, Is.InRange(0.4, 0.6));
    }

    [Test]
    public void Features_that_are_all_zero_leave_no_way_but_the_larger_class()
    {
        float[][] examples = [new float[3], new float[3], new float[3]];

        Assert.That(LinearReadOut.Fit(examples, [true, true, false]).Classify(new float[3]), Is.True);
        Assert.That(LinearReadOut.Fit(examples, [true, false, false]).Classify(new float[3]), Is.False);
    }

    private static (List<float[]> Examples, List<bool> Classes) Cloud(ulong seed, int count, Func<float[], bool> isSecond, float margin)
    {
        var random = new SeededRandom(seed);
        var examples = new List<float[]>();
        var classes = new List<bool>();
        while (examples.Count < count)
        {
            float[] x = [(float)random.NextGaussian(), (float)random.NextGaussian(), (float)random.NextGaussian()];
            if (Math.Abs(x[0] - (2 * x[1]) + 0.5f) >= margin)
            {
                examples.Add(x);
                classes.Add(isSecond(x));
            }
        }

        return (examples, classes);
    }
}
