using TokenFlow.Base.Faults;
using TokenFlow.Scenarios.Capacity;
using TokenFlow.Scenarios.Scenarios;
using TokenFlow.Simulation.Edits;
using TokenFlow.Simulation.Hubs;
using TokenFlow.Simulation.Tests.Worlds;
using TokenFlow.Simulation.Time;

namespace TokenFlow.Simulation.Tests.Capacity;

public sealed class CapacityMotionTests
{
    private static readonly LayerClock Clock = new(6, 45, 30);

    private static CapacitySpec Moving(params CapacityKey[] keys) => new() { Keyframes = keys };

    private static string Json(string keyframes, int framesPerLayer = 30, string more = "") => TestWorld.Json(30, """{"kind": "longformer", "window": 2, "globals": [0, 15]}""", $$"""
        "layers": 4, "framesPerLayer": {{framesPerLayer}}, "weights": "content", "capacity": {"keyframes": {{keyframes}}}{{more}}
        """).Replace("\"framesPerLayer\": 4, ", "", StringComparison.Ordinal);

    [Test]
    public void A_rank_falls_steadily_in_its_logarithm()
    {
        List<ScheduledEdit> edits = CapacityMotion.Edits(Moving(new(2, null, null, 64, null), new(5, null, null, 1, null)), Clock);
        Assert.That(edits[0], Is.EqualTo(new ScheduledEdit(60, new SetRankEdit(64))));
        Assert.That(edits[^1].Frame, Is.LessThanOrEqualTo(150));
        Assert.That(((SetRankEdit)edits[^1].Edit).Rank, Is.EqualTo(1));
        int? Rank(long frame) => ((SetRankEdit)edits.Last(e => e.Frame <= frame).Edit).Rank;
        Assert.That((Rank(75), Rank(90), Rank(105), Rank(120)), Is.EqualTo((32, 16, 8, 4)), "halved every half second");
        int?[] ranks = [.. edits.Select(e => ((SetRankEdit)e.Edit).Rank)];
        Assert.That(ranks, Is.Ordered.Descending.And.Unique, "an edit where the number changes, and none else");
    }

    [Test]
    public void Bits_have_three_digits_and_one_edit_a_frame()
    {
        List<ScheduledEdit> edits = CapacityMotion.Edits(Moving(new(1, null, null, null, 123_456), new(3, null, null, null, 0.002)), Clock);
        Assert.That(edits.Select(e => e.Frame), Is.EqualTo(Enumerable.Range(30, 61)));
        Assert.That(((SetBitsEdit)edits[0].Edit).Bits, Is.EqualTo(123_456), "what is written is exact");
        Assert.That(((SetBitsEdit)edits[^1].Edit).Bits, Is.EqualTo(0.002));
        foreach (double bits in edits.Skip(1).Select(e => ((SetBitsEdit)e.Edit).Bits!.Value))
        {
            Assert.That(double.Parse(bits.ToString("G3", null), null), Is.EqualTo(bits));
        }
    }

    [Test]
    public void Limits_move_each_by_itself_and_jump_between_keys_of_one_moment()
    {
        CapacitySpec spec = Moving(new(0, 2, 10, null, null), new(1, null, null, 3, null), new(2, 8, 10, null, null), new(2, null, null, 9, null), new(2, null, null, 2, null)) with
        {
            Place = HubPlacement.Spread,
        };
        List<ScheduledEdit> edits = CapacityMotion.Edits(spec, Clock);
        Assert.That(edits.Where(e => e.Edit is SetSlotsEdit), Is.EqualTo((ScheduledEdit[])[new(0, new SetSlotsEdit(10))]));
        Assert.That(edits.Where(e => e.Edit is SetHubCountEdit).Select(e => ((SetHubCountEdit)e.Edit).Count), Is.EqualTo((int[])[2, 3, 4, 5, 6, 7, 8]));
        Assert.That(edits.Select(e => e.Edit).OfType<SetHubCountEdit>().Select(e => e.Place), Is.All.EqualTo(HubPlacement.Spread));
        Assert.That(edits.Last(e => e.Edit is SetRankEdit), Is.EqualTo(new ScheduledEdit(60, new SetRankEdit(2))));
        Assert.That(edits.Select(e => e.Frame), Is.Ordered);
    }

