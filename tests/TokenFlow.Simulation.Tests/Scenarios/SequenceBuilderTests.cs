using System.Text;
using TokenFlow.Base.Faults;
using TokenFlow.Scenarios.Scenarios;
using TokenFlow.Simulation.Snapshots;
using TokenFlow.Simulation.Tests.Worlds;

namespace TokenFlow.Simulation.Tests.Scenarios;

public sealed class SequenceBuilderTests
{
    private static Sequence Lay(string more, params (string, string?)[] overrides) =>
        TestWorld.Lay(TestWorld.Read($$"""{"text": {"inline": "a rose is a rose"}, "tokenizer": "words", {{more}}}""", overrides));

    [Test]
    public void Memory_stands_in_front_then_cls_the_text_and_sep()
    {
        Sequence sequence = Lay("""
            "specialTokens": "cls-sep", "pattern": {"kind": "memory", "memory": 2, "window": 1}
            """);
        Assert.That(sequence.Pieces, Is.EqualTo(new[] { "m1", "m2", "[CLS]", "a", "rose", "is", "a", "rose", "[SEP]" }));
        Assert.That(sequence.Roles, Is.EqualTo(new[]
        {
            TokenRole.Memory, TokenRole.Memory, TokenRole.Special, TokenRole.Text, TokenRole.Text, TokenRole.Text, TokenRole.Text, TokenRole.Text, TokenRole.Special,
        }));
        Assert.That(sequence.Ids[3], Is.EqualTo(sequence.Ids[6]), "equal pieces have equal numbers");
        Assert.That(sequence.Ids.Distinct().Count(), Is.EqualTo(7), "and all others their own");
    }

    [TestCase("bert-cls", 7)]
    [TestCase("full", 5)]
    public void Cls_patterns_bring_their_tokens(string kind, int count) => Assert.That(Lay($"\"pattern\": {{\"kind\": \"{kind}\"}}").Count, Is.EqualTo(count));

    [TestCase("""{"first": 2}""", new[] { 0, 1 })]
    [TestCase("""{"spread": 2}""", new[] { 1, 3 })]
    [TestCase("""{"spread": 5}""", new[] { 0, 1, 2, 3, 4 })]
    [TestCase("""{"at": [3, 1, 3]}""", new[] { 1, 3 })]
    [TestCase("""{"ranges": [{"from": 1, "to": 2}, {"from": 4}]}""", new[] { 1, 2, 4 })]
    [TestCase("""{"match": "rose is"}""", new[] { 1, 2 })]
    [TestCase("""{"first": 1, "match": "is"}""", new[] { 0, 2 })]
    public void Hubs_are_selected(string hubs, int[] expected) => Assert.That(Lay($"\"pattern\": {{\"kind\": \"local\", \"window\": 1}}, \"hubs\": {hubs}").MadeHubs, Is.EqualTo(expected));

    [Test]
    public void A_match_is_counted_behind_memory_and_cls()
    {
        Sequence sequence = Lay("""
            "specialTokens": "cls", "pattern": {"kind": "memory", "memory": 2, "window": 1}, "hubs": {"match": "rose"}, "tracers": [{"match": "is"}]
            """);
        Assert.That(sequence.MadeHubs, Is.EqualTo(new[] { 4 }));
        Assert.That(sequence.Origins, Is.EqualTo(new[] { 5 }));
    }

    [TestCase("""{"first": 6}""", "hubs.first")]
    [TestCase("""{"spread": 6}""", "hubs.spread")]
    [TestCase("""{"at": [5]}""", "hubs.at")]
    [TestCase("""{"ranges": [{"from": 1, "to": 5}]}""", "hubs.ranges")]
    [TestCase("""{"match": "lily"}""", "hubs.match")]
    [TestCase("""{"match": ""}""", "hubs.match")]
    public void Hubs_that_are_not_there_are_refused(string hubs, string where) =>
        Assert.That(Faults.Of(() => Lay($"\"pattern\": {{\"kind\": \"full\"}}, \"hubs\": {hubs}")).Where, Does.EndWith("field " + where));

    [TestCase("""{"token": 3}""", 3)]
    [TestCase("""{"token": -1}""", 4)]
    [TestCase("""{"match": "se is"}""", 1)]
    public void Dye_falls_where_it_is_told(string tracer, int expected) =>
        Assert.That(Lay($"\"pattern\": {{\"kind\": \"full\"}}, \"tracers\": [{tracer}]").Origins, Is.EqualTo(new[] { expected }));

    [TestCase("""{"token": 5}""")]
    [TestCase("""{"token": -6}""")]
    [TestCase("""{"match": "lily"}""")]
    public void Dye_beside_the_text_is_refused(string tracer) =>
        Assert.That(Faults.Of(() => Lay($"\"pattern\": {{\"kind\": \"full\"}}, \"tracers\": [{tracer}]")).Where, Does.Contain("field tracers."));

    [Test]
    public void A_limit_takes_the_beginning() => Assert.That(Lay("\"tokens\": 2, \"pattern\": {\"kind\": \"full\"}").Pieces, Is.EqualTo(new[] { "a", "rose" }));

    [Test]
    public void A_pattern_that_does_not_fit_the_text_is_refused() =>
        Assert.That(Faults.Of(() => Lay("\"pattern\": {\"kind\": \"global\", \"globals\": [5]}")).Kind, Is.EqualTo(FaultKind.OutOfRange));

    [Test]
    public void Text_may_come_by_standard_input()
    {
        Scenario scenario = TestWorld.Read("""{"text": {"file": "-"}, "tokenizer": "words", "pattern": {"kind": "full"}}""");
        Sequence sequence = new SequenceBuilder(() => new MemoryStream(Encoding.UTF8.GetBytes("from a pipe"))).Build(scenario);
        Assert.That(sequence.Pieces, Is.EqualTo(new[] { "from", "a", "pipe" }));
    }

    [Test]
    public void A_text_beyond_the_limit_is_refused_with_a_way_out([Values("chars", "words", "bpe")] string tokenizer)
    {
        using var file = new UserFile(string.Concat(Enumerable.Repeat("a ", 70_000)), "long.txt");
        string path = System.Text.Json.JsonSerializer.Serialize(file.Path);
        Scenario scenario = TestWorld.Read($$"""{"text": {"file": {{path}} }, "tokenizer": "{{tokenizer}}", "pattern": {"kind": "full"} }""");
        FaultException fault = Faults.Of(() => TestWorld.Lay(scenario));
        Assert.That(fault.Kind, Is.EqualTo(FaultKind.TextUnusable));
        Assert.That(fault.Message, Does.Contain("more than 65,536").And.Contain("--set tokens=65536").And.Contain("long.txt"));
        Assert.That(TestWorld.Lay(scenario with { Text = scenario.Text with { Limit = 65_536 } }).Count, Is.EqualTo(65_536));
    }

    [Test]
    public void A_run_beyond_all_memory_is_refused()
    {
        Scenario scenario = TestWorld.Read("""{"tokens": 65536, "heads": 2, "headDim": 512, "layers": 128, "pattern": {"kind": "local", "window": 1}}""");
        Assert.That(Faults.Of(() => TestWorld.Lay(scenario)).Message, Does.Contain("MiB"));
        Assert.That(TestWorld.Lay(scenario with { Heads = 1, HeadDim = 64, Layers = 64 }).Count, Is.EqualTo(65_536));
    }
}
