using TokenFlow.Attention.Patterns;
using TokenFlow.Base.Faults;
using TokenFlow.Scenarios.Scenarios;
using TokenFlow.Simulation.Edits;
using TokenFlow.Simulation.Snapshots;
using TokenFlow.Simulation.Tests.Worlds;

namespace TokenFlow.Simulation.Tests;

/// <summary>What edits do to a run. Layers last 4 frames.</summary>
public sealed class FlowEditsTests
{
    private static string Local(string more = "\"layers\": 4") => TestWorld.Json(40, """{"kind": "longformer", "window": 2, "globals": []}""", more);

    private static string Hub(string more = "\"layers\": 4") => TestWorld.Json(40, """{"kind": "longformer", "window": 2, "globals": [20]}""", more);

    [Test]
    public void An_edit_takes_effect_in_its_own_frame()
    {
        using FlowSimulation simulation = TestWorld.Start(Local());
        simulation.Seek(2);
        long edges = simulation.Snapshot.Meters.Edges;
        simulation.Apply(new MakeHubEdit(20));
        Assert.That(simulation.Frame, Is.EqualTo(2));
        Assert.That(simulation.Snapshot.Meters.Edges, Is.GreaterThan(edges));
        Assert.That(simulation.Snapshot.Hubs.Select(h => h.Position), Is.EqualTo(new[] { 20 }));
        Assert.That(simulation.Snapshot.Tokens[20].IsHub);
        simulation.StepFrameBack();
        Assert.That(simulation.Snapshot.Hubs, Is.Empty, "before its frame the edit is not there");
        Assert.That(simulation.Snapshot.Meters.Edges, Is.EqualTo(edges));
        Assert.That(simulation.Edits, Has.Count.EqualTo(1), "going back leaves it on the timeline");
    }

    [Test]
    public void An_edit_gives_the_same_run_as_one_that_had_it_from_the_start()
    {
        Scenario with = TestWorld.Read(Local("""
            "layers": 4, "edits": [{"at": 0.2, "do": "make-hub", "token": 20}]
            """));
        List<(ulong, ulong)> expected = FlowSimulationTests.FrameByFrame(with);
        using FlowSimulation simulation = TestWorld.Start(TestWorld.Read(Local()), edges: 20);
        simulation.Seek(14);
        simulation.Seek(6);
        simulation.Apply(new MakeHubEdit(20));
        for (int frame = 0; frame < expected.Count; frame++)
        {
            simulation.Seek(frame);
            Assert.That((simulation.Snapshot.StateHash, SnapshotDigest.Of(simulation.Snapshot)), Is.EqualTo(expected[frame]), $"frame {frame}");
        }
    }

    [Test]
    public void What_followed_an_edit_is_computed_anew()
    {
        using FlowSimulation simulation = TestWorld.Start(Local());
        simulation.Seek(16);
        int reach = simulation.Snapshot.Meters.Reach;
        simulation.Seek(2);
        simulation.Apply(new MakeHubEdit(20));
        simulation.Seek(16);
        Assert.That(reach, Is.EqualTo(9), "four layers of two neighbours a side, from the first token");
        Assert.That(simulation.Snapshot.Meters.Reach, Is.EqualTo(40));
    }

    [TestCase(4, 3, TestName = "An edit in the first frame of a layer belongs to that layer")]
    [TestCase(3, 2, TestName = "An edit in the last frame of a layer decides that layer")]
    public void Edits_at_a_boundary(int frame, int expected)
    {
        using FlowSimulation simulation = TestWorld.Start(Local());
        simulation.Seek(12);
        ulong before = Hash(simulation, 3);
        simulation.Seek(frame);
        simulation.Apply(new MakeHubEdit(20));
        simulation.Seek(16);

        // In its first layer the new hub reads the origin, in its second the others read it.
        ReadOnlySpan<int> arrival = simulation.Snapshot.Tracers[0].Arrival;
        Assert.That(arrival[39], Is.EqualTo(expected));
        Assert.That(Hash(simulation, 3), frame == 4 ? Is.EqualTo(before) : Is.Not.EqualTo(before));
    }

