using TokenFlow.Attention.Patterns;
using TokenFlow.Scenarios.Scenarios;
using TokenFlow.Simulation.Edits;
using TokenFlow.Simulation.Snapshots;
using TokenFlow.Simulation.Tests.Worlds;

namespace TokenFlow.Simulation.Tests;

/// <summary>The dye that the kernel carries, against sums and walks that know nothing of the kernel.</summary>
public sealed class DyeTests
{
    [Test]
    public void The_ways_add_up_to_one_plain_column(
        [ValueSource(typeof(Patterns), nameof(Patterns.All))] string pattern, [Values("uniform", "content", "random")] string weights)
    {
        Scenario scenario = TestWorld.Read(TestWorld.Json(
            45, pattern, $"\"heads\": 2, \"layers\": 4, \"weights\": \"{weights}\", \"residual\": 0.3, \"tracers\": [{{\"token\": 20}}, {{\"token\": -1}}]"));
        using FlowSimulation simulation = TestWorld.Start(scenario);
        var dense = new DenseWorld(scenario, TestWorld.Lay(scenario));
        for (int layer = 1; layer <= 4; layer++)
        {
            dense.Step();
            simulation.StepLayer();
            for (int t = 0; t < 2; t++)
            {
                TracerSnapshot tracer = simulation.Snapshot.Tracers[t];
                for (int i = 0; i < tracer.Arrival.Length; i++)
                {
                    Assert.That(tracer.Total(i), Is.EqualTo(dense.Dye[(i * 2) + t]).Within(1e-6), $"layer {layer}, tracer {t}, token {i}");
                }
            }
        }
    }

    [Test]
    public void Ways_are_those_of_the_paths_taken([ValueSource(nameof(Tiny))] string pattern)
    {
        const int Layers = 4;
        Scenario scenario = TestWorld.Read(TestWorld.Json(11, pattern, "\"residual\": 0.4, \"layers\": 4, \"tracers\": [{\"token\": 5}]"));
        Sequence sequence = TestWorld.Lay(scenario);
        using FlowSimulation simulation = TestWorld.Start(scenario);
        simulation.Seek(simulation.Clock.EndFrame);
        AttentionLayout[] layouts = [.. Enumerable.Range(0, Layers).Select(l => AttentionPlan.Compile(sequence.Pattern, sequence.Count, 1, l).Head(0))];
        double[,] expected = new PathWalk(l => layouts[Math.Min(l, Layers - 1)], Layers, scenario.Residual).From(5).Mass;
        TracerSnapshot tracer = simulation.Snapshot.Tracers[0];
        var found = new HashSet<EdgeWay>();
        for (int i = 0; i < sequence.Count; i++)
        {
            Assert.That(tracer.Window[i], Is.EqualTo(expected[i, 0]).Within(1e-6), $"window, token {i}");
            Assert.That(tracer.Random[i], Is.EqualTo(expected[i, 1]).Within(1e-6), $"random, token {i}");
            Assert.That(tracer.Hub[i], Is.EqualTo(expected[i, 2]).Within(1e-6), $"hub, token {i}");
            if (expected[i, 1] > 0)
            {
                found.Add(EdgeWay.Random);
            }
        }

        Assert.That(found.Contains(EdgeWay.Random), Is.EqualTo(pattern.Contains("bigbird", StringComparison.Ordinal)), "the walk met what it should");
    }

    [Test]
    public void All_that_a_hub_hands_on_is_by_hub()
    {
        using FlowSimulation simulation = TestWorld.Start(TestWorld.Of(30, new LongformerPattern(1, 1, [0])));
        simulation.Seek(simulation.Clock.FirstFrame(1));
        TracerSnapshot tracer = simulation.Snapshot.Tracers[0];
        for (int i = 1; i < 30; i++)
        {
            Assert.That(tracer.Window[i], Is.Zero);
            Assert.That(tracer.Hub[i], Is.GreaterThan(0));
        }
    }

    [Test]
    public void Within_a_layer_amounts_go_straight_from_start_to_result()
    {
        using FlowSimulation simulation = TestWorld.Start(TestWorld.Of(30, new LocalPattern(2)));
        simulation.Seek(4);
        float[] from = simulation.Snapshot.Tracers[0].Window.ToArray();
        simulation.Seek(8);
        float[] to = simulation.Snapshot.Tracers[0].Window.ToArray();
        simulation.Seek(7);
        for (int i = 0; i < 30; i++)
        {
            Assert.That(simulation.Snapshot.Tracers[0].Window[i], Is.EqualTo(from[i] + (0.75f * (to[i] - from[i]))).Within(1e-7));
        }
    }

