using TokenFlow.Base.Faults;
using TokenFlow.Scenarios.Recall;
using TokenFlow.Scenarios.Scenarios;
using TokenFlow.Simulation.Tests.Worlds;
using TokenFlow.Simulation.Weights;
using TokenFlow.Studies.Learning;
using TokenFlow.Studies.Recall;

namespace TokenFlow.Simulation.Tests.Learning;

public sealed class HubTrainingTests
{
    [Test]
    public void Loss_falls_and_recall_of_words_never_trained_on_rises()
    {
        Scenario scenario = LearningWorld.Quick();
        TrainingResult result = LearningWorld.Train(scenario, LearningWorld.Options(steps: 80, batch: 8));
        TrainingPoint first = result.Points[0], best = result.BestPoint;
        Assert.That(best.Loss, Is.LessThan(0.7 * first.Loss));
        Assert.That(first.Recall, Is.LessThan(0.3));
        Assert.That(best.Recall, Is.GreaterThan(0.75));

        // The simulation itself says the same, over tasks of other seeds.
        double Mean(LearnedHub hub) => Enumerable.Range(1, 6).Average(seed => LearningWorld.Recall(scenario with { Seed = (ulong)seed }, hub).Recall);
        Assert.That(Mean(result.Best.Hub), Is.GreaterThan(0.7).And.GreaterThan(Mean(result.Untrained) + 0.4));
    }

    [Test]
    public void The_scenarios_own_facts_are_words_that_training_never_sees()
    {
        Scenario scenario = LearningWorld.Small();
        Sequence sequence = TestWorld.Lay(scenario);
        using var trainer = new HubTrainer(scenario, sequence, LearningWorld.Options());
        Assert.That(trainer.Words.Intersect(trainer.UnseenWords), Is.Empty);
        Assert.That(trainer.Words.Count + trainer.UnseenWords.Count, Is.EqualTo(scenario.Recall.Vocabulary));
        RecallTask own = RecallTask.Create(scenario, sequence);
        Assert.That(own.FactWords[..own.Facts].ToArray(), Is.SubsetOf(trainer.UnseenWords));
    }

    [Test]
    public void The_same_seed_makes_the_same_file_on_any_number_of_threads()
    {
        Scenario scenario = LearningWorld.Small(weights: "random");
        byte[] one = LearningWorld.Bytes(LearningWorld.Train(scenario, LearningWorld.Options(steps: 6, batch: 5, threads: 1)).Best);
        Assert.That(LearningWorld.Bytes(LearningWorld.Train(scenario, LearningWorld.Options(steps: 6, batch: 5, threads: 1)).Best), Is.EqualTo(one));
        Assert.That(LearningWorld.Bytes(LearningWorld.Train(scenario, LearningWorld.Options(steps: 6, batch: 5, threads: 3)).Best), Is.EqualTo(one));
        Assert.That(LearningWorld.Bytes(LearningWorld.Train(scenario, LearningWorld.Options(steps: 6, batch: 5, seed: 4)).Best), Is.Not.EqualTo(one));
    }

    [Test]
    public void The_hub_of_the_lowest_measured_loss_is_kept()
    {
        // So fast that it overshoots.
        TrainingResult result = LearningWorld.Train(LearningWorld.Small(), LearningWorld.Options(steps: 30, rate: 0.3));
        double least = result.Points.Min(p => p.Loss);
        Assert.That(result.Points[^1].Loss, Is.GreaterThan(least), "or nothing had to be kept");
        Assert.That(result.BestPoint.Loss, Is.EqualTo(least));
        Assert.That(result.Best.Record.Loss, Is.EqualTo(least));
        Assert.That(result.Best.Record.Steps, Is.EqualTo(result.BestPoint.Step));
    }

    [Test]
    public void Broken_off_it_gives_what_the_same_steps_would_have_given()
    {
        Scenario scenario = LearningWorld.Small();
        using var source = new CancellationTokenSource();
        TrainingResult broken = HubTraining.Run(
            scenario, TestWorld.Lay(scenario), LearningWorld.Options(steps: 30), (step, _) =>
            {
                if (step == 7)
                {
                    source.Cancel();
                }
            },
            source.Token);
        Assert.That(broken.IsWhole, Is.False);
        Assert.That(broken.Points[^1].Step, Is.EqualTo(7));
        TrainingResult whole = LearningWorld.Train(scenario, LearningWorld.Options(steps: 7));
        Assert.That(whole.IsWhole);
        Assert.That(LearningWorld.Bytes(broken.Best), Is.EqualTo(LearningWorld.Bytes(whole.Best)));
    }

    [TestCase(300, 10)]
    [TestCase(40, 1)]
    [TestCase(41, 2)]
    [TestCase(1, 1)]
    [TestCase(1_000_000, 50_000)]
    public void Measurements_come_at_round_steps_forty_at_most(int steps, int every) =>
        Assert.That(LearningWorld.Options(steps: steps).MeasureEvery, Is.EqualTo(every));

    [Test]
    public void What_cannot_be_trained_on_is_said_with_its_remedy()
    {
        Assert.That(FaultOf(LearningWorld.Small() with { Recall = RecallSpec.None }).Message, Does.Contain("no facts"));
        Assert.That(FaultOf(LearningWorld.Small(more: """, "capacity": { "rank": 2 }""")).Message, Does.Contain("capacity").And.Contain("without limits"));
        Assert.That(FaultOf(LearningWorld.Small("""{ "kind": "local", "window": 1 }""")).Message, Does.Contain("no hub"));
        Assert.That(FaultOf(LearningWorld.Small() with { Recall = new RecallSpec(5, 8, 1, 0, 0) }).Message, Does.Contain("half of the 8 words"));
        Assert.That(FaultOf(LearningWorld.Small(), LearningWorld.Options(steps: 0)).Where, Is.EqualTo("--steps"));
        Assert.That(FaultOf(LearningWorld.Small(), LearningWorld.Options(batch: 0)).Where, Is.EqualTo("--batch"));
        Assert.That(FaultOf(LearningWorld.Small(), LearningWorld.Options(rate: double.NaN)).Where, Is.EqualTo("--rate"));
        Assert.That(FaultOf(LearningWorld.Small(heads: 8, headDim: 512)).Message, Does.Contain("MiB"));
        Assert.That(FaultOf(LearningWorld.Small(heads: 64, headDim: 128)).Message, Does.Contain("wider"));
    }

    private static FaultException FaultOf(Scenario scenario, TrainingOptions? options = null) => Faults.Of(() => LearningWorld.Train(scenario, options ?? LearningWorld.Options()));
}