    [TestCase(16, TestName = "An edit at the end is made in the last layer's last frame (at the end itself)")]
    [TestCase(900, TestName = "An edit at the end is made in the last layer's last frame (long after)")]
    public void An_edit_at_the_end_is_made_in_the_last_layers_last_frame(int end)
    {
        Scenario scenario = TestWorld.Read(Local());
        using FlowSimulation expected = TestWorld.Start(scenario, edges: 20);
        expected.Seek(15);
        expected.Apply(new MakeHubEdit(20));
        expected.Seek(end);
        using FlowSimulation simulation = TestWorld.Start(scenario, edges: 20);
        simulation.Seek(end);
        ulong before = simulation.Snapshot.StateHash;
        simulation.Apply(new MakeHubEdit(20));
        Assert.That(simulation.Frame, Is.EqualTo(end));
        Assert.That(simulation.Edits, Is.EqualTo(new[] { new ScheduledEdit(15, new MakeHubEdit(20)) }));
        Assert.That(simulation.Snapshot.Hubs.Select(h => h.Position), Is.EqualTo(new[] { 20 }));
        Assert.That(simulation.Snapshot.Meters.Reach, Is.EqualTo(10), "the hub reads the origin in the last layer");
        Assert.That(simulation.Snapshot.StateHash, Is.Not.EqualTo(before));
        Assert.That(SnapshotDigest.Of(simulation.Snapshot), Is.EqualTo(SnapshotDigest.Of(expected.Snapshot)));
    }

    [Test]
    public void A_scenarios_edit_beyond_the_end_changes_nothing()
    {
        using FlowSimulation simulation = TestWorld.Start(Local("""
            "layers": 4, "edits": [{"at": 100, "do": "make-hub", "token": 20}]
            """));
        simulation.Seek(5_000);
        Assert.That(simulation.Snapshot.Hubs, Is.Empty);
        Assert.That(simulation.Knobs.Edits.MadeHubs, Is.Empty);
    }

    [Test]
    public void An_edit_out_of_range_leaves_the_run_as_it_was()
    {
        using FlowSimulation simulation = TestWorld.Start(Hub(), edges: 20);
        simulation.Seek(6);
        ulong digest = SnapshotDigest.Of(simulation.Snapshot);
        foreach (Edit edit in (Edit[])[new MakeHubEdit(40), new SetWindowEdit(-1), new SetPatternEdit(new LocalPattern(2).WithDilations([1, 2]))])
        {
            Assert.That(() => simulation.Apply(edit), Throws.InstanceOf<FaultException>());
            Assert.That(simulation.Edits, Is.Empty);
            simulation.Seek(9);
            simulation.Seek(6);
            Assert.That(SnapshotDigest.Of(simulation.Snapshot), Is.EqualTo(digest));
        }
    }

    [Test]
    public void A_hub_cut_and_restored_within_a_layer_leaves_the_uncut_bits()
    {
        Scenario scenario = TestWorld.Read(Hub());
        List<(ulong Hash, ulong)> uncut = FlowSimulationTests.FrameByFrame(scenario);
        using FlowSimulation simulation = TestWorld.Start(scenario);
        simulation.Seek(5);
        simulation.Apply(new CutHubEdit(20));
        Assert.That(simulation.Snapshot.StateHash, Is.Not.EqualTo(uncut[5].Hash));
        Assert.That(simulation.Snapshot.Hubs[0].IsCut);
        Assert.That(simulation.Snapshot.Tokens[20], Is.EqualTo(new TokenSnapshot(TokenRole.Text, IsHub: true, IsCut: true)));
        Assert.That(simulation.Snapshot.Meters.Edges, Is.EqualTo(new LocalPlan(40, 2).Edges));
        simulation.Seek(7);
        simulation.Apply(new RestoreHubEdit(20));
        for (int frame = 7; frame < uncut.Count; frame++)
        {
            simulation.Seek(frame);
            Assert.That(simulation.Snapshot.StateHash, Is.EqualTo(uncut[frame].Hash), $"frame {frame}");
        }
    }

    [Test]
    public void A_cut_hub_carries_nothing()
    {
        using FlowSimulation simulation = TestWorld.Start(Hub());
        simulation.Apply(new CutHubEdit(20));
        simulation.Seek(16);
        Assert.That(simulation.Snapshot.Meters.Reach, Is.EqualTo(9));
        Assert.That(simulation.Snapshot.Meters.Ways.Hub, Is.Zero);
    }

    [Test]
    public void An_unmade_hub_keeps_its_window()
    {
        using FlowSimulation simulation = TestWorld.Start(Hub());
        simulation.Apply(new UnmakeHubEdit(20));
        Assert.That(simulation.Snapshot.Hubs, Is.Empty);
        Assert.That(simulation.Snapshot.Meters.Edges, Is.EqualTo(new LocalPlan(40, 2).Edges));
    }

