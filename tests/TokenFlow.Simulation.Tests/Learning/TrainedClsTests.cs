using TokenFlow.Scenarios.Scenarios;
using TokenFlow.Simulation.Tests.Worlds;
using TokenFlow.Simulation.Weights;
using TokenFlow.Studies.Recall;

namespace TokenFlow.Simulation.Tests.Learning;

/// <summary>The scenario trained-cls and the trained file that comes with it: whether it has learned, and whether its captions are true.</summary>
public sealed class TrainedClsTests
{
    private static Scenario TheScenario => ScenarioReader.FromFile(Path.Combine(ContentTests.ScenarioFolder, "trained-cls.json"), []);

    [Test]
    public void The_file_that_comes_with_it_beats_an_untrained_hub_in_tasks_of_any_seed()
    {
        Scenario scenario = TheScenario;
        LearnedHub? shipped = TestWorld.Lay(scenario).Learned;
        Assert.That(shipped, Is.Not.Null);
        double trained = Mean(scenario, shipped), untrained = Mean(scenario, LearnedHub.Untrained(1, 64, 1)), even = Mean(scenario, null);
        Assert.That(trained, Is.GreaterThan(0.8));
        Assert.That(untrained, Is.LessThan(0.3));
        Assert.That(even, Is.LessThan(0.3), "attention spread evenly");
    }

    [Test]
    public void The_captions_are_true()
    {
        Scenario scenario = TheScenario;
        Sequence sequence = TestWorld.Lay(scenario);
        RecallTask task = RecallTask.Create(scenario, sequence);
        Assert.That(sequence.Count, Is.EqualTo(258));
        Assert.That(sequence.Origins, Is.EquivalentTo(task.FactTokens[..4].ToArray()), "the dye falls on the facts");
        Assert.That(OnFacts(scenario, sequence, task), Is.EqualTo(0.97).Within(0.005));
        Assert.That(OnFacts(scenario, sequence with { Learned = LearnedHub.Untrained(1, 64, 1) }, task), Is.EqualTo(0.005).Within(0.0005));

        using var simulation = FlowRun.Open(scenario, sequence, new FlowOptions(2, 0));
        simulation.Seek(simulation.Clock.LastFrame(1) + 1);
        Assert.That(simulation.Snapshot.Recall!.Recall, Is.EqualTo(1));
    }

    private static double OnFacts(Scenario scenario, Sequence sequence, RecallTask task)
    {
        using var simulation = FlowRun.Open(scenario, sequence, new FlowOptions(2, 0));
        int[] facts = task.FactTokens[..task.Facts].ToArray();
        return simulation.Inspect(0, 0).Keys.Where(k => facts.Contains(k.Key)).Sum(k => (double)k.Weight);
    }

    private static double Mean(Scenario scenario, LearnedHub? hub) => Enumerable.Range(11, 6).Average(seed =>
    {
        Scenario seeded = scenario with { Seed = (ulong)seed };
        return RecallExperiment.Run(seeded, TestWorld.Lay(seeded) with { Learned = hub }, new FlowOptions(2, 0)).Recall;
    });
}
