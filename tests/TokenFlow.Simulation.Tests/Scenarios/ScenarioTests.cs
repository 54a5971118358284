using System.Text;
using TokenFlow.Attention.Patterns;
using TokenFlow.Scenarios.Capacity;
using TokenFlow.Scenarios.Recall;
using TokenFlow.Scenarios.Scenarios;
using TokenFlow.Simulation.Hubs;
using TokenFlow.Simulation.Tests.Worlds;

namespace TokenFlow.Simulation.Tests.Scenarios;

/// <summary>Scenarios that are made in code are those that documents say.</summary>
public sealed class ScenarioTests
{
    [TestCase("""{"kind": "full"}""")]
    [TestCase("""{"kind": "longformer", "window": 2, "globals": [3]}""")]
    [TestCase("""{"kind": "bert-cls"}""")]
    public void What_is_not_said_is_the_same_in_code_and_in_a_document(string pattern) => Assert.That(
        Written(Scenario.Of("test", PatternJson.Parse(pattern), 20)),
        Is.EqualTo(Written(TestWorld.Read($$"""{"tokens": 20, "pattern": {{pattern}}}"""))));

    [Test]
    public void What_is_said_is_the_same_too_and_runs_alike()
    {
        Scenario made = Scenario.Of("test", new LongformerPattern(2, 1, [3]), 40) with
        {
            Heads = 2,
            HeadDim = 16,
            Layers = 3,
            FramesPerLayer = 2,
            Weights = WeightKind.Random,
            Residual = 0.25f,
            Seed = 7,
            Recall = RecallSpec.None with { Facts = 3, Vocabulary = 16, Readers = 2 },
            Capacity = new CapacitySpec { Limits = new HubCapacity { Common = new HubLimits(null, 4, null) } },
        };
        Scenario read = TestWorld.Read(
            """
            {
              "tokens": 40, "pattern": {"kind": "longformer", "window": 2, "globals": [3]}, "heads": 2, "headDim": 16, "layers": 3,
              "framesPerLayer": 2, "weights": "random", "residual": 0.25, "seed": 7, "facts": 3, "recall": {"vocabulary": 16, "readers": 2},
              "capacity": {"rank": 4}
            }
            """);
        Assert.That(Written(made), Is.EqualTo(Written(read)));
        Assert.That(Hash(made), Is.EqualTo(Hash(read)));
    }

    private static string Written(Scenario scenario)
    {
        using var stream = new MemoryStream();
        ScenarioWriter.Write(scenario, sequence: null, session: null, stream);
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static ulong Hash(Scenario scenario)
    {
        using FlowSimulation simulation = TestWorld.Start(scenario);
        simulation.Seek(simulation.Clock.EndFrame);
        return simulation.Snapshot.StateHash;
    }
}
