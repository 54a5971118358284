using CsCheck;
using TokenFlow.Base.Faults;
using TokenFlow.Scenarios.Scenarios;
using TokenFlow.Simulation.Snapshots;
using TokenFlow.Simulation.Tests.Worlds;

namespace TokenFlow.Simulation.Tests;

public sealed class FlowSimulationTests
{
    private const string Longformer = """
        {
          "tokens": 40, "headDim": 8, "heads": 2, "weights": "random", "layers": 3, "framesPerLayer": 5, "seed": 7,
          "pattern": {"kind": "longformer", "window": 3, "dilation": [1, 2], "globals": [4]},
          "tracers": [{"token": 11}, {"token": -1, "name": "other"}],
          "edits": [
            {"at": 0.1, "do": "make-hub", "token": 30},
            {"at": 0.2, "do": "cut-hub", "token": 4},
            {"at": 0.3, "do": "temperature", "value": 0.5},
            {"at": 0.3667, "do": "cut-edge", "query": 12, "key": 11},
            {"at": 0.4, "do": "restore-hub", "token": 4}
          ]
        }
        """;

    private const string BigBird = """
        {
          "tokens": 45, "headDim": 8, "weights": "content", "layers": 3, "framesPerLayer": 5, "seed": 3,
          "pattern": {"kind": "bigbird", "block": 4, "random": 2},
          "edits": [{"at": 0.2667, "do": "residual", "value": 0.2}, {"at": 9, "do": "unmake-hub", "token": 0}]
        }
        """;

    private static readonly Gen<int[]> Walks = Gen.Int[0, 99].Array[1, 25];

    [TestCase(Longformer, TestName = "Any path to a frame gives its bits (longformer)")]
    [TestCase(BigBird, TestName = "Any path to a frame gives its bits (bigbird)")]
    public void Any_path_to_a_frame_gives_its_bits(string json)
    {
        Scenario scenario = TestWorld.Read(json);
        List<(ulong Hash, ulong Digest)> straight = FrameByFrame(scenario);
        Walks.Sample(
            walk =>
            {
                using FlowSimulation simulation = TestWorld.Start(scenario, threads: 1, edges: 20);
                foreach (int step in walk)
                {
                    Take(simulation, step, straight.Count);
                    if (simulation.Frame < straight.Count)
                    {
                        (ulong hash, ulong digest) = straight[(int)simulation.Frame];
                        if (simulation.Snapshot.StateHash != hash || SnapshotDigest.Of(simulation.Snapshot) != digest)
                        {
                            return false;
                        }
                    }
                }

                return true;
            },
            iter: 60);
    }

    [TestCase(Longformer, TestName = "Threads do not change a bit (longformer)")]
    [TestCase(BigBird, TestName = "Threads do not change a bit (bigbird)")]
    public void Threads_do_not_change_a_bit(string json)
    {
        Scenario scenario = TestWorld.Read(json, ("tokens", "300"));
        List<(ulong, ulong)> alone = FrameByFrame(scenario, threads: 1);
        Assert.That(FrameByFrame(scenario, threads: 2), Is.EqualTo(alone));
        Assert.That(FrameByFrame(scenario, threads: 4), Is.EqualTo(alone));
    }

    [Test]
    public void The_seed_changes_the_run()
    {
        ulong one = FrameByFrame(TestWorld.Read(Longformer))[^1].Hash;
        ulong other = FrameByFrame(TestWorld.Read(Longformer, ("seed", "8")))[^1].Hash;
        Assert.That(other, Is.Not.EqualTo(one));
    }

    [Test]
    public void Every_frame_has_a_hash_of_its_own()
    {
        List<(ulong Hash, ulong)> frames = FrameByFrame(TestWorld.Read(Longformer));
        Assert.That(frames.Select(f => f.Hash).Distinct().Count(), Is.EqualTo(frames.Count));
    }

    [Test]
    public void Layer_steps_stop_at_boundaries_and_at_both_ends()
    {
        using FlowSimulation simulation = TestWorld.Start(Longformer);
        simulation.Seek(7);
        simulation.StepLayer();
        Assert.That(simulation.Frame, Is.EqualTo(10));
        simulation.StepLayer();
        simulation.StepLayer();
        Assert.That(simulation.Frame, Is.EqualTo(15), "the end");
        simulation.StepLayerBack();
        Assert.That(simulation.Frame, Is.EqualTo(10));
        simulation.Seek(12);
        simulation.StepLayerBack();
        Assert.That(simulation.Frame, Is.EqualTo(10));
        simulation.Seek(1000);
        simulation.StepLayer();
        Assert.That(simulation.Frame, Is.EqualTo(1000), "no boundary lies beyond the end");
        simulation.StepLayerBack();
        Assert.That(simulation.Frame, Is.EqualTo(15));
        simulation.Seek(3);
        simulation.StepLayerBack();
        simulation.StepLayerBack();
        simulation.StepFrameBack();
        Assert.That(simulation.Frame, Is.Zero);
    }

    [Test]
    public void A_frame_before_the_start_is_refused()
    {
        using FlowSimulation simulation = TestWorld.Start(Longformer);
        Assert.That(() => simulation.Seek(-1), Throws.InstanceOf<ArgumentOutOfRangeException>());
    }

