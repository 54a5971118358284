using CsCheck;
using TokenFlow.Simulation.Edits;
using TokenFlow.Simulation.Hubs;
using TokenFlow.Simulation.Tests.Worlds;

namespace TokenFlow.Simulation.Tests.Capacity;

/// <summary>Limits as whole runs see them.</summary>
public sealed class CapacityRunTests
{
    private const int Tokens = 40;
    private const string Hubs = """{"kind": "longformer", "window": 2, "globals": [0, 13, 30]}""";

    private static string Run(string capacity, string weights = "content", int heads = 2, int layers = 3, string pattern = Hubs) =>
        TestWorld.Json(Tokens, pattern, $$"""
            "heads": {{heads}}, "layers": {{layers}}, "weights": "{{weights}}", "capacity": {{capacity}}, "tracers": [{"token": 5}, {"token": 30}]
            """);

    private static List<ulong> Digests(string json, int threads = 2)
    {
        using FlowSimulation simulation = TestWorld.Start(json, threads, edges: 30);
        var digests = new List<ulong> { SnapshotDigest.Of(simulation.Snapshot) };
        while (simulation.Frame < simulation.Clock.EndFrame + 1)
        {
            simulation.Advance();
            digests.Add(simulation.Snapshot.StateHash);
        }

        return digests;
    }

    private static List<ulong> Hashes(FlowSimulation simulation)
    {
        var hashes = new List<ulong>();
        for (long frame = 0; frame <= simulation.Clock.EndFrame + 1; frame++)
        {
            simulation.Seek(frame);
            hashes.Add(simulation.Snapshot.StateHash);
        }

        return hashes;
    }

    // The knobs are in the hash, so that runs are compared by what they compute.
    private static List<string> Computed(string json)
    {
        using FlowSimulation simulation = TestWorld.Start(json);
        var rows = new List<string>();
        for (long frame = 0; frame <= simulation.Clock.EndFrame; frame++)
        {
            simulation.Seek(frame);
            foreach (int token in (int[])[0, 7, 13, 30, 39])
            {
                var told = simulation.Inspect(token, 1);
                rows.Add(string.Join(' ', told.Columns.Select(c => $"{c.Sum:R} {c.Result:R} {string.Join(',', c.Values)}")));
                rows.Add(string.Join(' ', told.Tracers.Select(t => $"{t.Result} {t.Sum}")));
            }

            foreach (var tracer in simulation.Snapshot.Tracers)
            {
                rows.Add(string.Join(' ', tracer.Hub.ToArray()) + string.Join(' ', tracer.Window.ToArray()) + tracer.Refused);
            }
        }

        return rows;
    }

    [TestCase("""{"slots": 40}""")]
    [TestCase("""{"slots": 65536}""")]
    [TestCase("""{"rank": 8}""")]
    [TestCase("""{"rank": 512}""")]
    [TestCase("""{"bits": 384}""")]
    [TestCase("""{"slots": 40, "rank": 8, "bits": 1000000}""")]
    public void A_limit_that_does_not_bind_changes_no_bit(string capacity)
    {
        Assert.That(Computed(Run(capacity)), Is.EqualTo(Computed(Run("{}"))));
        Assert.That(Computed(Run(capacity, "random")), Is.EqualTo(Computed(Run("{}", "random"))));
    }

    [TestCase("""{"slots": 39}""")]
    [TestCase("""{"rank": 7}""")]
    [TestCase("""{"bits": 383}""")]
    public void A_limit_that_binds_changes_the_run(string capacity)
    {
        Assert.That(Computed(Run(capacity)), Is.Not.EqualTo(Computed(Run("{}"))));
    }

    [Test]
    public void Bits_do_not_depend_on_the_threads([Values("content", "random", "uniform")] string weights)
    {
        string json = Run("""{"slots": 7, "rank": 3, "bits": 20}""", weights, heads: 3);
        List<ulong> one = Digests(json, 1);
        Assert.That(Digests(json, 2), Is.EqualTo(one));
        Assert.That(Digests(json, 3), Is.EqualTo(one));
    }

