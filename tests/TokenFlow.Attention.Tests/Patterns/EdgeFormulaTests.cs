using CsCheck;
using TokenFlow.Attention.Patterns;
using TokenFlow.Attention.Tests.Support;
using TokenFlow.Base.Faults;

namespace TokenFlow.Attention.Tests.Patterns;

public sealed class EdgeFormulaTests
{
    [Test]
    public void Closed_form_and_count_agree_for_every_pattern() => Samples.Plain(60).Sample(
        sample =>
        {
            AttentionPlan plan = AttentionPlan.Compile(sample.Pattern, sample.Tokens, sample.Heads, 0);
            int text = sample.Tokens - sample.Pattern.MemoryTokens;
            Assert.That(EdgeFormula.Count(sample.Pattern, text), Is.EqualTo(plan.Edges));
        },
        iter: 6000);

    [TestCase(512, 64, 3)]
    [TestCase(1024, 32, 2)]
    [TestCase(4096, 64, 3)]
    [TestCase(40, 2, 0)]
    public void BigBird_has_the_papers_closed_form_where_blocks_divide(int n, int b, int r)
    {
        long blocks = n / b;
        long expected = (long)b * b * ((2 * blocks) + (2 * (4 + r)) + ((blocks - 4) * (5 + r)));
        Assert.That(EdgeFormula.Count(new BigBirdPattern(b, r), n), Is.EqualTo(expected));
    }

    [Test]
    public void Longformer_with_one_hub_at_the_start_has_the_known_number() =>
        AssertCount(new LongformerPattern(256, 1, [0]), 4096, 2_043_134);

    [Test]
    public void Cls_hub_counts_as_longformer_with_one_hub() => AssertCount(new ClsHubPattern(256), 4096, 2_043_134);

    [Test]
    public void BigBird_of_the_paper_has_the_known_number() => AssertCount(new BigBirdPattern(64, 3), 4096, 2_547_712);

    [Test]
    public void Memory_counts_text_tokens_where_plans_count_rows()
    {
        var pattern = new MemoryPattern(3, 2);
        long local = (10 * 5) - (2 * 3);
        Assert.That(EdgeFormula.Count(pattern, 10), Is.EqualTo(9 + (2 * 3 * 10) + local));
        Assert.That(AttentionPlan.Compile(pattern, 13, 1, 0).Edges, Is.EqualTo(EdgeFormula.Count(pattern, 10)));
    }

    [Test]
    public void Long_sequences_and_wide_windows_do_not_overflow()
    {
        Assert.That(EdgeFormula.Count(new FullPattern(), int.MaxValue), Is.EqualTo((long)int.MaxValue * int.MaxValue));
        Assert.That(EdgeFormula.Count(new LocalPattern(int.MaxValue, int.MaxValue), 1000), Is.EqualTo(1000));
        Assert.That(EdgeFormula.Count(new LocalPattern(int.MaxValue), 1000), Is.EqualTo(1_000_000));
        Assert.That(EdgeFormula.Count(new StreamingPattern(int.MaxValue, int.MaxValue), 4), Is.EqualTo(10));
    }

    [Test]
    public void No_tokens_cannot_be_counted() =>
        Faults.Expect(FaultKind.OutOfRange, () => EdgeFormula.Count(new FullPattern(), 0), "tokens");

    private static void AssertCount(AttentionPattern pattern, int tokens, long edges)
    {
        Assert.That(EdgeFormula.Count(pattern, tokens), Is.EqualTo(edges));
        Assert.That(AttentionPlan.Compile(pattern, tokens, 1, 0).Edges, Is.EqualTo(edges));
    }
}
