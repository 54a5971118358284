using TokenFlow.Attention.Patterns;
using TokenFlow.Base.Faults;
using TokenFlow.Simulation.Edits;

namespace TokenFlow.Simulation.Tests.Edits;

public sealed class KnobHistoryTests
{
    private static readonly Knobs Start = new(new LongformerPattern(3, 1, [0]), PatternEdits.Empty, Temperature: 1, Residual: 0.5f);

    private static KnobHistory History => new(Start, new SequenceShape(Tokens: 20, Heads: 2));

    [Test]
    public void An_edit_holds_from_its_frame_on()
    {
        KnobHistory history = History;
        history.Add(new ScheduledEdit(10, new SetResidualEdit(0.25f)));
        Assert.That(history.At(9).Residual, Is.EqualTo(0.5f));
        Assert.That(history.At(10).Residual, Is.EqualTo(0.25f));
        Assert.That(history.At(1_000).Residual, Is.EqualTo(0.25f));
    }

    [Test]
    public void Edits_of_one_frame_are_applied_in_the_order_they_were_made()
    {
        KnobHistory history = History;
        history.Add(new ScheduledEdit(10, new SetResidualEdit(0.1f)));
        history.Add(new ScheduledEdit(10, new SetResidualEdit(0.2f)));
        Assert.That(history.At(10).Residual, Is.EqualTo(0.2f));
    }

    [Test]
    public void An_earlier_edit_made_later_takes_its_place_in_time()
    {
        KnobHistory history = History;
        history.Add(new ScheduledEdit(20, new SetTemperatureEdit(2)));
        history.Add(new ScheduledEdit(5, new MakeHubEdit(7)));
        history.Add(new ScheduledEdit(12, new SetTemperatureEdit(3)));
        Assert.That(history.Edits.Select(e => e.Frame), Is.EqualTo(new long[] { 5, 12, 20 }));
        Assert.That(history.At(4), Is.EqualTo(Start));
        Assert.That(history.At(5).Edits.MadeHubs, Is.EqualTo(new[] { 7 }));
        Assert.That((history.At(12).Temperature, history.At(19).Temperature, history.At(20).Temperature), Is.EqualTo((3f, 3f, 2f)));
        Assert.That(history.At(20).Edits.MadeHubs, Is.EqualTo(new[] { 7 }), "what was made before is kept");
    }

    [Test]
    public void Between_edits_the_knobs_are_one_object()
    {
        KnobHistory history = History;
        history.Add(new ScheduledEdit(5, new SetTemperatureEdit(2)));
        Assert.That(history.At(9), Is.SameAs(history.At(5)));
    }

    [Test]
    public void An_edit_that_makes_a_later_one_impossible_changes_nothing()
    {
        KnobHistory history = History;
        history.Add(new ScheduledEdit(20, new SetWindowEdit(4)));
        ulong hash = history.HashAt(30);

        // A full pattern has no window for the later edit to set.
        Assert.That(() => history.Add(new ScheduledEdit(10, new SetPatternEdit(new FullPattern()))), Throws.InstanceOf<FaultException>());
        Assert.That(history.Edits, Has.Count.EqualTo(1));
        Assert.That(history.HashAt(30), Is.EqualTo(hash));
        Assert.That(history.At(15), Is.EqualTo(Start));
    }

    [Test]
    public void The_stable_hash_tells_all_knobs_apart()
    {
        Knobs[] all =
        [
            Start,
            Start with { Temperature = 2 },
            Start with { Residual = 0.25f },
            Start with { Pattern = new LongformerPattern(4, 1, [0]) },
            Start with { Pattern = new LongformerPattern(3, 2, [0]) },
            Start with { Pattern = new LongformerPattern(3, 1, [1]) },
            Start with { Pattern = new BigBirdPattern(4, 1, Seed: 1) },
            Start with { Pattern = new BigBirdPattern(4, 1, Seed: 2) },
            Start with { Edits = PatternEdits.Empty.MakeHub(3) },
            Start with { Edits = PatternEdits.Empty.UnmakeHub(3) },
            Start with { Edits = PatternEdits.Empty.CutHub(3) },
            Start with { Edits = PatternEdits.Empty.CutEdge(3, 4) },
            Start with { Edits = PatternEdits.Empty.CutEdge(4, 3) },
            Start with { Edits = PatternEdits.Empty.WithPadding([3]) },
        ];
        Assert.That(all.Select(k => k.StableHash()).Distinct().Count(), Is.EqualTo(all.Length));
        Assert.That((Start with { Edits = PatternEdits.Empty.CutHub(3).RestoreHub(3) }).StableHash(), Is.EqualTo(Start.StableHash()));
    }

    private static IEnumerable<TestCaseData> OutOfRange()
    {
        yield return new(new MakeHubEdit(20), "make-hub");
        yield return new(new MakeHubEdit(-1), "make-hub");
        yield return new(new UnmakeHubEdit(20), "unmake-hub");
        yield return new(new CutHubEdit(20), "cut-hub");
        yield return new(new RestoreHubEdit(20), "restore-hub");
        yield return new(new CutEdgeEdit(20, 0), "cut-edge, query");
        yield return new(new CutEdgeEdit(0, 20), "cut-edge, key");
        yield return new(new RestoreEdgeEdit(0, -1), "restore-edge, key");
        yield return new(new SetResidualEdit(1.5f), "residual");
        yield return new(new SetResidualEdit(float.NaN), "residual");
        yield return new(new SetTemperatureEdit(0), "temperature");
        yield return new(new SetTemperatureEdit(float.PositiveInfinity), "temperature");
        yield return new(new SetWindowEdit(-1), "pattern.window");
        yield return new(new SetPatternEdit(new GlobalPattern([20])), "pattern.globals");
        yield return new(new SetPatternEdit(new MemoryPattern(2, 2)), "pattern");
        yield return new(new SetPatternEdit(new LocalPattern(2).WithDilations([1, 2, 3])), "pattern.dilation");
    }

    [TestCaseSource(nameof(OutOfRange))]
    public void An_edit_out_of_range_is_refused_by_name(Edit edit, string where)
    {
        KnobHistory history = History;
        FaultException fault = Faults.Of(() => history.Add(new ScheduledEdit(3, edit)));
        Assert.That((fault.Kind, fault.Where), Is.EqualTo((FaultKind.OutOfRange, where)));
        Assert.That(history.Edits, Is.Empty);
        Assert.That(history.At(10), Is.SameAs(history.At(0)));
    }
}
