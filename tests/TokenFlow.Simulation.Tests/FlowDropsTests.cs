using CsCheck;
using TokenFlow.Base.Faults;
using TokenFlow.Base.Numerics;
using TokenFlow.Scenarios.Scenarios;
using TokenFlow.Simulation.Edits;
using TokenFlow.Simulation.Snapshots;
using TokenFlow.Simulation.Tests.Worlds;

namespace TokenFlow.Simulation.Tests;

/// <summary>Dye poured anew in the middle of a run. Layers last 4 frames.</summary>
public sealed class FlowDropsTests
{
    private const string TwoTracers = "\"heads\": 2, \"layers\": 5, \"weights\": \"random\", \"tracers\": [{\"token\": 4}, {\"token\": -1, \"name\": \"other\"}]";

    private static string Local(string more = "\"layers\": 5") => TestWorld.Json(40, """{"kind": "longformer", "window": 2, "globals": []}""", more);

    [Test]
    public void A_drop_acts_in_its_own_frame_and_leaves_the_frames_before_it_alone()
    {
        Scenario scenario = TestWorld.Read(Local());
        List<(ulong Hash, ulong Digest)> undropped = FlowSimulationTests.FrameByFrame(scenario);
        using FlowSimulation simulation = TestWorld.Start(scenario, edges: 20);
        simulation.Seek(10);
        simulation.Apply(new DropDyeEdit(30));
        TracerSnapshot tracer = simulation.Snapshot.Tracers[0];
        Assert.That((tracer.Origin, tracer.DropLayer), Is.EqualTo((30, 2)));
        Assert.That(simulation.Snapshot.StateHash, Is.Not.EqualTo(undropped[10].Hash));
        Assert.That(simulation.Snapshot.Meters.Reach, Is.EqualTo(1));
        Assert.That(Holders(tracer), Is.EqualTo(new[] { 28, 29, 30, 31, 32 }), "half-way through the layer its readers take it up");
        for (int frame = 0; frame < 10; frame++)
        {
            simulation.Seek(frame);
            Assert.That((simulation.Snapshot.StateHash, SnapshotDigest.Of(simulation.Snapshot)), Is.EqualTo(undropped[frame]), $"frame {frame}");
        }
    }

    [Test]
    public void Arrival_reach_and_hops_count_from_the_drops_layer()
    {
        using FlowSimulation simulation = TestWorld.Start(Local());
        simulation.Seek(10);
        simulation.Apply(new DropDyeEdit(30));
        simulation.Seek(16);
        TracerSnapshot tracer = simulation.Snapshot.Tracers[0];
        Assert.That(tracer.Arrival[26..36].ToArray(), Is.EqualTo(new[] { 2, 2, 1, 1, 0, 1, 1, 2, 2, -1 }));
        Assert.That(tracer.Arrival[0], Is.EqualTo(-1), "what the first drop reached is forgotten");
        Assert.That((simulation.Snapshot.Meters.Reach, simulation.Snapshot.Meters.MeanHops), Is.EqualTo((9, 1.5)));
    }

    [Test]
    public void The_light_cone_begins_at_the_drop()
    {
        using FlowSimulation simulation = TestWorld.Start(Local());
        simulation.Seek(10);
        simulation.Apply(new DropDyeEdit(30));
        simulation.Seek(20);
        TracerSnapshot tracer = simulation.Snapshot.Tracers[0];
        Assert.That(tracer.ConeRowCount, Is.EqualTo(6));
        Assert.That(Held(tracer.ConeRow(0)).Concat(Held(tracer.ConeRow(1))), Is.Empty, "before it there is none of the new dye");
        Assert.That(Held(tracer.ConeRow(2)), Is.EqualTo(new[] { 30 }));
        Assert.That(tracer.ConeRow(2)[30], Is.EqualTo(1f));
        Assert.That(Held(tracer.ConeRow(3)), Is.EqualTo(new[] { 28, 29, 30, 31, 32 }));
        simulation.Seek(9);
        Assert.That(Held(simulation.Snapshot.Tracers[0].ConeRow(0)), Is.EqualTo(new[] { 0 }), "a frame before the drop has the first cone");
    }

