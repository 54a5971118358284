using CsCheck;
using TokenFlow.Attention.Patterns;
using TokenFlow.Attention.Tests.Support;
using TokenFlow.Base.Faults;

namespace TokenFlow.Attention.Tests.Patterns;

public sealed class PatternJsonTests
{
    private static readonly string[] Written =
    [
        """{"kind":"full"}""",
        """{"kind":"bert-cls"}""",
        """{"kind":"local","window":8,"dilation":[1,2]}""",
        """{"kind":"global","globals":[0,5]}""",
        """{"kind":"longformer","window":8,"dilation":2,"globals":[0,5]}""",
        """{"kind":"bigbird","block":4,"random":1,"seed":18446744073709551615,"globals":[]}""",
        """{"kind":"bigbird-hf","block":4,"random":1,"seed":3,"globals":[7]}""",
        """{"kind":"cls-hub","window":8}""",
        """{"kind":"memory","memory":2,"window":8}""",
        """{"kind":"star","ring":false}""",
        """{"kind":"streaming","sinks":2,"window":8}""",
    ];

    [Test]
    public void Every_pattern_comes_back_as_it_was_written() => Samples.Plain(30).Sample(
        sample => Assert.That(PatternJson.Parse(PatternJson.ToText(sample.Pattern)), Is.EqualTo(sample.Pattern)),
        iter: 1000);

    [Test]
    public void Kinds_are_read_in_either_case_and_etc_is_memory()
    {
        Assert.That(PatternJson.Parse("""{"kind": "LongFormer", "window": 8, "globals": [5, 0]}"""), Is.EqualTo(new LongformerPattern(8, 1, [0, 5])));
        Assert.That(PatternJson.Parse("""{"kind": "ETC", "memory": 2, "window": 3}"""), Is.EqualTo(new MemoryPattern(2, 3)));
        Assert.That(PatternJson.Parse("""{"kind": "memory", "memory": 2, "window": 3}"""), Is.EqualTo(new MemoryPattern(2, 3)));
        Assert.That(PatternJson.Parse("""{"kind": "local", "window": 8, "dilation": [1, 2]}"""), Is.EqualTo(new LocalPattern(8).WithDilations([1, 2])));
        Assert.That(PatternJson.Parse("""{"kind": "full", "globals": []}"""), Is.EqualTo(new FullPattern()));
    }

    [Test]
    public void Every_kind_that_is_listed_is_known()
    {
        foreach (string kind in PatternKinds.Names)
        {
            FaultException? fault = null;
            try
            {
                PatternJson.Parse($$"""{"kind": "{{kind}}"}""");
            }
            catch (FaultException missing)
            {
                fault = missing;
            }
            Assert.That(fault?.What ?? "the field is missing", Is.EqualTo("the field is missing"), kind);
        }
    }

    [Test]
    public void Every_kind_is_written_as_it_always_was_and_read_back([ValueSource(nameof(Written))] string json)
    {
        AttentionPattern pattern = PatternJson.Parse(json);
        Assert.That(PatternJson.ToText(pattern), Is.EqualTo(json));
        Assert.That(PatternJson.Parse(PatternJson.ToText(pattern)), Is.EqualTo(pattern));
        Assert.That(pattern.TakesGlobals, Is.EqualTo(json.Contains("globals", StringComparison.Ordinal)));
        Assert.That(() => pattern.WithGlobals([1]), pattern.TakesGlobals ? Throws.Nothing : Throws.TypeOf<FaultException>());
    }

    [Test]
    public void Every_pattern_and_every_kind_is_among_the_written_ones()
    {
        AttentionPattern[] patterns = [.. Written.Select(json => PatternJson.Parse(json))];
        Assert.That(patterns.Select(p => p.Kind).Append("etc"), Is.EquivalentTo(PatternKinds.Names));
        IEnumerable<Type> types = typeof(AttentionPattern).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(AttentionPattern)));
        Assert.That(patterns.Select(p => p.GetType()).Distinct(), Is.EquivalentTo(types));
    }

    [TestCase("""[]""", "pattern")]
    [TestCase("""{""", "not valid JSON")]
    [TestCase("""{}""", "pattern.kind")]
    [TestCase("""{"kind": 3}""", "pattern.kind")]
    [TestCase("""{"kind": "sparse"}""", "'sparse'")]
    [TestCase("""{"kind": "local"}""", "pattern.window")]
    [TestCase("""{"kind": "local", "window": "8"}""", "pattern.window")]
    [TestCase("""{"kind": "local", "window": 8.5}""", "pattern.window")]
    [TestCase("""{"kind": "local", "window": 99999999999}""", "pattern.window")]
    [TestCase("""{"kind": "local", "window": 8, "window": 8}""", "twice")]
    [TestCase("""{"kind": "local", "window": 8, "globals": [1]}""", "pattern.globals")]
    [TestCase("""{"kind": "local", "window": 8, "dilation": []}""", "pattern.dilation")]
    [TestCase("""{"kind": "local", "window": 8, "dilations": [1]}""", "pattern.dilations")]
    [TestCase("""{"kind": "longformer", "window": 8, "globals": 3}""", "pattern.globals")]
    [TestCase("""{"kind": "longformer", "window": 8, "globals": [null]}""", "pattern.globals")]
    [TestCase("""{"kind": "bigbird", "block": 4, "random": 1, "seed": -1}""", "pattern.seed")]
    [TestCase("""{"kind": "star", "ring": 1}""", "pattern.ring")]
    public void A_wrong_field_is_refused_by_name(string json, string word) =>
        Faults.Expect(FaultKind.DocumentInvalid, () => PatternJson.Parse(json), word);
}
