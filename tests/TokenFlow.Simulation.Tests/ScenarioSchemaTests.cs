using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using NJsonSchema;
using TokenFlow.Attention.Patterns;
using TokenFlow.Base.Faults;
using TokenFlow.Scenarios.Scenarios;
using TokenFlow.Simulation.Edits;

namespace TokenFlow.Simulation.Tests;

/// <summary>The schema that editors use and the reader that decides must say the same.</summary>
public sealed class ScenarioSchemaTests
{
    // Together these have every field of every object. They are short because each is tried with hundreds of values, and
    // no two fields of one depend on one another.
    private const string Base = """{"$schema": "x", "text": {"inline": "a b"}, "pattern": {"kind": "full"}, """;

    private static readonly (string Name, string Json)[] Parts =
    [
        ("file", """{"text": {"file": "x.txt"}, "pattern": {"kind": "full"}}"""),
        ("text", Base + """ "name": "n", "title": "t", "summary": "s.", "tokens": 2, "tokenizer": "words", "specialTokens": "cls"}"""),
        ("numbers", Base + """ "heads": 1, "headDim": 16, "weights": "content", "temperature": 1, "residual": 0.5, "layers": 2, "framesPerLayer": 4, "seed": 3}"""),
        ("hubs", Base + """ "hubs": {"first": 1, "spread": 1, "at": [0], "ranges": [{"from": 1}, {"to": 1}], "match": "a"}}"""),
        ("tracers", Base + """ "tracers": [{"token": 0, "name": "d"}, {"match": "b"}]}"""),
        ("session", Base + """ "session": {"frame": 2, "edits": [{"frame": 1, "do": "make-hub", "token": 1}], "view": {"theme": "light"}}}"""),
        ("saved edits", Base + """ "session": {"edits": [{"frame": 1, "do": "unmake-hub", "token": 1}, {"do": "cut-hub"}, {"do": "restore-hub"}, {"do": "cut-edge", "query": 1, "key": 1}, {"do": "restore-edge"}]}}"""),
        ("saved knobs", Base + """ "session": {"edits": [{"frame": 1, "do": "window", "value": 2}, {"do": "temperature", "value": 1}, {"do": "residual", "value": 1}, {"do": "drop-dye", "token": 1, "tracer": 1}, {"do": "pattern", "pattern": {"kind": "full"}}]}}"""),
        ("drop edit", Base + """ "edits": [{"at": 2, "do": "drop-dye", "token": 1, "tracer": 0}]}"""),
        ("film", Base + """ "captions": [{"at": 0, "text": "c"}], "film": {"lead": 1, "tail": 1, "title": 1, "end": 1}}"""),
        ("camera", Base + """ "camera": [{"at": 1, "zoom": 2, "token": 1}, {"x": 0.5, "y": 0.5}]}"""),
        ("hub edits", Base + """ "edits": [{"at": 0, "do": "make-hub", "token": 1}, {"do": "unmake-hub"}, {"do": "cut-hub"}, {"do": "restore-hub", "token": 1}]}"""),
        ("edge edits", Base + """ "edits": [{"at": 1, "do": "cut-edge", "query": 1, "key": 1}, {"do": "restore-edge"}]}"""),
        ("knob edits", Base + """ "edits": [{"do": "window", "value": 2}, {"do": "temperature", "value": 1}, {"do": "residual", "value": 1}]}"""),
        ("capacity", Base + """ "capacity": {"count": 2, "place": "spread", "slots": 1, "rank": 2, "bits": 3, "hubs": [{"token": 1, "slots": 1, "rank": 1, "bits": 0.5}], "keyframes": [{"at": 1, "count": 1, "slots": 1, "rank": 1, "bits": 1}]}}"""),
        ("matched capacity", Base + """ "capacity": {"count": 1, "place": "match", "match": "a", "rank": 2}}"""),
        ("recall", Base + """ "facts": 1, "recall": {"vocabulary": 65536, "readers": 1, "distractors": 1, "mark": 1}, "learned": "x.safetensors"}"""),
        ("capacity edits", Base + """ "edits": [{"at": 1, "do": "slots", "value": 2, "token": 1}, {"do": "rank", "value": 1, "token": null}, {"do": "bits", "value": null, "token": 1}, {"do": "hub-count", "value": 1, "place": "spread"}]}"""),
        ("saved capacity", Base + """ "session": {"edits": [{"frame": 1, "do": "slots", "value": 2, "token": 1}, {"do": "rank", "value": 1, "token": 1}, {"do": "bits", "value": 1, "token": 1}, {"do": "hub-count", "value": 1, "place": "start"}]}}"""),
        ("pattern edit", Base + """ "edits": [{"at": 2, "do": "pattern", "pattern": {"kind": "cls-hub", "window": 1}}]}"""),
    ];