    [Test]
    public void Of_several_drops_in_a_layer_the_last_one_counts()
    {
        Scenario scenario = TestWorld.Read(Local());
        using FlowSimulation one = TestWorld.Start(scenario, edges: 20);
        one.Seek(7);
        one.Apply(new DropDyeEdit(20));
        using FlowSimulation several = TestWorld.Start(scenario, edges: 20);
        several.Seek(5);
        several.Apply(new DropDyeEdit(3));
        Assert.That(several.Snapshot.Tracers[0].Origin, Is.EqualTo(3));
        several.Seek(7);
        several.Apply(new DropDyeEdit(35));
        several.Apply(new DropDyeEdit(20));
        foreach (int frame in (int[])[7, 8, 15, 20])
        {
            one.Seek(frame);
            several.Seek(frame);
            Assert.That(SnapshotDigest.Of(several.Snapshot), Is.EqualTo(SnapshotDigest.Of(one.Snapshot)), $"frame {frame}");
        }

        several.Seek(6);
        Assert.That(several.Snapshot.Tracers[0].Origin, Is.EqualTo(3), "between the drops the first of them holds");
    }

    [Test]
    public void A_drop_pours_its_own_tracer_alone()
    {
        Scenario scenario = TestWorld.Read(TestWorld.Json(40, """{"kind": "bigbird", "block": 4, "random": 1}""", TwoTracers));
        using FlowSimulation undropped = TestWorld.Start(scenario);
        using FlowSimulation simulation = TestWorld.Start(scenario);
        simulation.Seek(9);
        simulation.Apply(new DropDyeEdit(12, Tracer: 1));
        foreach (int frame in (int[])[9, 14, 20])
        {
            undropped.Seek(frame);
            simulation.Seek(frame);
            TracerSnapshot kept = simulation.Snapshot.Tracers[0], before = undropped.Snapshot.Tracers[0];
            Assert.That(kept.Window.ToArray(), Is.EqualTo(before.Window.ToArray()));
            Assert.That(kept.Random.ToArray(), Is.EqualTo(before.Random.ToArray()));
            Assert.That(kept.Hub.ToArray(), Is.EqualTo(before.Hub.ToArray()));
            Assert.That(kept.Arrival.ToArray(), Is.EqualTo(before.Arrival.ToArray()));
            Assert.That((simulation.Snapshot.Tracers[1].Origin, simulation.Snapshot.Tracers[1].Name), Is.EqualTo((12, "other")));
        }
    }

    [Test]
    public void Ways_of_dropped_dye_add_up_to_what_dense_attention_carries([ValueSource(typeof(Patterns), nameof(Patterns.All))] string pattern)
    {
        Scenario scenario = TestWorld.Read(TestWorld.Json(45, pattern, TwoTracers));
        using FlowSimulation simulation = TestWorld.Start(scenario);
        simulation.Seek(6);
        simulation.Apply(new DropDyeEdit(17));
        var dense = new DenseWorld(scenario, TestWorld.Lay(scenario));
        for (int layer = 0; layer < 5; layer++)
        {
            if (layer == 1)
            {
                dense.Pour(0, 17);
            }

            dense.Step();
        }

        simulation.Seek(20);
        for (int t = 0; t < 2; t++)
        {
            for (int i = 0; i < simulation.Snapshot.Tokens.Length; i++)
            {
                Assert.That(simulation.Snapshot.Tracers[t].Total(i), Is.EqualTo(dense.Dye[(i * 2) + t]).Within(1e-5), $"tracer {t}, token {i}");
            }
        }
    }

    [Test]
    public void A_drop_at_the_end_falls_into_the_last_layer()
    {
        using FlowSimulation simulation = TestWorld.Start(Local());
        simulation.Seek(25);
        simulation.Apply(new DropDyeEdit(30));
        Assert.That(simulation.Edits.Single().Frame, Is.EqualTo(19));
        TracerSnapshot tracer = simulation.Snapshot.Tracers[0];
        Assert.That((tracer.Origin, tracer.DropLayer, simulation.Snapshot.Meters.Reach), Is.EqualTo((30, 4, 5)));
        Assert.That(Held(tracer.ConeRow(4)), Is.EqualTo(new[] { 30 }));
    }