    [Test]
    public void Going_back_and_coming_again_gives_the_same_bits()
    {
        using FlowSimulation simulation = TestWorld.Start(Run("{}"));
        foreach ((long frame, Edit edit) in ((long, Edit)[])
            [(2, new SetRankEdit(2)), (3, new SetSlotsEdit(5)), (5, new SetBitsEdit(9)), (6, new SetSlotsEdit(3, 13)), (9, new SetRankEdit(null)), (10, new SetHubCountEdit(6, HubPlacement.Spread))])
        {
            simulation.Seek(frame);
            simulation.Apply(edit);
        }

        simulation.Seek(0);
        List<ulong> there = Hashes(simulation);
        for (long frame = simulation.Clock.EndFrame + 1; frame >= 0; frame--)
        {
            simulation.Seek(frame);
            Assert.That(simulation.Snapshot.StateHash, Is.EqualTo(there[(int)frame]), $"frame {frame}");
        }

        ScheduledEdit[] edits = [.. simulation.Edits];
        simulation.ReplaceEdits([]);
        simulation.Seek(8);
        simulation.ReplaceEdits(edits);
        Assert.That(Hashes(simulation), Is.EqualTo(there), "replaced edits");
        using FlowSimulation anew = TestWorld.Start(Run("{}"));
        anew.ReplaceEdits(edits);
        Assert.That(Hashes(anew), Is.EqualTo(there), "a new run");
    }

    [Test]
    public void Lifting_a_limit_takes_up_the_run_without_it()
    {
        using FlowSimulation free = TestWorld.Start(Run("{}"));
        using FlowSimulation simulation = TestWorld.Start(Run("{}"));
        simulation.Seek(2);
        simulation.Apply(new SetRankEdit(1));
        simulation.Apply(new SetSlotsEdit(2));
        simulation.Apply(new SetBitsEdit(3));
        Assert.That(simulation.Snapshot.StateHash, Is.Not.EqualTo(free.Snapshot.StateHash));
        simulation.Seek(3);
        simulation.Apply(new SetRankEdit(null));
        simulation.Apply(new SetSlotsEdit(null));
        simulation.Apply(new SetBitsEdit(null));
        for (long frame = 3; frame <= free.Clock.EndFrame; frame++)
        {
            free.Seek(frame);
            simulation.Seek(frame);
            Assert.That(simulation.Snapshot.StateHash, Is.EqualTo(free.Snapshot.StateHash), $"frame {frame}");
        }
    }

    [Test]
    public void The_self_check_holds_with_every_limit_on([Values("content", "random", "uniform")] string weights, [Values(1, 6, 12)] long frame)
    {
        using FlowSimulation simulation = TestWorld.Start(Run("""{"slots": 7, "rank": 3, "bits": 20}""", weights, heads: 3));
        simulation.Seek(frame);
        var check = simulation.SelfCheck([.. Enumerable.Range(0, Tokens)]);
        Assert.That(check.LargestError, Is.LessThan(2e-6));
        Assert.That(check.Edges, Is.EqualTo(simulation.Snapshot.Meters.Edges));
        Assert.That(check.FormulaEdges, Is.Null, "a row that is cut down has no closed form");
    }

    [Test]
    public void Every_pattern_takes_every_limit([ValueSource(typeof(Patterns), nameof(Patterns.All))] string pattern) => Gen.Select(
        Gen.Int[1, 45], Gen.Int[1, 9], Gen.Double[0.01, 500], Gen.Int[1, 3]).Sample(
        (slots, rank, bits, heads) =>
        {
            if (pattern.Contains('['))
            {
                heads = 2;
            }

            string json = Run(FormattableString.Invariant($$"""{"slots": {{slots}}, "rank": {{rank}}, "bits": {{bits}}}"""), "random", heads, layers: 2, pattern);
            using FlowSimulation simulation = TestWorld.Start(json);
            simulation.Seek(5);
            var check = simulation.SelfCheck([.. Enumerable.Range(0, simulation.Subject.Pieces.Count)]);
            Assert.That(check.LargestError, Is.LessThan(4e-6));
            foreach (var hub in simulation.Snapshot.Hubs)
            {
                Assert.That(hub.Flow.Taken, Is.LessThanOrEqualTo(slots));
            }
        },
        iter: 12);
}
