using System.Text.Json.Nodes;
using TokenFlow.Attention.Patterns;

namespace TokenFlow.Attention.Tests.Patterns;

public class PatternKindsTests
{
    private const int Tokens = 64;

    private static IEnumerable<string> Names() => PatternKinds.Names;

    private static IEnumerable<PatternKind> Offered() => PatternKinds.Offered;

    [TestCaseSource(nameof(Names))]
    public void The_usual_numbers_make_a_pattern(string name)
    {
        PatternKind kind = PatternKinds.Find(name)!;
        var fields = new JsonObject { ["kind"] = name };
        foreach ((string field, int value) in kind.Usual)
        {
            fields[field] = (long)value;
        }

        AttentionPattern pattern = PatternJson.Read(fields);

        Assert.That(pattern.Kind, Is.EqualTo(name == "etc" ? "memory" : name));
        Assert.That(() => pattern.Validate(4096), Throws.Nothing);
    }

    [Test]
    public void A_kind_that_takes_the_place_of_another_keeps_window_dilation_and_globals()
    {
        var now = new LongformerPattern(12, 3, [5, 40]);

        Assert.That(Like("local", now), Is.EqualTo(new LocalPattern(12, 3)));
        Assert.That(Like("global", now), Is.EqualTo(new GlobalPattern([5, 40])));
        Assert.That(Like("memory", now), Is.EqualTo(new MemoryPattern(4, 12)));
        Assert.That(Like("longformer", new StarPattern()), Is.EqualTo(new LongformerPattern(8, 1, [0])), "a star's window is its own");
        Assert.That(Like("global", new ClsHubPattern(4)), Is.EqualTo(new GlobalPattern([0])));
    }

    [TestCaseSource(nameof(Offered))]
    public void An_offered_kind_makes_a_pattern_of_its_name_out_of_every_other(PatternKind kind)
    {
        foreach (PatternKind other in PatternKinds.Offered)
        {
            AttentionPattern pattern = kind.Like(new PatternLike(other.Like(new PatternLike(new FullPattern(), 1)), 7, Block: 4));

            Assert.That(pattern.Kind, Is.EqualTo(kind.Name));
            Assert.That(() => pattern.Validate(Tokens), Throws.Nothing, other.Name);
        }
    }

    [Test]
    public void A_kind_that_is_not_offered_says_so() =>
        Assert.That(() => PatternKinds.Find("bert-cls")!.Like(new PatternLike(new FullPattern(), 0)), Throws.InvalidOperationException);

    [TestCaseSource(nameof(Offered))]
    public void Every_knob_turns_what_it_names(PatternKind kind)
    {
        AttentionPattern pattern = kind.Like(new PatternLike(new FullPattern(), 1, Block: 4));
        IReadOnlyList<PatternKnob> knobs = pattern.Knobs(Tokens);
        for (int i = 0; i < knobs.Count; i++)
        {
            int other = knobs[i].Choices.Count > 0 ? 1 - knobs[i].Value : 1;
            AttentionPattern turned = knobs[i].Turned(other);

            Assert.That(turned.Kind, Is.EqualTo(pattern.Kind));
            Assert.That(turned.Knobs(Tokens)[i].Value, Is.Not.EqualTo(knobs[i].Value), knobs[i].Name);
            Assert.That(() => Enumerable.Range(0, 100).Aggregate(pattern, (p, _) => p.Knobs(Tokens)[i].Turned(knobs[i].Choices.Count > 0 ? 0 : -1)).Validate(Tokens), Throws.Nothing);
        }
    }

    [Test]
    public void Hubs_made_by_hand_are_globals_where_a_pattern_is_windows_and_globals()
    {
        Assert.That(new LocalPattern(3).WithHubs([7]), Is.EqualTo(new LongformerPattern(3, 1, [7])));
        Assert.That(new LongformerPattern(3, 1, [1, 2]).WithHubs([7]), Is.EqualTo(new LongformerPattern(3, 1, [7])));
        Assert.That(new GlobalPattern([1]).WithHubs([7]), Is.EqualTo(new GlobalPattern([7])));
        Assert.That(new BigBirdPattern(4, 1).WithHubs([7]), Is.Null);
        Assert.That(new StarPattern().WithHubs([7]), Is.Null);
    }

    [Test]
    public void Links_drawn_from_a_seed_follow_it_and_no_other()
    {
        var pattern = new BigBirdPattern(4, 1, Seed: 3);

        Assert.That(pattern.Reseeded(3, 9), Is.EqualTo(pattern with { Seed = 9 }));
        Assert.That(pattern.Reseeded(4, 9), Is.SameAs(pattern));
        Assert.That(new FullPattern().Reseeded(0, 9), Is.EqualTo(new FullPattern()));
    }

    private static AttentionPattern Like(string kind, AttentionPattern now) => PatternKinds.Find(kind)!.Like(new PatternLike(now, 0));
}
