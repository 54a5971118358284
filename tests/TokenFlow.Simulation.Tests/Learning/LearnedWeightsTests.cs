using TokenFlow.Attention.Patterns;
using TokenFlow.Base.Threading;
using TokenFlow.Scenarios.Scenarios;
using TokenFlow.Simulation.Records;
using TokenFlow.Simulation.Tests.Worlds;
using TokenFlow.Simulation.Weights;
using TokenFlow.Studies.Learning;
using TokenFlow.Studies.Recall;

namespace TokenFlow.Simulation.Tests.Learning;

public sealed class LearnedWeightsTests
{
    [TestCase("uniform")]
    [TestCase("content")]
    [TestCase("random")]
    public void Only_what_global_rows_read_is_learned(string weights)
    {
        Scenario scenario = LearningWorld.Small(weights: weights);
        Sequence plain = TestWorld.Lay(scenario), learned = plain with { Learned = LearnedHub.Untrained(scenario.Heads, scenario.HeadDim, 9) };
        float[] input = Embedding.Of(plain.Ids, scenario.Heads, scenario.HeadDim, seed: 4);
        using var team = new WorkerTeam(2);
        Projections Of(Sequence sequence)
        {
            var projections = new Projections(input.Length, separateGlobal: true);
            WeightSources.Of(scenario, sequence, input, team).Project(1, input, projections);
            return projections;
        }

        Projections before = Of(plain), after = Of(learned);
        Assert.That(after.Query, Is.EqualTo(before.Query));
        Assert.That(after.Key, Is.EqualTo(before.Key));
        Assert.That(after.GlobalQuery, Is.Not.EqualTo(before.GlobalQuery));
        Assert.That(after.GlobalKey, Is.Not.EqualTo(before.GlobalKey));
        Assert.That(after.GlobalKey, Is.Not.EqualTo(after.GlobalQuery));
    }

    [TestCase("uniform", LearningWorld.ClsHub)]
    [TestCase("content", LearningWorld.ClsHub)]
    [TestCase("random", """{ "kind": "longformer", "window": 1, "globals": [0, 9] }""")]
    public void Training_runs_what_the_simulation_runs(string weights, string pattern)
    {
        Scenario scenario = LearningWorld.Small(pattern, weights, more: """, "specialTokens": "cls-sep" """);
        LearnedHub hub = LearnedHub.Untrained(scenario.Heads, scenario.HeadDim, 9);
        Sequence sequence = TestWorld.Lay(scenario) with { Learned = hub };
        RecallTask task = RecallTask.Create(scenario, sequence);
        using var run = new UnrolledRun(scenario, sequence, hub);
        task.CopyValues(task.Facts, run.Start);
        run.Forward();

        using var simulation = FlowRun.Open(scenario, sequence, new FlowOptions(2, 0));
        LayerRecord last = simulation.Record(scenario.Layers).Layers[^1];
        double[] result = [.. last.Start.Zip(last.Attended, (x, read) => (last.Residual * x) + ((1 - last.Residual) * read))];
        Assert.That(result.Max(), Is.GreaterThan(0.1));
        Assert.That(run.Result.Select(x => (double)x), Is.EqualTo(result).Within(1e-6));
    }

    [Test]
    public void Where_hubs_are_tokens_of_the_text_the_projections_alone_apply()
    {
        Scenario scenario = TestWorld.Of(40, new LongformerPattern(2, 1, [7]));
        LearnedHub hub = LearnedHub.Untrained(1, 8, 5);
        Sequence plain = TestWorld.Lay(scenario), learned = plain with { Learned = hub };
        float[] values = Embedding.Of(plain.Ids, 1, 8, 1), kept = [.. values];
        hub.Place(plain, values);
        Assert.That(values, Is.EqualTo(kept));

        using var before = FlowRun.Open(scenario, plain, new FlowOptions(1, 0));
        using var after = FlowRun.Open(scenario, learned, new FlowOptions(1, 0));
        float[] hubBefore = Weights(before, 7), hubAfter = Weights(after, 7);
        Assert.That(hubBefore, Is.All.EqualTo(1f / 40).Within(1e-6f), "uniform");
        Assert.That(hubAfter.Max(), Is.GreaterThan(1.5f / 40));
        Assert.That(Weights(after, 20), Is.EqualTo(Weights(before, 20)), "rows that are not global are the scenario's");
        Assert.That(after.Snapshot.Subject.WeightSource, Is.EqualTo("uniform + learned hub"));
    }

    [Test]
    public void Learned_vectors_stand_where_cls_and_sep_do()
    {
        Scenario scenario = LearningWorld.Small();
        Sequence sequence = TestWorld.Lay(scenario);
        LearnedHub hub = LearnedHub.Untrained(2, 4, 5);
        var values = new float[2 * sequence.Count * 4];
        hub.Place(sequence, values);
        Assert.That(values[..4], Is.EqualTo(hub.Cls[..4]));
        Assert.That(values[(sequence.Count * 4)..((sequence.Count * 4) + 4)], Is.EqualTo(hub.Cls[4..]));
        Assert.That(values[((sequence.Count - 1) * 4)..(sequence.Count * 4)], Is.EqualTo(hub.Sep[..4]));
        Assert.That(values.Count(x => x != 0), Is.EqualTo(16));
    }

    private static float[] Weights(FlowSimulation simulation, int token) => [.. simulation.Inspect(token, 0).Keys.Select(k => k.Weight)];
}
