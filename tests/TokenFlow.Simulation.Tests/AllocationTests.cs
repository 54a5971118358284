using TokenFlow.Attention.Patterns;
using TokenFlow.Scenarios.Scenarios;
using TokenFlow.Simulation.Tests.Worlds;

namespace TokenFlow.Simulation.Tests;

/// <summary>
/// Once warm, the frames of a layer allocate nothing, on any thread. Counted over the whole process, where the test host's
/// own threads allocate a little now and then: so the least of several windows is held against one smallest object a frame.
/// </summary>
[NonParallelizable]
public sealed class AllocationTests
{
    private const int Frames = 20;
    private const long OneObjectAFrame = Frames * 24;

    [Test]
    public void A_warm_frame_allocates_nothing(
        [ValueSource(typeof(Patterns), nameof(Patterns.All))] string pattern, [Values("uniform", "random")] string weights, [Values(0, 50)] int edges)
    {
        Scenario scenario = TestWorld.Read(TestWorld.Json(300, pattern, $"\"heads\": 2, \"layers\": 2, \"weights\": \"{weights}\""));
        AssertFrugal(scenario, edges);
    }

    [Test]
    public void A_warm_frame_with_every_limit_on_allocates_nothing([Values("uniform", "content", "random")] string weights) => AssertFrugal(
        TestWorld.Read(TestWorld.Json(
            300,
            """{"kind": "longformer", "window": 4, "globals": [0, 90, 200]}""",
            $$"""
            "heads": 2, "layers": 2, "weights": "{{weights}}", "capacity": {"slots": 20, "rank": 3, "bits": 20, "hubs": [{"token": 90, "bits": 30}, {"token": 200}]}
            """)),
        edges: 50);

    private static void AssertFrugal(Scenario scenario, int edges)
    {
        using FlowSimulation simulation = TestWorld.Start(scenario with { FramesPerLayer = 1_000 }, threads: 2, edges);
        for (int i = 0; i < 60; i++)
        {
            simulation.Advance();
        }

        long least = long.MaxValue;
        for (int window = 0; window < 8 && least >= OneObjectAFrame; window++)
        {
            long before = GC.GetTotalAllocatedBytes(precise: true);
            for (int i = 0; i < Frames; i++)
            {
                simulation.Advance();
            }

            least = Math.Min(least, GC.GetTotalAllocatedBytes(precise: true) - before);
        }

        Assert.That(least, Is.LessThan(OneObjectAFrame));
    }

    [Test]
    public void Snapshots_given_back_are_used_again()
    {
        Scenario scenario = TestWorld.Of(300, new LongformerPattern(4, 1, [0]));
        using FlowSimulation simulation = TestWorld.Start(scenario with { FramesPerLayer = 1_000 }, edges: 50);
        long least = long.MaxValue;
        for (int window = 0; window < 12 && least >= OneObjectAFrame; window++)
        {
            long before = GC.GetTotalAllocatedBytes(precise: true);
            for (int i = 0; i < Frames; i++)
            {
                simulation.Advance();
                simulation.Snapshot.Retain().Dispose();
            }

            least = Math.Min(least, GC.GetTotalAllocatedBytes(precise: true) - before);
        }

        Assert.That(least, Is.LessThan(OneObjectAFrame));
    }
}