    [Test]
    public void The_end_shows_the_last_layers_picture()
    {
        using FlowSimulation simulation = TestWorld.Start(BigBird, edges: 30);
        simulation.Seek(simulation.Clock.EndFrame - 1);
        EdgeSnapshot[] edges = simulation.Snapshot.Edges.ToArray();
        HubSnapshot[] hubs = [.. simulation.Snapshot.Hubs];
        simulation.Seek(500);
        FrameSnapshot end = simulation.Snapshot;
        Assert.That(end.IsFinished);
        Assert.That(end.Edges.ToArray(), Is.EqualTo(edges));
        Assert.That(end.Hubs.Select(h => (h.Position, h.Load, h.IsCut)), Is.EqualTo(hubs.Select(h => (h.Position, h.Load, h.IsCut))));
    }

    [Test]
    public void A_retained_snapshot_outlives_its_frame()
    {
        using FlowSimulation simulation = TestWorld.Start(Longformer, edges: 20);
        simulation.Seek(6);
        FrameSnapshot taken = simulation.Snapshot.Retain();
        Assert.That(taken, Is.SameAs(simulation.Snapshot));
        ulong digest = SnapshotDigest.Of(taken);
        for (int i = 0; i < 20; i++)
        {
            simulation.Advance();
        }

        Assert.That(SnapshotDigest.Of(taken), Is.EqualTo(digest));
        taken.Dispose();
    }

    [Test]
    public void A_snapshot_is_used_again_when_its_last_holder_lets_go()
    {
        using FlowSimulation simulation = TestWorld.Start(Longformer, edges: 20);
        FrameSnapshot held = simulation.Snapshot.Retain().Retain();
        simulation.Advance();
        held.Dispose();
        simulation.Advance();
        Assert.That(simulation.Snapshot, Is.Not.SameAs(held), "one still holds it");
        ulong digest = SnapshotDigest.Of(held);
        simulation.Advance();
        Assert.That(SnapshotDigest.Of(held), Is.EqualTo(digest));
        held.Dispose();
        Assert.That(held.Retain, Throws.InstanceOf<ObjectDisposedException>());
        held.Dispose();
        var seen = new HashSet<FrameSnapshot>();
        for (int i = 0; i < 3; i++)
        {
            seen.Add(simulation.Snapshot.Retain());
            simulation.Advance();
        }

        Assert.That(seen, Does.Contain(held));
    }

    [Test]
    public void Several_readers_may_hold_snapshots_while_the_run_goes_on()
    {
        Scenario scenario = TestWorld.Read(Longformer);
        List<(ulong Hash, ulong Digest)> straight = FrameByFrame(scenario);
        using FlowSimulation simulation = TestWorld.Start(scenario, edges: 20);
        var held = new List<FrameSnapshot>();
        for (int frame = 0; frame < straight.Count; frame++)
        {
            simulation.Seek(frame);
            held.Add(simulation.Snapshot.Retain());
            if (frame % 3 == 2)
            {
                FrameSnapshot done = held[frame % held.Count];
                held.Remove(done);
                done.Dispose();
            }
        }

        foreach (FrameSnapshot snapshot in held)
        {
            Assert.That(SnapshotDigest.Of(snapshot), Is.EqualTo(straight[(int)snapshot.Frame].Digest));
        }
    }

    [Test]
    public void A_pattern_that_does_not_fit_is_refused_at_the_start()
    {
        Scenario scenario = TestWorld.Read(TestWorld.Json(20, """{"kind": "local", "window": 2, "dilation": [1, 2]}""", "\"heads\": 3"));
        FaultException fault = Faults.Of(() => TestWorld.Start(scenario));
        Assert.That(fault.Where, Is.EqualTo("pattern.dilation"));
    }

    [Test]
    public void A_scenarios_edit_out_of_range_names_its_place()
    {
        FaultException fault = Faults.Of(
            () => TestWorld.Start(TestWorld.Json(20, """{"kind": "full"}""", "\n\"edits\": [\n{\"at\": 1, \"do\": \"make-hub\", \"token\": 20}]")));
        Assert.That(fault.Kind, Is.EqualTo(FaultKind.OutOfRange));
        Assert.That(fault.Message, Does.StartWith("test.json:3, field edits.0.do").And.Contain("no token 20"));
    }

    internal static List<(ulong Hash, ulong Digest)> FrameByFrame(Scenario scenario, int threads = 1)
    {
        using FlowSimulation simulation = TestWorld.Start(scenario, threads, edges: 20);
        var frames = new List<(ulong, ulong)>();
        while (true)
        {
            frames.Add((simulation.Snapshot.StateHash, SnapshotDigest.Of(simulation.Snapshot)));
            if (simulation.Frame == simulation.Clock.EndFrame + 2)
            {
                return frames;
            }

            simulation.Advance();
        }
    }

    private static void Take(FlowSimulation simulation, int step, int frames)
    {
        switch (step)
        {
            case < 30:
                simulation.Advance();
                break;
            case < 45:
                simulation.StepFrameBack();
                break;
            case < 60:
                simulation.StepLayer();
                break;
            case < 75:
                simulation.StepLayerBack();
                break;
            default:
                simulation.Seek(step * 7919 % frames);
                break;
        }
    }
}