    [Test]
    public void The_light_cone_has_a_row_a_finished_layer()
    {
        using FlowSimulation simulation = TestWorld.Start(TestWorld.Of(30, new LocalPattern(2)));
        for (int layer = 0; layer <= 3; layer++)
        {
            simulation.Seek(simulation.Clock.FirstFrame(layer));
            TracerSnapshot tracer = simulation.Snapshot.Tracers[0];
            Assert.That(tracer.ConeRowCount, Is.EqualTo(layer + 1));
            for (int i = 0; i < 30; i++)
            {
                Assert.That(tracer.ConeRow(layer)[i], Is.EqualTo(tracer.Total(i)));
            }
        }

        Assert.That(simulation.Snapshot.Tracers[0].ConeRow(0).ToArray(), Is.EqualTo(Enumerable.Range(0, 30).Select(i => i == 0 ? 1f : 0f)));
    }

    [Test]
    public void Arrivals_are_hop_distances([ValueSource(typeof(Patterns), nameof(Patterns.All))] string pattern)
    {
        Scenario scenario = TestWorld.Read(TestWorld.Json(45, pattern, "\"heads\": 2, \"layers\": 30, \"tracers\": [{\"token\": 20}]"));
        Sequence sequence = TestWorld.Lay(scenario);
        using FlowSimulation simulation = TestWorld.Start(scenario);
        simulation.Seek(simulation.Clock.EndFrame);
        Assert.That(simulation.Snapshot.Tracers[0].Arrival.ToArray(), Is.EqualTo(Spread(scenario, sequence, 20)));
        AttentionPlan plan = AttentionPlan.Compile(sequence.Pattern, sequence.Count, scenario.Heads, 0);
        if (!sequence.Pattern.VariesByLayer && ReferenceEquals(plan.Head(0), plan.Head(1)))
        {
            Assert.That(simulation.Snapshot.Tracers[0].Arrival.ToArray(), Is.EqualTo(HopDistances.From(plan.Head(0), 20)));
        }
    }

    [Test]
    public void Dye_arrives_though_its_amount_is_beyond_a_float()
    {
        using FlowSimulation simulation = TestWorld.Start(TestWorld.Of(4_000, new LocalPattern(150)) with { Layers = 24 }, threads: 2);
        simulation.Seek(simulation.Clock.EndFrame);
        TracerSnapshot tracer = simulation.Snapshot.Tracers[0];
        Assert.That(tracer.Arrival[150 * 24], Is.EqualTo(24));
        Assert.That(tracer.Total(150 * 24), Is.Zero, "(1 / 602)^24 is 0 as a float");
        Assert.That(simulation.Snapshot.Meters.Reach, Is.EqualTo((150 * 24) + 1));
    }

    [Test]
    public void A_token_that_keeps_nothing_hands_nothing_on()
    {
        // Residual 0 and no edge to itself: the origin is empty after one layer, and 0 reads nothing that was ever dyed.
        using FlowSimulation simulation = TestWorld.Start(TestWorld.Of(3, new StreamingPattern(0, 2)) with { Residual = 0, Layers = 3 });
        simulation.Apply(new CutEdgeEdit(0, 0));
        simulation.Apply(new CutEdgeEdit(1, 1));
        simulation.Seek(simulation.Clock.EndFrame);
        TracerSnapshot tracer = simulation.Snapshot.Tracers[0];
        Assert.That(tracer.Arrival.ToArray(), Is.EqualTo(new[] { 0, 1, 2 }));
        Assert.That((tracer.Total(0), tracer.Total(1)), Is.EqualTo((0f, 0f)));
        Assert.That(tracer.Total(2), Is.GreaterThan(0));
    }

    private static string[] Tiny() =>
    [
        """{"kind": "full"}""",
        """{"kind": "local", "window": 2}""",
        """{"kind": "longformer", "window": 1, "globals": [3]}""",
        """{"kind": "bigbird", "block": 1, "random": 2}""",
        """{"kind": "bigbird", "block": 1, "random": 1, "globals": [4]}""",
        """{"kind": "star"}""",
        """{"kind": "streaming", "sinks": 1, "window": 2}""",
    ];

    // Layer by layer, pair by pair.
    private static int[] Spread(Scenario scenario, Sequence sequence, int origin)
    {
        int n = sequence.Count;
        int[] arrival = [.. Enumerable.Repeat(-1, n)];
        arrival[origin] = 0;
        for (int layer = 0; layer < scenario.Layers; layer++)
        {
            AttentionPlan plan = AttentionPlan.Compile(sequence.Pattern, n, scenario.Heads, layer);
            int[] before = [.. arrival];
            for (int i = 0; i < n; i++)
            {
                bool reads = Enumerable.Range(0, n).Any(j => before[j] >= 0 && Enumerable.Range(0, plan.Heads).Any(h => plan.Head(h).Contains(i, j)));
                if (before[i] < 0 && reads)
                {
                    arrival[i] = layer + 1;
                }
            }
        }

        return arrival;
    }
}
