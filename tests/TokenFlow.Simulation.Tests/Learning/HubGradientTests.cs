using TokenFlow.Scenarios.Scenarios;
using TokenFlow.Simulation.Tests.Worlds;
using TokenFlow.Studies.Learning;
using TokenFlow.Studies.Recall;

namespace TokenFlow.Simulation.Tests.Learning;

public sealed class HubGradientTests
{
    private static readonly string[] Names = ["cls.vector", "sep.vector", "global.query", "global.key"];

    // Every number of the hub, against central differences of the loss in double precision.
    [TestCase("""{ "kind": "cls-hub", "window": 1 }""", "uniform", 2, 4)]
    [TestCase("""{ "kind": "cls-hub", "window": 1 }""", "content", 2, 4)]
    [TestCase("""{ "kind": "cls-hub", "window": 1 }""", "random", 2, 4)]
    [TestCase("""{ "kind": "cls-hub", "window": 1 }""", "uniform", 1, 6)]
    [TestCase("""{ "kind": "longformer", "window": 1, "globals": [0, 5, 27] }""", "random", 1, 6)]
    [TestCase("""{ "kind": "longformer", "window": 1, "dilation": 2, "globals": [0, 9] }""", "content", 2, 4)]
    public void The_way_back_is_the_slope_of_the_loss(string pattern, string weights, int heads, int headDim)
    {
        Scenario scenario = LearningWorld.Small(pattern, weights, heads, headDim, """, "specialTokens": "cls-sep" """);
        Sequence sequence = TestWorld.Lay(scenario);
        using var trainer = new HubTrainer(scenario, sequence, LearningWorld.Options());
        RecallTask own = RecallTask.Create(scenario, sequence);
        RecallTask[] tasks = [own.Another(5, trainer.Words), own.Another(6, trainer.Words)];
        double loss = trainer.Descend(tasks);

        DoubleRun[] runs = [.. tasks.Select(t => new DoubleRun(scenario, sequence, t, trainer.Words))];
        double[][] hub = [.. trainer.Hub.Parameters.Select(p => p.Select(x => (double)x).ToArray())];
        Assert.That(loss, Is.EqualTo(runs.Average(r => r.Loss(hub))).Within(2e-6 * loss));
        for (int group = 0; group < hub.Length; group++)
        {
            const double Nudge = 1e-5;
            float[] gradient = trainer.Gradient.Parameters[group];
            double most = gradient.Max(MathF.Abs), steepest = 0;
            for (int i = 0; i < gradient.Length; i++)
            {
                double kept = hub[group][i];
                hub[group][i] = kept + Nudge;
                double above = runs.Average(r => r.Loss(hub));
                hub[group][i] = kept - Nudge;
                double below = runs.Average(r => r.Loss(hub));
                hub[group][i] = kept;
                double slope = (above - below) / (2 * Nudge);
                Assert.That(gradient[i], Is.EqualTo(slope).Within((2e-4 * most) + 1e-7), $"{Names[group]} {i}");
                steepest = Math.Max(steepest, Math.Abs(slope));
            }

            Assert.That(steepest, Is.GreaterThan(1e-5), $"{Names[group]} has a slope to be right about");
        }
    }
}
