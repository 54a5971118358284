using TokenFlow.Attention.Patterns;
using TokenFlow.Base.Threading;
using TokenFlow.Scenarios.Scenarios;
using TokenFlow.Simulation.Records;
using TokenFlow.Simulation.Snapshots;
using TokenFlow.Simulation.Tests.Worlds;
using TokenFlow.Studies.Measures;

namespace TokenFlow.Simulation.Tests.Measures;

public sealed class LoadSharesTests
{
    [Test]
    public void They_are_the_columns_and_the_dye_of_dense_weights([Values("uniform", "random")] string weights)
    {
        Scenario scenario = TestWorld.Read(TestWorld.Json(
            40, """{"kind": "longformer", "window": 3, "globals": [4, 25]}""", $"\"heads\": 2, \"layers\": 3, \"weights\": \"{weights}\""));
        using FlowSimulation simulation = TestWorld.Start(scenario);
        FlowRecord record = simulation.Record(3);
        using var team = new WorkerTeam(2);
        RolloutSpread spread = new AttentionRollout(record, team).Of(9);

        IReadOnlyList<HubLoad> loads = LoadShares.Of(record, spread, team);

        Assert.That(loads.Select(l => l.Token), Is.EqualTo(new[] { 4, 25 }));
        var dense = new DenseWorld(scenario, TestWorld.Lay(scenario));
        double[] mass = new double[40];
        mass[9] = 1;
        double allTaken = 0;
        double[] taken = new double[40];
        for (int layer = 0; layer < 3; layer++)
        {
            dense.Step();
            double[] read = new double[40], column = new double[40];
            for (int edge = 0; edge < dense.Weights.Length; edge++)
            {
                (int query, int key) = (edge / 40 % 40, edge % 40);
                read[query] += (1 - scenario.Residual) * dense.Weights[edge] / 2 * mass[key];
                column[key] += dense.Weights[edge] / 2;
            }

            foreach (HubLoad load in loads)
            {
                Assert.That(load.OutgoingByLayer[layer], Is.EqualTo(column[load.Token] / column.Sum()).Within(1e-6));
                Assert.That(load.IncomingByLayer[layer], Is.EqualTo(read[load.Token] / read.Sum()).Within(1e-6));
            }

            allTaken += read.Sum();
            mass = [.. mass.Select((m, i) => (scenario.Residual * m) + read[i])];
            taken = [.. taken.Select((t, i) => t + read[i])];
        }

        Assert.That(spread.Total, Is.EqualTo(mass).AsCollection.Within(1e-6));
        foreach (HubLoad load in loads)
        {
            Assert.That(load.Outgoing, Is.EqualTo(load.OutgoingByLayer.Average()).Within(1e-12));
            Assert.That(load.Incoming, Is.EqualTo(taken[load.Token] / allTaken).Within(1e-6));
            Assert.That(load.Reads, weights == "uniform" ? Is.EqualTo(40).Within(1e-3) : Is.InRange(5, 40));
        }
    }

    [Test]
    public void Outgoing_is_the_load_that_the_meter_shows()
    {
        using FlowSimulation simulation = TestWorld.Start(TestWorld.Of(50, new MemoryPattern(3, 2)) with { Heads = 2, Layers = 2, Weights = WeightKind.Random });
        simulation.Seek(simulation.Clock.LastFrame(1));
        FlowRecord record = simulation.Record(2);
        using var team = new WorkerTeam(1);

        IReadOnlyList<HubLoad> loads = LoadShares.Of(record, new AttentionRollout(record, team).Of(20), team);

        foreach (HubSnapshot hub in simulation.Snapshot.Hubs)
        {
            Assert.That(loads.Single(l => l.Token == hub.Position).OutgoingByLayer[1], Is.EqualTo(hub.Load).Within(1e-6));
        }
    }
}