    [Test]
    public void Keys_beyond_the_end_do_nothing()
    {
        Assert.That(CapacityMotion.Edits(Moving(new CapacityKey(9, null, null, 3, null)), Clock), Is.Empty, "layers take nine seconds");
        List<ScheduledEdit> edits = CapacityMotion.Edits(Moving(new(8, null, null, 256, null), new(10, null, null, 1, null)), Clock);
        Assert.That(((SetRankEdit)edits[^1].Edit).Rank, Is.EqualTo(18), "half way at the end, less a frame");
    }

    [Test]
    public void Too_many_steps_are_refused_with_their_line()
    {
        string json = Json("""[{"at": 0, "bits": 100000, "slots": 65536}, {"at": 300, "bits": 0.01, "slots": 1}]""", framesPerLayer: 9_000);
        FaultException fault = Assert.Throws<FaultException>(() => TestWorld.Start(json).Dispose())!;
        Assert.That(fault.Kind, Is.EqualTo(FaultKind.OutOfRange));
        Assert.That(fault.Where, Does.Contain("test.json:1,").And.Contain("capacity.keyframes"));
        Assert.That(fault.Message, Does.Contain("5,000"));
        fault = Assert.Throws<FaultException>(() => _ = TestWorld.Read(json).AtFrameRate(60))!;
        Assert.That(fault.Where, Does.Contain("capacity.keyframes"));
    }

    [Test]
    public void A_count_cannot_move_hubs_that_a_text_places()
    {
        CapacitySpec spec = Moving(new CapacityKey(0, 2, null, null, null)) with { Place = HubPlacement.Match, Match = "a" };
        Assert.That(() => CapacityMotion.Edits(spec, Clock), Throws.InstanceOf<FaultException>().With.Message.Contains("spread"));
    }

    [TestCase(60)]
    [TestCase(25)]
    [TestCase(24)]
    [TestCase(15)]
    [TestCase(10)]
    public void Every_layer_comes_to_the_same_at_any_frame_rate(int framesPerSecond)
    {
        Scenario scenario = TestWorld.Read(Json("""[{"at": 0.3, "rank": 8, "bits": 100}, {"at": 1, "slots": 30}, {"at": 3.5, "rank": 1, "bits": 3, "slots": 4}]"""));
        using FlowSimulation plain = TestWorld.Start(scenario), other = TestWorld.Start(scenario.AtFrameRate(framesPerSecond));
        for (int layer = 0; layer <= 4; layer++)
        {
            plain.Seek(plain.Clock.FirstFrame(layer));
            other.Seek(other.Clock.FirstFrame(layer));
            Assert.That(other.Snapshot.Seconds, Is.EqualTo(plain.Snapshot.Seconds).Within(0.05));
            foreach (int token in (int[])[0, 7, 15])
            {
                Assert.That(other.Inspect(token, 0).Columns.Select(c => c.Own), Is.EqualTo(plain.Inspect(token, 0).Columns.Select(c => c.Own)), $"layer {layer}");
            }
        }
    }

    [Test]
    public void A_saved_session_has_the_keyframes_edits_and_not_the_keyframes_again()
    {
        Scenario scenario = TestWorld.Read(Json("""[{"at": 0.3, "rank": 8}, {"at": 3, "rank": 1}]"""));
        using FlowSimulation run = TestWorld.Start(scenario);
        int edits = run.Edits.Count;
        Assert.That(edits, Is.GreaterThan(5));
        run.Seek(50);
        run.Apply(new SetRankEdit(5));
        using var stream = new MemoryStream();
        ScenarioWriter.Write(scenario, TestWorld.Lay(scenario), new SavedSession(50, run.Edits, new Dictionary<string, string>()), stream);
        Scenario saved = TestWorld.Read(System.Text.Encoding.UTF8.GetString(stream.ToArray()));
        Assert.That(saved.Capacity.Keyframes, Is.EqualTo(scenario.Capacity.Keyframes));
        using FlowSimulation again = TestWorld.Start(saved);
        Assert.That(again.Edits, Is.EqualTo(run.Edits));
        foreach (long frame in (long[])[0, 40, 50, 60, 120])
        {
            run.Seek(frame);
            again.Seek(frame);
            Assert.That(again.Snapshot.StateHash, Is.EqualTo(run.Snapshot.StateHash));
        }
    }
}
