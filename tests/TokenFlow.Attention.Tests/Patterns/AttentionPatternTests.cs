using TokenFlow.Attention.Patterns;
using TokenFlow.Base.Faults;

namespace TokenFlow.Attention.Tests.Patterns;

public sealed class AttentionPatternTests
{
    private static readonly AttentionPattern[] OfEveryKind =
    [
        new FullPattern(), new BertClsPattern(), new LocalPattern(2, 3), new GlobalPattern([1]), new LongformerPattern(2, 1, [0]),
        new BigBirdPattern(2, 1), new ClsHubPattern(1), new MemoryPattern(1, 1), new StarPattern(), new StreamingPattern(1, 2),
    ];

    private static readonly TestCaseData[] Wrong =
    [
        new(new LocalPattern(-1), 10, "pattern.window"),
        new(new LocalPattern(1, 0), 10, "pattern.dilation"),
        new(new LocalPattern(1), 0, "tokens"),
        new(new LocalPattern(1).WithDilations([1, -2]), 10, "pattern.dilation"),
        new(new LocalPattern(1).WithDilations([1, 2, 3]), 10, "pattern.dilation"),
        new(new GlobalPattern([10]), 10, "pattern.globals"),
        new(new LongformerPattern(2, 1, [-1]), 10, "pattern.globals"),
        new(new BigBirdPattern(0, 1), 10, "pattern.block"),
        new(new BigBirdPattern(4, -1), 10, "pattern.random"),
        new(new BigBirdPattern(1, 60_000), 65_536, "pattern.random"),
        new(new BigBirdPattern(4, 1, 0, [11]), 10, "pattern.globals"),
        new(new MemoryPattern(10, 1), 10, "pattern.memory"),
        new(new MemoryPattern(-1, 1), 10, "pattern.memory"),
        new(new StreamingPattern(1, 0), 10, "pattern.window"),
        new(new StreamingPattern(-1, 2), 10, "pattern.sinks"),
    ];

    [TestCaseSource(nameof(Wrong))]
    public void A_parameter_out_of_range_is_refused_by_name(AttentionPattern pattern, int tokens, string field) =>
        Faults.Expect(FaultKind.OutOfRange, () => AttentionPlan.Compile(pattern, tokens, 2, 0), field);

    [Test]
    public void No_heads_are_refused() =>
        Faults.Expect(FaultKind.OutOfRange, () => AttentionPlan.Compile(new FullPattern(), 4, 0, 0), "heads");

    [Test]
    public void Patterns_are_equal_when_their_parameters_are()
    {
        Assert.That(new LongformerPattern(8, 1, [5, 0, 5]), Is.EqualTo(new LongformerPattern(8, 1, [0, 5])));
        Assert.That(new LongformerPattern(8, 1, [5, 0]).GetHashCode(), Is.EqualTo(new LongformerPattern(8, 1, [0, 5]).GetHashCode()));
        Assert.That(new LongformerPattern(8, 1, [0]), Is.Not.EqualTo(new LongformerPattern(8, 1, [1])));
        Assert.That(new LocalPattern(8).WithDilations([1, 2]), Is.EqualTo(new LocalPattern(8, 5).WithDilations([1, 2])));
        Assert.That(new LocalPattern(8).WithDilations([1, 2]), Is.Not.EqualTo(new LocalPattern(8).WithDilations([2, 1])));
        Assert.That(OfEveryKind, Is.Unique);
    }

    [Test]
    public void Globals_cannot_be_changed_from_outside()
    {
        int[] mine = [3, 1];
        var pattern = new GlobalPattern(mine);
        mine[0] = 7;
        Assert.That(pattern.Globals, Is.EqualTo(new[] { 1, 3 }));
    }

    [Test]
    public void Labels_tell_one_sided_windows_apart_from_totals()
    {
        Assert.That(new LongformerPattern(256, 1, [0]).Label, Is.EqualTo("longformer  window 256 a side (512 = 256 + 256)  1 hub"));
        Assert.That(new LocalPattern(8, 2).Label, Is.EqualTo("local  window 8 a side (16 = 8 + 8)  dilation 2"));
        Assert.That(OfEveryKind.Select(pattern => pattern.Label), Is.Unique);
        foreach (AttentionPattern pattern in OfEveryKind)
        {
            Assert.That(pattern.Label, Does.StartWith(pattern.Kind));
        }
    }

    [Test]
    public void Window_and_globals_change_where_the_kind_has_them_and_nowhere_else()
    {
        Assert.That(new LongformerPattern(8, 2, [0]).WithWindow(3), Is.EqualTo(new LongformerPattern(3, 2, [0])));
        Assert.That(new LongformerPattern(8, 2, [0]).WithGlobals([4, 2]), Is.EqualTo(new LongformerPattern(8, 2, [2, 4])));
        Assert.That(new GlobalPattern([0]).WithGlobals([1]), Is.EqualTo(new GlobalPattern([1])));
        Assert.That(new BigBirdPattern(4, 1).WithGlobals([1]).Globals, Is.EqualTo(new[] { 1 }));
        Assert.That(new MemoryPattern(2, 8).WithWindow(3), Is.EqualTo(new MemoryPattern(2, 3)));
        Assert.That(new StreamingPattern(2, 8).WithWindow(3), Is.EqualTo(new StreamingPattern(2, 3)));
        Faults.Expect(FaultKind.OutOfRange, () => new FullPattern().WithWindow(3), "full", "pattern.window");
        Faults.Expect(FaultKind.OutOfRange, () => new LocalPattern(3).WithGlobals([3]), "local", "pattern.globals");
    }

    [Test]
    public void Every_kind_compiles_at_one_two_and_three_rows([Range(1, 3)] int tokens)
    {
        foreach (AttentionPattern pattern in OfEveryKind)
        {
            if (pattern.MemoryTokens >= tokens || pattern.Globals.Any(global => global >= tokens))
            {
                continue;
            }

            AttentionLayout layout = AttentionPlan.Compile(pattern, tokens, 1, 0).Head(0);
            for (int query = 0; query < tokens; query++)
            {
                Assert.That(layout.Contains(query, query), Is.True, pattern.Label);
            }
        }
    }
}
