using TokenFlow.Attention.Patterns;
using TokenFlow.Base.Threading;
using TokenFlow.Scenarios.Scenarios;
using TokenFlow.Simulation.Records;
using TokenFlow.Simulation.Tests.Worlds;
using TokenFlow.Studies.Measures;

namespace TokenFlow.Simulation.Tests.Measures;

public sealed class JacobianNormsTests
{
    private const string Some = """{"kind": "longformer", "window": 3, "globals": [2, 19]}""";

    [Test]
    public void They_are_what_central_differences_of_the_run_give(
        [Values(Some, """{"kind": "full"}""", """{"kind": "bigbird", "block": 4, "random": 1}""", """{"kind": "memory", "memory": 2, "window": 2}""")] string pattern,
        [Values("uniform", "content", "random")] string weights)
    {
        // Hot enough that a softmax is no step: differences of float32 runs see slopes, not edges.
        Scenario scenario = TestWorld.Read(TestWorld.Json(
            32, pattern, $"\"heads\": 2, \"layers\": 3, \"residual\": 0.4, \"temperature\": 2, \"weights\": \"{weights}\""));
        using FlowSimulation simulation = TestWorld.Start(scenario);
        using var team = new WorkerTeam(2);
        using var jacobian = new JacobianNorms(simulation.Record(3), team);
        using var run = new RunFromValues(scenario);
        foreach (int reader in (int[])[2, 27])
        {
            JacobianInfluence influence = jacobian.Onto(reader);
            double scale = influence.Norms.Max();
            foreach (int source in (int[])[0, 2, 19, 26, 27, 31])
            {
                Assert.That(influence.Norms[source], Is.EqualTo(Differences(run, scenario, source, reader, 3)).Within(2e-4 * scale), $"{source} to {reader}");
            }
        }
    }

    [Test]
    public void They_follow_slots_and_rank(
        [Values("uniform", "content", "random")] string weights, [Values("{\"rank\": 3}", "{\"slots\": 6, \"rank\": 5}")] string capacity)
    {
        Scenario scenario = TestWorld.Read(TestWorld.Json(
            24, Some, $"\"heads\": 2, \"layers\": 3, \"temperature\": 2, \"weights\": \"{weights}\", \"capacity\": {capacity}"));
        using FlowSimulation simulation = TestWorld.Start(scenario);
        using var team = new WorkerTeam(2);
        using var jacobian = new JacobianNorms(simulation.Record(3), team);
        using var run = new RunFromValues(scenario);

        JacobianInfluence influence = jacobian.Onto(10);

        Assert.That(influence.Method, Is.EqualTo(JacobianMethod.Backward), "the rollout does not know the directions");
        foreach (int source in (int[])[2, 9, 10, 19, 23])
        {
            Assert.That(influence.Norms[source], Is.EqualTo(Differences(run, scenario, source, 10, 3)).Within(2e-4 * influence.Norms.Max()), $"source {source}");
        }
    }

    [Test]
    public void Linear_runs_have_the_same_norms_by_rollout_and_by_backward_passes(
        [ValueSource(typeof(Patterns), nameof(Patterns.All))] string pattern, [Values("uniform", "content")] string weights)
    {
        using FlowSimulation simulation = TestWorld.Start(TestWorld.Json(45, pattern, $"\"heads\": 2, \"layers\": 3, \"weights\": \"{weights}\""));
        using var team = new WorkerTeam(2);
        using var jacobian = new JacobianNorms(simulation.Record(3), team);

        JacobianInfluence linear = jacobian.Linear(21);
        JacobianInfluence backward = jacobian.Backward(21);

        Assert.That(linear.Method, Is.EqualTo(JacobianMethod.Linear));
        Assert.That(backward.Passes, Is.EqualTo(8), "heads go together");
        for (int i = 0; i < linear.Norms.Count; i++)
        {
            Assert.That(backward.Norms[i], Is.EqualTo(linear.Norms[i]).Within(1e-6));
        }
    }