    [Test]
    public void A_scenario_can_drop_dye_by_itself()
    {
        using FlowSimulation simulation = TestWorld.Start(Local("""
            "layers": 5, "edits": [{"at": 0.3, "do": "drop-dye", "token": 30}]
            """));
        simulation.Seek(9);
        Assert.That(simulation.Snapshot.Tracers[0].Origin, Is.EqualTo(30));
    }

    [Test]
    public void The_hash_tells_drops_apart()
    {
        // With nothing passed on, all that a drop leaves is where and when it fell.
        Scenario scenario = TestWorld.Read(Local("\"layers\": 5, \"residual\": 1"));
        var hashes = new HashSet<ulong>();
        foreach ((long frame, int token) in ((long, int)[])[(0, 0), (0, 1), (5, 1), (9, 1), (9, 2)])
        {
            using FlowSimulation simulation = TestWorld.Start(scenario);
            simulation.Seek(frame);
            simulation.Apply(new DropDyeEdit(token));
            simulation.Seek(18);
            hashes.Add(simulation.Snapshot.StateHash);
        }

        Assert.That(hashes, Has.Count.EqualTo(5));
    }

    [TestCase(40, 0, "drop-dye, token")]
    [TestCase(-1, 0, "drop-dye, token")]
    [TestCase(3, 1, "drop-dye, tracer")]
    [TestCase(3, -1, "drop-dye, tracer")]
    public void A_drop_out_of_range_is_refused_by_name(int token, int tracer, string where)
    {
        using FlowSimulation simulation = TestWorld.Start(Local());
        FaultException fault = Faults.Of(() => simulation.Apply(new DropDyeEdit(token, tracer)));
        Assert.That((fault.Kind, fault.Where), Is.EqualTo((FaultKind.OutOfRange, where)));
        Assert.That(simulation.Edits, Is.Empty);
    }

    [Test]
    public void Seeking_at_random_over_drops_and_edits_gives_the_same_bits([Values("uniform", "random")] string weights)
    {
        Scenario scenario = TestWorld.Read(TestWorld.Json(40, """{"kind": "longformer", "window": 2, "globals": [20]}""", $"\"heads\": 2, \"layers\": 5, \"weights\": \"{weights}\""));
        GenEdits.Array[1, 12].Sample(
            edits =>
            {
                using FlowSimulation simulation = TestWorld.Start(scenario, threads: 1, edges: 20);
                simulation.ReplaceEdits(edits);
                var straight = new List<(ulong, ulong)>();
                for (int frame = 0; frame <= 22; frame++)
                {
                    simulation.Seek(frame);
                    straight.Add((simulation.Snapshot.StateHash, SnapshotDigest.Of(simulation.Snapshot)));
                }

                var random = new SeededRandom((ulong)edits.Length);
                for (int i = 0; i < 200; i++)
                {
                    int frame = random.Next(straight.Count);
                    simulation.Seek(frame);
                    if ((simulation.Snapshot.StateHash, SnapshotDigest.Of(simulation.Snapshot)) != straight[frame])
                    {
                        return false;
                    }
                }

                return true;
            },
            iter: 12);
    }

