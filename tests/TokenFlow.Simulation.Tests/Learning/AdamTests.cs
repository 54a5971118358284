using TokenFlow.Studies.Learning;

namespace TokenFlow.Simulation.Tests.Learning;

public sealed class AdamTests
{
    [Test]
    public void The_first_step_is_the_rate_against_the_slope_however_steep()
    {
        float[] values = [1, 1, 1];
        new Adam(0.1, [3]).Step([values], [[1e-3f, -50, 0]]);
        Assert.That(values[0], Is.EqualTo(0.9).Within(1e-5));
        Assert.That(values[1], Is.EqualTo(1.1).Within(1e-5));
        Assert.That(values[2], Is.EqualTo(1));
    }

    [Test]
    public void Two_steps_are_those_of_the_algorithm()
    {
        float[] values = [0];
        var adam = new Adam(0.01, [1]);
        adam.Step([values], [[2]]);
        adam.Step([values], [[-1]]);

        // m = 0.9 * 0.2 - 0.1, v = 0.999 * 0.004 + 0.001, freed of their start by 1 - 0.81 and 1 - 0.998001.
        double second = ((0.9 * 0.2) - 0.1) / 0.19 / Math.Sqrt(((0.999 * 0.004) + 0.001) / 0.001999);
        Assert.That(values[0], Is.EqualTo(-0.01 - (0.01 * second)).Within(1e-7));
    }

    [Test]
    public void A_bowl_is_descended_to_its_bottom()
    {
        float[] values = [3, -2];
        var adam = new Adam(0.05, [2]);
        for (int i = 0; i < 600; i++)
        {
            adam.Step([values], [[2 * (values[0] - 1), 20 * (values[1] + 1)]]);
        }

        Assert.That(values[0], Is.EqualTo(1).Within(0.01));
        Assert.That(values[1], Is.EqualTo(-1).Within(0.01));
    }
}
