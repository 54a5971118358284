using TokenFlow.Attention.Patterns;
using TokenFlow.Scenarios.Scenarios;
using TokenFlow.Simulation.Edits;
using TokenFlow.Simulation.Snapshots;
using TokenFlow.Simulation.Systems;
using TokenFlow.Simulation.Tests.Worlds;

namespace TokenFlow.Simulation.Tests.Systems;

public sealed class MeasureSystemTests
{
    [Test]
    public void Readings_and_loads_are_those_of_the_dense_weights(
        [ValueSource(typeof(Patterns), nameof(Patterns.All))] string pattern, [Values("uniform", "random")] string weights)
    {
        Scenario scenario = TestWorld.Read(TestWorld.Json(45, pattern, $"\"heads\": 2, \"layers\": 3, \"weights\": \"{weights}\", \"hubs\": {{\"at\": [33]}}"));
        using FlowSimulation simulation = TestWorld.Start(scenario);
        simulation.Seek(5);
        var dense = new DenseWorld(scenario, TestWorld.Lay(scenario));
        dense.Step();
        dense.Step();
        int n = dense.Plan.Tokens;
        double[] ways = new double[3];
        double[] loads = new double[n];
        for (int h = 0; h < 2; h++)
        {
            for (int query = 0; query < n; query++)
            {
                for (int key = 0; key < n; key++)
                {
                    double weight = dense.Weights[(((h * n) + query) * n) + key];
                    loads[key] += weight / (2 * n);
                    if (dense.Plan.Head(h).TryWayOf(query, key, out EdgeWay way))
                    {
                        ways[(int)way] += weight / (2 * n);
                    }
                }
            }
        }

        WayShares reading = simulation.Snapshot.Meters.Reading;
        Assert.That(reading.Total, Is.EqualTo(1).Within(1e-12));
        Assert.That(reading.Window, Is.EqualTo(ways[0]).Within(1e-6));
        Assert.That(reading.Random, Is.EqualTo(ways[1]).Within(1e-6));
        Assert.That(reading.Hub, Is.EqualTo(ways[2]).Within(1e-6));
        Assert.That(simulation.Snapshot.Hubs, Is.Not.Empty);
        foreach (HubSnapshot hub in simulation.Snapshot.Hubs)
        {
            Assert.That(hub.Load, Is.EqualTo(loads[hub.Position]).Within(1e-6), $"hub {hub.Position}");
        }
    }

    [Test]
    public void Ways_are_shares_of_the_first_tracers_dye()
    {
        using FlowSimulation simulation = TestWorld.Start(TestWorld.Of(48, new BigBirdPattern(4, 2, Scenario.DefaultSeed)) with { Tracers = [new TracerSpec(20, null, "dye"), new TracerSpec(0, null, "dye")] });
        foreach (long frame in (long[])[0, 2, 5, 11])
        {
            simulation.Seek(frame);
            TracerSnapshot tracer = simulation.Snapshot.Tracers[0];
            double window = Sum(tracer.Window), random = Sum(tracer.Random), hub = Sum(tracer.Hub);
            WayShares ways = simulation.Snapshot.Meters.Ways;
            Assert.That(ways.Total, Is.EqualTo(1).Within(1e-12));
            Assert.That(ways.Window, Is.EqualTo(window / (window + random + hub)).Within(1e-9));
            Assert.That(ways.Random, Is.EqualTo(random / (window + random + hub)).Within(1e-9));
        }
    }

    [Test]
    public void Reach_counts_the_origin_and_the_mean_leaves_it_out()
    {
        Assert.That(MeasureSystem.MeasureReach([-1, 0, 1, 1, 4, -1]), Is.EqualTo((4, 2.0)));
        Assert.That(MeasureSystem.MeasureReach([-1, 0, -1]), Is.EqualTo((1, 0.0)));
    }

    [Test]
    public void Edges_are_counted_against_full_attention()
    {
        using FlowSimulation simulation = TestWorld.Start(TestWorld.Of(4_096, new LongformerPattern(256, 1, [0])) with { Layers = 1 });
        Assert.That(simulation.Snapshot.Meters.Edges, Is.EqualTo(2_043_134));
        Assert.That(simulation.Snapshot.Meters.FullEdges, Is.EqualTo(4_096L * 4_096));
    }

    [Test]
    public void A_row_without_keys_reads_nothing()
    {
        using FlowSimulation simulation = TestWorld.Start(TestWorld.Of(3, new LongformerPattern(0, 1, [2])));
        simulation.Apply(new CutEdgeEdit(0, 0));
        simulation.Apply(new CutEdgeEdit(0, 2));

        // Row 0 is empty, row 1 reads itself and the hub, row 2 is the hub's.
        Assert.That(simulation.Snapshot.Meters.Reading.Hub, Is.EqualTo(1.5 / 2).Within(1e-6));
        Assert.That(simulation.Snapshot.Hubs[0].Load, Is.EqualTo((0.5 + (1 / 3.0)) / 3).Within(1e-6));
    }

    private static double Sum(ReadOnlySpan<float> amounts)
    {
        double sum = 0;
        foreach (float amount in amounts)
        {
            sum += amount;
        }

        return sum;
    }
}
