using TokenFlow.Scenarios.Scenarios;
using TokenFlow.Studies.Recall;

namespace TokenFlow.Simulation.Tests.Recall;

/// <summary>Whether the captions of the bottleneck's scenarios are true, as the simulation itself has them.</summary>
public sealed class BottleneckScenarioTests
{
    // Times of captions are of the film, which waits before the first layer.
    [TestCase("bottleneck", 14, 0.875, 1)]
    [TestCase("bottleneck-rank", 10, 1, 1)]
    [TestCase("bottleneck-rank", 13.9, 0, 0.25)]
    [TestCase("bottleneck-bits", 10, 1, 1)]
    [TestCase("bottleneck-bits", 13.9, 0, 0.25)]
    [TestCase("bottleneck-slots", 13.9, 0, 0)]
    [TestCase("more-hubs", 7.9, 0, 0)]
    [TestCase("more-hubs", 10, 1, 1)]
    public void Recall_is_what_the_captions_say(string name, double filmSeconds, double least, double most)
    {
        (Scenario scenario, FlowSimulation simulation) = Start(name);
        using (simulation)
        {
            simulation.Seek(simulation.Clock.FrameAt(filmSeconds - scenario.Film.LeadSeconds));
            Assert.That(simulation.Snapshot.Recall!.Recall, Is.InRange(least, most));
        }
    }

    [Test]
    public void Twice_as_many_facts_lose_more_than_a_third()
    {
        (_, FlowSimulation simulation) = Start("bottleneck");
        using (simulation)
        {
            RecallPoint sixteen = simulation.Snapshot.Recall!.Curve.Single(p => p.Facts == 16);
            Assert.That(sixteen.Recall, Is.LessThan(2.0 / 3).And.GreaterThan(0.4));
            Assert.That(simulation.Snapshot.Recall!.Knee, Is.EqualTo(7).Within(0.5));
        }
    }

    [Test]
    public void Four_of_1024_words_take_36_bits()
    {
        Assert.That(RecallTheory.ShannonFacts(1_024, 36), Is.EqualTo(4));
        Assert.That(RecallTheory.ShannonFacts(1_024, 35), Is.EqualTo(3));
        Assert.That(RecallTheory.ShannonFacts(1_024, 4), Is.Zero);
    }

    [Test]
    public void No_fact_stands_on_the_words_that_24_slots_keep()
    {
        (Scenario scenario, FlowSimulation simulation) = Start("bottleneck-slots");
        using (simulation)
        {
            simulation.Seek(simulation.Clock.LastFrame(0));
            int[] facts = RecallWorld.FactsOf(simulation);
            Assert.That(facts, Has.Length.EqualTo(4));
            Assert.That(facts, Has.All.GreaterThanOrEqualTo(24));
            Assert.That(simulation.Snapshot.Hubs[0].Flow.Taken, Is.EqualTo(24));
            Assert.That(scenario.Capacity.Keyframes[^1].Slots, Is.EqualTo(24));
        }
    }

    [Test]
    public void Hubs_that_come_on_the_way_carry_no_facts_themselves()
    {
        (_, FlowSimulation simulation) = Start("more-hubs");
        using (simulation)
        {
            simulation.Seek(simulation.Clock.EndFrame);
            Assert.That(simulation.Snapshot.Hubs, Has.Count.EqualTo(16));
            Assert.That(RecallWorld.FactsOf(simulation).Concat(RecallWorld.ReadersOf(simulation)).Intersect(simulation.Snapshot.Hubs.Select(h => h.Position)), Is.Empty);
            Assert.That(simulation.Snapshot.Recall!.RankBound, Is.EqualTo(128));
        }
    }

    private static (Scenario Scenario, FlowSimulation Simulation) Start(string name)
    {
        Scenario scenario = ScenarioReader.FromFile(ContentTests.FileOf(name), []);
        Sequence sequence = new SequenceBuilder(() => Stream.Null).Build(scenario);
        return (scenario, FlowRun.Open(scenario, sequence, new FlowOptions(1, 0) { LiveCurves = name == "bottleneck" }));
    }
}