    [Test]
    public void With_one_head_and_linear_weights_they_are_the_rollout_times_the_root_of_the_dimensions()
    {
        using FlowSimulation simulation = TestWorld.Start(TestWorld.Json(45, Some, "\"layers\": 4, \"weights\": \"content\""));
        FlowRecord record = simulation.Record(4);
        using var team = new WorkerTeam(1);
        using var jacobian = new JacobianNorms(record, team);
        RolloutInfluence rollout = new AttentionRollout(record, team).Onto(30);

        Assert.That(jacobian.Onto(30).Norms, Is.EqualTo(rollout.Total.Select(r => r * Math.Sqrt(8))).AsCollection.Within(1e-12));
    }

    [Test]
    public void An_estimate_comes_near_and_is_the_same_for_a_seed()
    {
        using FlowSimulation simulation = TestWorld.Start(TestWorld.Json(45, Some, "\"heads\": 2, \"layers\": 3, \"weights\": \"random\""));
        using var team = new WorkerTeam(2);
        using var jacobian = new JacobianNorms(simulation.Record(3), team);
        JacobianInfluence exact = jacobian.Onto(30);

        JacobianInfluence estimate = jacobian.Estimate(30, probes: 400, seed: 5);

        Assert.That((exact.Method, exact.Passes), Is.EqualTo((JacobianMethod.Backward, 16)));
        Assert.That((estimate.Method, estimate.Passes), Is.EqualTo((JacobianMethod.Estimate, 400)));
        for (int i = 0; i < exact.Norms.Count; i++)
        {
            Assert.That(estimate.Norms[i], Is.EqualTo(exact.Norms[i]).Within(0.1 * exact.Norms[i] + 1e-9), $"source {i}");
        }

        Assert.That(jacobian.Estimate(30, 400, seed: 5).Norms, Is.EqualTo(estimate.Norms));
        Assert.That(jacobian.Estimate(30, 400, seed: 6).Norms, Is.Not.EqualTo(estimate.Norms));
    }

    [Test]
    public void The_bits_do_not_depend_on_the_threads([Values("content", "random")] string weights)
    {
        using FlowSimulation simulation = TestWorld.Start(TestWorld.Json(300, Some, $"\"heads\": 2, \"layers\": 3, \"weights\": \"{weights}\""));
        FlowRecord record = simulation.Record(3);
        using var one = new WorkerTeam(1);
        using var five = new WorkerTeam(5);
        using var alone = new JacobianNorms(record, one);
        using var together = new JacobianNorms(record, five);

        Assert.That(together.Onto(200).Norms, Is.EqualTo(alone.Onto(200).Norms));
        Assert.That(together.Backward(200).Norms, Is.EqualTo(alone.Backward(200).Norms));
    }

    [Test]
    public void A_source_out_of_reach_has_a_norm_of_nothing_and_work_can_be_broken_off()
    {
        using FlowSimulation simulation = TestWorld.Start(TestWorld.Of(45, new LocalPattern(3)) with { Layers = 3, Weights = WeightKind.Random });
        using var team = new WorkerTeam(1);
        using var jacobian = new JacobianNorms(simulation.Record(3), team);
        var told = new List<(int, int)>();

        JacobianInfluence influence = jacobian.Onto(30, (done, all) => told.Add((done, all)));

        Assert.That(influence.Norms[20], Is.Zero);
        Assert.That(influence.Norms[21], Is.Positive);
        Assert.That(told, Is.EqualTo(Enumerable.Range(1, 8).Select(i => (i, 8))));
        Assert.That(() => jacobian.Onto(30, null, new CancellationToken(canceled: true)), Throws.InstanceOf<OperationCanceledException>());
    }

    private static double Differences(RunFromValues run, Scenario scenario, int source, int reader, int layers)
    {
        const float H = 0.01f;
        int d = scenario.HeadDim, n = run.Start.Length / (scenario.Heads * d);
        double squares = 0;
        for (int column = 0; column < scenario.Heads * d; column++)
        {
            float[] up = run.Run(Moved(column, H), layers), down = run.Run(Moved(column, -H), layers);
            for (int h = 0; h < scenario.Heads; h++)
            {
                for (int c = 0; c < d; c++)
                {
                    int at = (((h * n) + reader) * d) + c;
                    double slope = ((double)up[at] - down[at]) / (2 * H);
                    squares += slope * slope;
                }
            }
        }

        return Math.Sqrt(squares);

        float[] Moved(int column, float by)
        {
            var moved = (float[])run.Start.Clone();
            moved[(((column / d * n) + source) * d) + (column % d)] += by;
            return moved;
        }
    }
}