    private static readonly string[] Patterns =
    [
        """{"kind": "full"}""",
        """{"kind": "bert-cls", "globals": []}""",
        """{"kind": "local", "window": 2, "dilation": 2}""",
        """{"kind": "global", "globals": [0, 1]}""",
        """{"kind": "longformer", "window": 2, "dilation": [1], "globals": [0]}""",
        """{"kind": "bigbird", "block": 8, "random": 1, "seed": 1, "globals": [3]}""",
        """{"kind": "bigbird-hf", "block": 8, "random": 1, "seed": 1, "globals": [3]}""",
        """{"kind": "cls-hub", "window": 2}""",
        """{"kind": "memory", "memory": 2, "window": 2}""",
        """{"kind": "etc", "memory": 2, "window": 2}""",
        """{"kind": "star", "ring": false}""",
        """{"kind": "streaming", "sinks": 2, "window": 2}""",
    ];

    private static readonly string[] Numbers =
    [
        "-65537", "-65536", "-1", "-0.5", "0", "0.005", "0.01", "0.5", "1", "1.5", "2", "64", "65", "100", "100.5", "128", "129",
        "512", "513", "600", "600.5", "10000", "10001", "60000",
    ];

    private static readonly string[] LargeNumbers = ["65535", "65536", "65537", "86400", "86400.5"];

    private static readonly string[] OtherValues = ["null", "true", "\"x\"", "[]", "{}", "[[]]", "[7.5]", "[\"x\"]", "[{}]"];

    private JsonSchema _schema = null!;
    private JsonNode _schemaNode = null!;

    private static IEnumerable<TestCaseData> Specimens => Parts
        .Concat(Patterns.Select(p => (p, $$"""{"tokens": 40, "pattern": {{p}}}""")))
        .Select(part => new TestCaseData(part.Item2).SetArgDisplayNames(part.Item1));

    private static IEnumerable<string> ScenarioFiles => Directory.EnumerateFiles(ContentTests.ScenarioFolder, "*.json").Select(f => Path.GetFileName(f)!).Order(StringComparer.Ordinal);

    [OneTimeSetUp]
    public async Task Load()
    {
        string text = await File.ReadAllTextAsync(Path.Combine(ContentTests.ContentFolder, "schemas", "scenario.schema.json"));
        _schema = await JsonSchema.FromJsonAsync(text);
        _schemaNode = JsonNode.Parse(text)!;
    }