    [Test]
    public void Replaced_edits_give_the_run_that_had_them_from_the_start()
    {
        Scenario scenario = TestWorld.Read(Local("\"layers\": 5, \"weights\": \"content\""));
        Gen.Select(GenEdits.Array[0, 8], GenEdits.Array[0, 8], Gen.Int[0, 8], Gen.Int[0, 24]).Sample(
            (first, more, shared, frame) =>
            {
                // The second list shares the beginning of the first, as after an undo.
                ScheduledEdit[] second = [.. first.OrderBy(e => e.Frame).Take(shared), .. more];
                using FlowSimulation fresh = TestWorld.Start(scenario, threads: 1, edges: 20);
                fresh.ReplaceEdits(second);
                using FlowSimulation simulation = TestWorld.Start(scenario, threads: 1, edges: 20);
                simulation.ReplaceEdits(first);
                simulation.Seek(frame);
                ulong asFirst = SnapshotDigest.Of(simulation.Snapshot);
                simulation.ReplaceEdits(second);
                if (simulation.Frame != frame || !simulation.Edits.SequenceEqual(second.OrderBy(e => e.Frame)))
                {
                    return false;
                }

                foreach (int at in (int[])[frame, 24, 3, 11, frame])
                {
                    fresh.Seek(at);
                    simulation.Seek(at);
                    if (SnapshotDigest.Of(simulation.Snapshot) != SnapshotDigest.Of(fresh.Snapshot))
                    {
                        return false;
                    }
                }

                simulation.ReplaceEdits(first);
                return SnapshotDigest.Of(simulation.Snapshot) == asFirst;
            },
            iter: 40);
    }

    [Test]
    public void The_same_edits_are_no_change()
    {
        using FlowSimulation simulation = TestWorld.Start(Local(), edges: 20);
        simulation.Seek(6);
        simulation.Apply(new MakeHubEdit(20));
        simulation.Apply(new DropDyeEdit(9));
        simulation.Seek(13);
        ulong digest = SnapshotDigest.Of(simulation.Snapshot);
        Knobs knobs = simulation.Knobs;
        simulation.ReplaceEdits([.. simulation.Edits]);
        Assert.That(SnapshotDigest.Of(simulation.Snapshot), Is.EqualTo(digest));
        Assert.That(simulation.Knobs, Is.SameAs(knobs));
    }

    [Test]
    public void A_list_with_a_faulty_edit_changes_nothing()
    {
        using FlowSimulation simulation = TestWorld.Start(Local(), edges: 20);
        simulation.Seek(6);
        simulation.Apply(new MakeHubEdit(20));
        ulong digest = SnapshotDigest.Of(simulation.Snapshot);
        ScheduledEdit[][] faulty =
        [
            [new(1, new DropDyeEdit(2)), new(3, new MakeHubEdit(40))],
            [new(-1, new MakeHubEdit(4))],
            [.. Enumerable.Repeat(new ScheduledEdit(2, new SetResidualEdit(0.5f)), KnobHistory.MaxEdits + 1)],
        ];
        foreach (ScheduledEdit[] edits in faulty)
        {
            Assert.That(() => simulation.ReplaceEdits(edits), Throws.InstanceOf<FaultException>());
            Assert.That(simulation.Edits, Is.EqualTo(new[] { new ScheduledEdit(6, new MakeHubEdit(20)) }));
            simulation.Seek(14);
            simulation.Seek(6);
            Assert.That(SnapshotDigest.Of(simulation.Snapshot), Is.EqualTo(digest));
        }
    }

    private static Gen<ScheduledEdit> GenEdits => Gen.Select(Gen.Long[0, 22], Gen.OneOf<Edit>(
        Gen.Int[0, 39].Select(t => (Edit)new DropDyeEdit(t)),
        Gen.Int[0, 39].Select(t => (Edit)new DropDyeEdit(t)),
        Gen.Int[0, 39].Select(t => (Edit)new MakeHubEdit(t)),
        Gen.Int[0, 39].Select(t => (Edit)new CutHubEdit(t)),
        Gen.Int[0, 39].Select(t => (Edit)new CutEdgeEdit(t, Math.Max(0, t - 1))),
        Gen.Int[1, 9].Select(r => (Edit)new SetResidualEdit(r / 10f)),
        Gen.Int[1, 4].Select(w => (Edit)new SetWindowEdit(w)))).Select((frame, edit) => new ScheduledEdit(frame, edit));

    private static int[] Holders(TracerSnapshot tracer) => [.. Enumerable.Range(0, tracer.Window.Length).Where(i => tracer.Total(i) > 0)];

    private static int[] Held(ReadOnlySpan<float> row)
    {
        var held = new List<int>();
        for (int i = 0; i < row.Length; i++)
        {
            if (row[i] > 0)
            {
                held.Add(i);
            }
        }

        return [.. held];
    }
}