    [Test]
    public void A_cut_edge_moves_no_dye_and_restored_it_does_again()
    {
        using FlowSimulation simulation = TestWorld.Start(Local("\"layers\": 4, \"tracers\": [{\"token\": 10}]"), edges: 2_000);
        simulation.Seek(1);
        simulation.Apply(new CutEdgeEdit(11, 10));
        Assert.That(simulation.Snapshot.Edges.ToArray().Any(e => e.Query == 11 && e.Key == 10), Is.False);
        simulation.Seek(4);
        Assert.That(simulation.Snapshot.Tracers[0].Total(11), Is.Zero);
        Assert.That(simulation.Snapshot.Tracers[0].Arrival[11], Is.EqualTo(-1));
        Assert.That(simulation.Snapshot.Tracers[0].Total(12), Is.GreaterThan(0));
        simulation.Seek(2);
        simulation.Apply(new RestoreEdgeEdit(11, 10));
        simulation.Seek(4);
        Assert.That(simulation.Snapshot.Tracers[0].Arrival[11], Is.EqualTo(1));
    }

    [Test]
    public void The_window_can_be_changed()
    {
        using FlowSimulation simulation = TestWorld.Start(Local());
        simulation.Apply(new SetWindowEdit(5));
        Assert.That(simulation.Snapshot.Window, Is.EqualTo(5));
        Assert.That(simulation.Snapshot.Meters.Edges, Is.EqualTo(new LocalPlan(40, 5).Edges));
        simulation.Seek(4);
        Assert.That(simulation.Snapshot.Meters.Reach, Is.EqualTo(6));
    }

    [Test]
    public void The_pattern_can_be_changed()
    {
        using FlowSimulation simulation = TestWorld.Start(Local());
        simulation.Seek(4);
        simulation.Apply(new SetPatternEdit(new FullPattern()));
        Assert.That(simulation.Snapshot.PatternLabel, Does.StartWith("full"));
        Assert.That(simulation.Snapshot.Meters.Edges, Is.EqualTo(1600));
        simulation.Seek(8);
        Assert.That(simulation.Snapshot.Meters.Reach, Is.EqualTo(40));
        simulation.Seek(3);
        Assert.That(simulation.Snapshot.PatternLabel, Does.StartWith("longformer"));
    }

    [Test]
    public void Residual_one_moves_nothing_and_zero_keeps_nothing()
    {
        using FlowSimulation simulation = TestWorld.Start(Local());
        simulation.Apply(new SetResidualEdit(1));
        simulation.Seek(4);
        Assert.That(simulation.Snapshot.Meters.Reach, Is.EqualTo(1));
        Assert.That(simulation.Snapshot.Tracers[0].Total(0), Is.EqualTo(1f));
        simulation.Apply(new SetResidualEdit(0));
        simulation.Seek(8);
        Assert.That(simulation.Snapshot.Residual, Is.Zero);
        Assert.That(simulation.Snapshot.Tracers[0].Total(0), Is.EqualTo(1f / 3).Within(1e-6), "a third of what its row of three reads");
    }

    [Test]
    public void Heat_flattens_and_cold_sharpens()
    {
        using FlowSimulation simulation = TestWorld.Start(Local("\"layers\": 2, \"weights\": \"content\""), edges: 2_000);
        float plain = StrongestOf(simulation, 10);
        simulation.Apply(new SetTemperatureEdit(0.1f));
        float cold = StrongestOf(simulation, 10);
        simulation.Apply(new SetTemperatureEdit(100));
        float hot = StrongestOf(simulation, 10);
        Assert.That(hot, Is.EqualTo(0.2f).Within(0.02f), "five keys, all but equal");
        Assert.That(plain, Is.GreaterThan(hot));
        Assert.That(cold, Is.GreaterThan(plain));
    }

    [Test]
    public void Hubs_come_and_go_in_any_order()
    {
        using FlowSimulation simulation = TestWorld.Start(Local());
        foreach (int token in (int[])[30, 3, 17, 25])
        {
            simulation.Apply(new MakeHubEdit(token));
        }

        simulation.Apply(new UnmakeHubEdit(17));
        simulation.Apply(new MakeHubEdit(9));
        simulation.Apply(new CutHubEdit(3));
        Assert.That(simulation.Snapshot.Hubs.Select(h => (h.Position, h.IsCut)), Is.EqualTo(new[] { (3, true), (9, false), (25, false), (30, false) }));
        Assert.That(Enumerable.Range(0, 40).Where(i => simulation.Snapshot.Tokens[i].IsHub), Is.EqualTo(new[] { 3, 9, 25, 30 }));
    }

    private static float StrongestOf(FlowSimulation simulation, int query) =>
        simulation.Snapshot.Edges.ToArray().Where(e => e.Query == query).Max(e => e.Weight);

    private static ulong Hash(FlowSimulation simulation, long frame)
    {
        simulation.Seek(frame);
        return simulation.Snapshot.StateHash;
    }

    private sealed record LocalPlan(int Tokens, int Window)
    {
        public long Edges => AttentionPlan.Compile(new LocalPattern(Window), Tokens, 1, 0).Edges;
    }
}