    [TestCaseSource(nameof(ScenarioFiles))]
    public void A_scenario_of_the_project_fits_the_schema_and_names_it(string file)
    {
        string text = File.ReadAllText(Path.Combine(ContentTests.ScenarioFolder, file));
        Assert.That(_schema.Validate(text), Is.Empty);
        string named = JsonNode.Parse(text, null, new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip })!["$schema"]!.GetValue<string>();
        Assert.That(File.Exists(Path.Combine(ContentTests.ScenarioFolder, named)), named);
    }

    [TestCaseSource(nameof(Specimens))]
    public void Reader_and_schema_take_the_same_specimens(string specimen)
    {
        Assert.That(_schema.Validate(specimen), Is.Empty);
        Assert.That(() => Read(specimen), Throws.Nothing);
    }

    [TestCaseSource(nameof(Specimens))]
    public void An_unknown_field_is_refused_by_both(string specimen)
    {
        foreach (JsonObject o in Objects(JsonNode.Parse(specimen)!))
        {
            o["surprise"] = 1;
            AssertRefused(o);
            o.Remove("surprise");
        }
    }

    [TestCaseSource(nameof(Specimens))]
    public void A_missing_field_is_judged_alike(string specimen)
    {
        foreach (JsonObject o in Objects(JsonNode.Parse(specimen)!))
        {
            foreach (string name in o.Select(p => p.Key).ToArray())
            {
                JsonNode? kept = o[name];
                o.Remove(name);
                AssertAlike(o, $"without {name}");
                o[name] = kept;
            }
        }
    }

    [TestCaseSource(nameof(Specimens))]
    public void Any_value_in_any_field_is_judged_alike(string specimen)
    {
        foreach (JsonObject o in Objects(JsonNode.Parse(specimen)!))
        {
            // The reader lets the schema's own address pass unread.
            foreach (string name in o.Select(p => p.Key).Where(n => n != "$schema").ToArray())
            {
                JsonNode? kept = o[name];

                // How large a pattern's numbers may be depends on the sequence, which the schema does not know.
                IEnumerable<string> values = o.ContainsKey("kind") ? Numbers.Concat(OtherValues) : Numbers.Concat(LargeNumbers).Concat(OtherValues);
                foreach (string value in values)
                {
                    o[name] = JsonNode.Parse(value);
                    AssertAlike(o, $"{name} = {value}");
                }

                o[name] = kept;
            }
        }
    }

    [Test]
    public void The_reader_knows_exactly_the_schema_s_fields()
    {
        Dictionary<string, JsonNode> parts = Parts.ToDictionary(p => p.Name, p => JsonNode.Parse(p.Json)!);
        Assert.That(KnownIn(parts["text"]), Is.EquivalentTo(Fields(_schemaNode).Where(f => f != "$schema")));
        Assert.That(KnownIn(parts["text"]["text"]!), Is.EquivalentTo(Fields(Definition("text_file")).Concat(Fields(Definition("text_inline")))));
        Assert.That(KnownIn(parts["hubs"]["hubs"]!), Is.EquivalentTo(Fields(Definition("hubs"))));
        Assert.That(KnownIn(parts["hubs"]["hubs"]!["ranges"]![0]!), Is.EquivalentTo(Fields(Definition("hubs")["properties"]!["ranges"]!["items"]!)));
        Assert.That(KnownIn(parts["tracers"]["tracers"]![0]!), Is.EquivalentTo(Fields(Definition("tracer"))));
        JsonNode capacity = parts["capacity"]["capacity"]!;
        Assert.That(KnownIn(capacity), Is.EquivalentTo(Fields(Definition("capacity_placed")).Union(Fields(Definition("capacity_matched")))));
        Assert.That(KnownIn(capacity["hubs"]![0]!), Is.EquivalentTo(Fields(Definition("hubLimits"))));
        Assert.That(KnownIn(capacity["keyframes"]![0]!), Is.EquivalentTo(Fields(Definition("capacityKey"))));
        Assert.That(KnownIn(parts["recall"]["recall"]!), Is.EquivalentTo(Fields(Definition("recall"))));
        Assert.That(KnownIn(parts["film"]["captions"]![0]!), Is.EquivalentTo(Fields(Definition("caption"))));
        Assert.That(KnownIn(parts["film"]["film"]!), Is.EquivalentTo(Fields(Definition("film"))));
        JsonNode[] edits = [.. parts.Values.Where(p => p["edits"] is not null).SelectMany(p => p["edits"]!.AsArray()).Select(e => e!)];
        Assert.That(edits.Select(e => e["do"]!.GetValue<string>()), Is.EquivalentTo(Choices("edit", "do")));
        foreach (JsonNode edit in edits)
        {
            Assert.That(KnownIn(edit), Is.EquivalentTo(Fields(DefinitionOf("edit", "do", edit["do"]!.GetValue<string>()))), edit.ToJsonString());
        }

        Assert.That(KnownIn(parts["session"]["session"]!), Is.EquivalentTo(Fields(Definition("session"))));
        JsonNode[] saved = [.. parts.Values.Where(p => p["session"] is not null).SelectMany(p => p["session"]!["edits"]!.AsArray()).Select(e => e!)];
        Assert.That(saved.Select(e => e["do"]!.GetValue<string>()), Is.EquivalentTo(Choices("savedEdit", "do")).And.EquivalentTo(Choices("edit", "do")));
        foreach (JsonNode edit in saved)
        {
            Assert.That(KnownIn(edit), Is.EquivalentTo(Fields(DefinitionOf("savedEdit", "do", edit["do"]!.GetValue<string>()))), edit.ToJsonString());
        }
    }

    [Test]
    public void The_schema_has_every_kind_of_pattern_with_the_fields_it_is_written_with()
    {
        Assert.That(Choices("pattern", "kind"), Is.EquivalentTo(PatternKinds.Names));
        foreach (string specimen in Patterns)
        {
            JsonNode written = JsonNode.Parse(PatternJson.ToText(PatternJson.Parse(specimen)))!;
            string[] known = Fields(DefinitionOf("pattern", "kind", written["kind"]!.GetValue<string>()));
            Assert.That(written.AsObject().Select(p => p.Key).Append("globals").Distinct(), Is.EquivalentTo(known), specimen);
        }
    }

    [Test]
    public void Every_field_of_the_schema_explains_itself()
    {
        foreach (JsonObject o in Objects(_schemaNode).Where(o => o["properties"] is JsonObject))
        {
            foreach ((string name, JsonNode? field) in o["properties"]!.AsObject())
            {
                JsonNode described = field!["$ref"] is { } reference ? Definition(reference.GetValue<string>().Split('/')[^1]) : field;
                Assert.That(described["description"]?.GetValue<string>(), Is.Not.Null.And.Not.Empty, name);
            }
        }
    }

    private static Scenario Read(string json)
    {
        Scenario scenario = ScenarioReader.Parse("specimen.json", Encoding.UTF8.GetBytes(json), [], Path.GetTempPath());
        foreach (AttentionPattern pattern in scenario.Edits.Select(e => e.Edit).OfType<SetPatternEdit>().Select(e => e.Pattern).Prepend(scenario.Pattern))
        {
            pattern.Validate(1 << 16);
        }

        return scenario;
    }

    private static FaultException? FaultIn(string json)
    {
        try
        {
            Read(json);
            return null;
        }
        catch (FaultException fault)
        {
            return fault;
        }
    }

    // What the reader says it knows where a field is unknown.
    private static string[] KnownIn(JsonNode o)
    {
        o.AsObject()["surprise"] = 1;
        FaultException? fault = FaultIn(o.Root.ToJsonString());
        o.AsObject().Remove("surprise");
        Assert.That(fault?.Remedy, Does.StartWith("known here: "));
        return fault!.Remedy["known here: ".Length..].Split(", ");
    }

    private static string[] Fields(JsonNode definition) => [.. definition["properties"]!.AsObject().Select(p => p.Key)];

    private static IEnumerable<JsonObject> Objects(JsonNode node) => node switch
    {
        JsonObject o => o.Select(p => p.Value).ToArray().Where(v => v is not null).SelectMany(v => Objects(v!)).Prepend(o),
        JsonArray a => a.Where(v => v is not null).SelectMany(v => Objects(v!)),
        _ => [],
    };

    private JsonNode Definition(string name) => _schemaNode["definitions"]![name]!;

    private IEnumerable<JsonNode> Alternatives(string definition) =>
        Definition(definition)["oneOf"]!.AsArray().Select(r => Definition(r!["$ref"]!.GetValue<string>().Split('/')[^1]));

    private IEnumerable<string> Choices(string definition, string field) =>
        Alternatives(definition).SelectMany(a => a["properties"]![field]!["enum"]!.AsArray().Select(v => v!.GetValue<string>()));

    private JsonNode DefinitionOf(string definition, string field, string choice) => Alternatives(definition)
        .Single(a => a["properties"]![field]!["enum"]!.AsArray().Any(v => v!.GetValue<string>() == choice));

    private void AssertRefused(JsonObject changed)
    {
        string json = changed.Root.ToJsonString();
        Assert.That(_schema.Validate(json), Is.Not.Empty, json);
        Assert.That(FaultIn(json), Is.Not.Null, json);
    }

    private void AssertAlike(JsonObject changed, string what)
    {
        string json = changed.Root.ToJsonString();
        FaultException? fault = FaultIn(json);
        Assert.That(_schema.Validate(json).Count == 0, Is.EqualTo(fault is null), $"{what}: the reader says '{fault?.Message ?? "fine"}'");
    }
}
