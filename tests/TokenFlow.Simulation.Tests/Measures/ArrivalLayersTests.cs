using TokenFlow.Attention.Patterns;
using TokenFlow.Simulation.Records;
using TokenFlow.Simulation.Tests.Worlds;
using TokenFlow.Studies.Measures;

namespace TokenFlow.Simulation.Tests.Measures;

public sealed class ArrivalLayersTests
{
    [Test]
    public void They_are_those_of_the_dye_of_every_source([ValueSource(typeof(Patterns), nameof(Patterns.All))] string pattern)
    {
        using FlowSimulation simulation = TestWorld.Start(TestWorld.Json(
            48, pattern, "\"heads\": 2, \"layers\": 4, \"tracers\": [{\"token\": 0}, {\"token\": 9}, {\"token\": 30}, {\"token\": 47}]"));
        simulation.Seek(simulation.Clock.EndFrame);
        FlowRecord record = simulation.Record(4);
        for (int reader = 0; reader < record.Tokens; reader++)
        {
            int[] arrival = ArrivalLayers.Onto(record, reader);
            foreach (var tracer in simulation.Snapshot.Tracers)
            {
                Assert.That(arrival[tracer.Origin], Is.EqualTo(tracer.Arrival[reader]), $"{tracer.Origin} to {reader}");
            }
        }

        foreach (var tracer in simulation.Snapshot.Tracers)
        {
            Assert.That(ArrivalLayers.Reach(record, tracer.Origin), Is.EqualTo(tracer.Arrival.ToArray().Count(a => a >= 0)));
        }
    }

    [Test]
    public void They_are_the_hops_where_all_layers_are_alike()
    {
        using FlowSimulation simulation = TestWorld.Start(TestWorld.Of(60, new LongformerPattern(2, 1, [7])) with { Layers = 6 });
        FlowRecord record = simulation.Record(6);
        AttentionLayout layout = record.Layers[0].Plan.Head(0);
        int[] arrival = ArrivalLayers.Onto(record, 31);

        for (int source = 0; source < 60; source++)
        {
            Assert.That(arrival[source], Is.EqualTo(HopDistances.Between(layout, source, 31)), $"source {source}");
        }
    }

    // The hub is cut in the first layer: what goes by it comes a layer later than its graph would have it.
    [Test]
    public void An_edit_in_a_layer_counts()
    {
        using FlowSimulation simulation = TestWorld.Start(TestWorld.Json(
            60, """{"kind": "longformer", "window": 2, "globals": [7]}""", "\"layers\": 4, \"edits\": [{\"at\": 0, \"do\": \"cut-hub\", \"token\": 7}, {\"at\": 0.14, \"do\": \"restore-hub\", \"token\": 7}]"));
        int[] arrival = ArrivalLayers.Onto(simulation.Record(4), 31);

        Assert.That(arrival[50], Is.EqualTo(3));
        Assert.That(arrival[30], Is.EqualTo(1));
    }
}
