using TokenFlow.Attention.Patterns;
using TokenFlow.Base.Threading;
using TokenFlow.Scenarios.Scenarios;
using TokenFlow.Simulation.Records;
using TokenFlow.Simulation.Snapshots;
using TokenFlow.Simulation.Tests.Worlds;
using TokenFlow.Studies.Measures;

namespace TokenFlow.Simulation.Tests.Measures;

public sealed class AttentionRolloutTests
{
    private const string More = "\"layers\": 3, \"heads\": 2, \"hubs\": {\"at\": [33]}, \"tracers\": [{\"token\": 6}, {\"token\": 33}, {\"token\": 0}]";

    [Test]
    public void What_rollout_gives_a_source_is_the_dye_that_its_drop_left_by_every_way(
        [ValueSource(typeof(Patterns), nameof(Patterns.All))] string pattern, [Values("uniform", "content", "random")] string weights)
    {
        using FlowSimulation simulation = TestWorld.Start(TestWorld.Json(45, pattern, $"{More}, \"weights\": \"{weights}\""));
        simulation.Seek(simulation.Clock.EndFrame);
        using var team = new WorkerTeam(2);
        var rollout = new AttentionRollout(simulation.Record(3), team);
        foreach (int reader in (int[])[0, 5, 33, 40, 44])
        {
            RolloutInfluence influence = rollout.Onto(reader);
            Assert.That(influence.Total.Sum(), Is.EqualTo(1).Within(1e-5));
            foreach (TracerSnapshot tracer in simulation.Snapshot.Tracers)
            {
                WayShares ways = influence.Ways[tracer.Origin];
                Assert.That(ways.Window, Is.EqualTo(tracer.Window[reader]).Within(1e-6), $"{tracer.Origin} to {reader}");
                Assert.That(ways.Random, Is.EqualTo(tracer.Random[reader]).Within(1e-6), $"{tracer.Origin} to {reader}");
                Assert.That(ways.Hub, Is.EqualTo(tracer.Hub[reader]).Within(1e-6), $"{tracer.Origin} to {reader}");
                Assert.That(ways.Total, Is.EqualTo(influence.Total[tracer.Origin]).Within(1e-12));
            }
        }
    }

    [Test]
    public void It_is_the_product_of_dense_matrices([Values("uniform", "random")] string weights)
    {
        Scenario scenario = TestWorld.Read(TestWorld.Json(
            40, """{"kind": "bigbird", "block": 4, "random": 2}""", $"\"layers\": 3, \"heads\": 2, \"residual\": 0.3, \"weights\": \"{weights}\""));
        using FlowSimulation simulation = TestWorld.Start(scenario);
        int n = simulation.Subject.Pieces.Count;
        var dense = new DenseWorld(scenario, TestWorld.Lay(scenario));
        double[,] product = Identity(n);
        for (int layer = 0; layer < 3; layer++)
        {
            dense.Step();
            double[,] mixed = Identity(n, scenario.Residual);
            for (int h = 0; h < 2; h++)
            {
                for (int i = 0; i < n * n; i++)
                {
                    mixed[i / n, i % n] += (1 - scenario.Residual) / 2 * dense.Weights[(h * n * n) + i];
                }
            }

            product = Times(mixed, product);
        }

        using var team = new WorkerTeam(1);
        RolloutInfluence influence = new AttentionRollout(simulation.Record(3), team).Onto(17);
        for (int source = 0; source < n; source++)
        {
            Assert.That(influence.Total[source], Is.EqualTo(product[17, source]).Within(1e-7));
        }
    }

    [Test]
    public void The_bits_do_not_depend_on_the_threads()
    {
        using FlowSimulation simulation = TestWorld.Start(TestWorld.Of(300, new LongformerPattern(9, 1, [5, 120])) with { Layers = 3, Heads = 3, Weights = WeightKind.Random });
        FlowRecord record = simulation.Record(3);
        using var one = new WorkerTeam(1);
        using var five = new WorkerTeam(5);

        RolloutInfluence influence = new AttentionRollout(record, one).Onto(200);

        Assert.That(new AttentionRollout(record, five).Onto(200).Total, Is.EqualTo(influence.Total));
        Assert.That(new AttentionRollout(record, five).Onto(200).Ways, Is.EqualTo(influence.Ways));
    }

    [Test]
    public void Recording_a_run_leaves_it_where_it_was()
    {
        using FlowSimulation simulation = TestWorld.Start(TestWorld.Of(48, new StarPattern()) with { Layers = 3, Weights = WeightKind.Random });
        simulation.Seek(6);
        ulong before = SnapshotDigest.Of(simulation.Snapshot);

        FlowRecord record = simulation.Record(2);

        Assert.That(record.Layers.Select(l => l.Layer), Is.EqualTo(new[] { 0, 1 }));
        Assert.That(simulation.Frame, Is.EqualTo(6));
        Assert.That(SnapshotDigest.Of(simulation.Snapshot), Is.EqualTo(before));
        Assert.That(() => simulation.Record(4), Throws.InstanceOf<ArgumentOutOfRangeException>());
    }

    [Test]
    public void Layers_with_the_same_weights_share_their_arrays()
    {
        using FlowSimulation simulation = TestWorld.Start(TestWorld.Of(48, new LocalPattern(2)) with { Layers = 3, Weights = WeightKind.Content });
        FlowRecord record = simulation.Record(3);

        Assert.That(record.Layers[2].HasWeightsOf(record.Layers[0]));
        Assert.That(record.Layers[2].Query, Is.SameAs(record.Layers[0].Query));
        Assert.That(record.Layers[1].Values, Is.SameAs(record.Layers[1].Start));
    }

    private static double[,] Identity(int n, double scale = 1)
    {
        var matrix = new double[n, n];
        for (int i = 0; i < n; i++)
        {
            matrix[i, i] = scale;
        }

        return matrix;
    }

    private static double[,] Times(double[,] a, double[,] b)
    {
        int n = a.GetLength(0);
        var product = new double[n, n];
        for (int i = 0; i < n; i++)
        {
            for (int k = 0; k < n; k++)
            {
                for (int j = 0; j < n; j++)
                {
                    product[i, j] += a[i, k] * b[k, j];
                }
            }
        }

        return product;
    }
}
