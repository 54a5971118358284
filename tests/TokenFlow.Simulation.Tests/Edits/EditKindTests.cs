using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using TokenFlow.Attention.Patterns;
using TokenFlow.Base.Documents;
using TokenFlow.Base.Faults;
using TokenFlow.Scenarios.Scenarios;
using TokenFlow.Simulation.Edits;
using TokenFlow.Simulation.Hubs;

namespace TokenFlow.Simulation.Tests.Edits;

/// <summary>Every kind of edit stands in the table, in documents, in the schema and in words.</summary>
public sealed class EditKindTests
{
    private static readonly string[] Definitions = ["edit", "savedEdit"];

    private static IEnumerable<TestCaseData> Kinds => EditKinds.All.Select(k => new TestCaseData(k).SetArgDisplayNames(k.Name));

    private static IEnumerable<TestCaseData> Spelled =>
    [
        new(new MakeHubEdit(2), """{"do":"make-hub","token":2}""", "token 2 made a hub"),
        new(new UnmakeHubEdit(2), """{"do":"unmake-hub","token":2}""", "token 2 made no hub"),
        new(new CutHubEdit(2), """{"do":"cut-hub","token":2}""", "hub 2 cut"),
        new(new RestoreHubEdit(2), """{"do":"restore-hub","token":2}""", "hub 2 healed"),
        new(new CutEdgeEdit(1, 2), """{"do":"cut-edge","query":1,"key":2}""", "edge 1 <- 2 cut"),
        new(new RestoreEdgeEdit(1, 2), """{"do":"restore-edge","query":1,"key":2}""", "edge 1 <- 2 healed"),
        new(new SetWindowEdit(3), """{"do":"window","value":3}""", "window 3"),
        new(new SetTemperatureEdit(0.1f), """{"do":"temperature","value":0.1}""", "temperature 0.1"),
        new(new SetResidualEdit(1 / 3f), """{"do":"residual","value":0.33333334}""", "residual 0.333"),
        new(new SetPatternEdit(new ClsHubPattern(4)), """{"do":"pattern","pattern":{"kind":"cls-hub","window":4}}""", "pattern cls-hub"),
        new(new DropDyeEdit(5, Tracer: 1), """{"do":"drop-dye","token":5,"tracer":1}""", "dye dropped on token 5"),
        new(new SetSlotsEdit(3), """{"do":"slots","value":3}""", "slots 3"),
        new(new SetSlotsEdit(null, Token: 4), """{"do":"slots","token":4}""", "no limit of slots, hub 4"),
        new(new SetRankEdit(2, Token: 3), """{"do":"rank","value":2,"token":3}""", "rank 2, hub 3"),
        new(new SetBitsEdit(1 / 3.0), """{"do":"bits","value":0.3333333333333333}""", "bits 0.333"),
        new(new SetHubCountEdit(1, HubPlacement.Start), """{"do":"hub-count","value":1,"place":"start"}""", "1 hub"),
        new(new SetHubCountEdit(2, HubPlacement.Spread), """{"do":"hub-count","value":2,"place":"spread"}""", "2 hubs"),
    ];

    [Test]
    public void The_table_has_every_kind_of_edit_once()
    {
        IEnumerable<Type> types = typeof(Edit).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(Edit)) && !t.IsAbstract);
        Assert.That(EditKinds.All.Select(k => k.EditType), Is.EquivalentTo(types));
        Assert.That(EditKinds.All.Select(k => k.Name), Is.Unique);
    }

    [TestCaseSource(nameof(Spelled))]
    public void An_edit_is_written_and_said_as_it_always_was(Edit edit, string json, string words)
    {
        Assert.That(Written(edit), Is.EqualTo(json));
        Assert.That(Read(json), Is.EqualTo(edit));
        Assert.That(EditKinds.Of(edit).Words(edit), Is.EqualTo(words));
    }

    [Test]
    public void Every_kind_is_spelled_out_here() =>
        Assert.That(Spelled.Select(s => ((Edit)s.Arguments[0]!).GetType()).Distinct(), Is.EquivalentTo(EditKinds.All.Select(k => k.EditType)));

    [TestCaseSource(nameof(Kinds))]
    public void Whatever_its_fields_may_hold_is_read_written_and_read_again(EditKind kind)
    {
        foreach (JsonObject document in Documents(kind))
        {
            Edit edit = Read(document.ToJsonString());
            Assert.That(edit, Is.TypeOf(kind.EditType));
            string written = Written(edit);
            Assert.That(Read(written), Is.EqualTo(edit));
            Assert.That(Written(Read(written)), Is.EqualTo(written));
            Assert.That(kind.Words(edit), Is.Not.Empty.And.Not.EqualTo(edit.ToString()));
        }
    }

    [Test]
    public void The_schema_has_every_kind_with_its_fields_and_their_ranges([ValueSource(nameof(Definitions))] string definition)
    {
        JsonNode schema = JsonNode.Parse(File.ReadAllText(Path.Combine(ContentTests.ContentFolder, "schemas", "scenario.schema.json")))!["definitions"]!;
        JsonNode[] known = [.. schema[definition]!["oneOf"]!.AsArray().Select(r => schema[r!["$ref"]!.GetValue<string>().Split('/')[^1]]!["properties"]!)];
        Assert.That(known.SelectMany(NamesIn), Is.EquivalentTo(EditKinds.All.Select(k => k.Name)));
        foreach (EditKind kind in EditKinds.All)
        {
            JsonNode properties = known.Single(p => NamesIn(p).Contains(kind.Name));
            Assert.That(properties.AsObject().Select(p => p.Key).Except(["do", "at", "frame"]), Is.EquivalentTo(kind.Fields.Select(f => f.Name)), kind.Name);
            foreach (EditField field in kind.Fields)
            {
                AssertSchema(field, properties[field.Name]!, $"{kind.Name}, {field.Name}");
            }
        }
    }

    [Test]
    public void An_unknown_kind_is_refused_with_all_names()
    {
        FaultException fault = Assert.Throws<FaultException>(() => Read("""{"do": "dance"}"""));
        Assert.That(fault.Remedy, Is.EqualTo(
            "use one of make-hub, unmake-hub, cut-hub, restore-hub, cut-edge, restore-edge, window, temperature, residual, pattern, drop-dye, slots, rank, bits, hub-count"));
    }

    [Test]
    public void A_turn_of_the_same_knob_replaces_the_one_before()
    {
        AssertReplaces(true, new SetWindowEdit(3), new SetWindowEdit(2));
        AssertReplaces(false, new SetWindowEdit(3), new SetResidualEdit(1));
        AssertReplaces(true, new SetSlotsEdit(3), new SetSlotsEdit(null));
        AssertReplaces(true, new SetSlotsEdit(3, Token: 4), new SetSlotsEdit(2, Token: 4));
        AssertReplaces(false, new SetRankEdit(3, Token: 4), new SetRankEdit(3));
        AssertReplaces(false, new SetBitsEdit(3, Token: 4), new SetBitsEdit(3, Token: 5));
        AssertReplaces(false, new MakeHubEdit(3), new MakeHubEdit(2));
        AssertReplaces(false, new DropDyeEdit(3), new DropDyeEdit(3));
        AssertReplaces(false, new SetHubCountEdit(3, HubPlacement.Start), new SetHubCountEdit(2, HubPlacement.Start));
    }

    private static void AssertReplaces(bool replaces, Edit later, Edit earlier) =>
        Assert.That(EditKinds.Of(later).Replaces(later, earlier), Is.EqualTo(replaces), $"{later} after {earlier}");

    private static Edit Read(string json)
    {
        var fields = new JsonFields(JsonSource.Parse("edit.json", Encoding.UTF8.GetBytes(json)));
        Edit edit = ScenarioReader.ReadEdit(fields, seed: 3);
        fields.Done();
        return edit;
    }

    private static string Written(Edit edit)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteStartObject();
            ScenarioWriter.WriteEdit(json, edit);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }

    // With no field given that can be left out, and with every value of each field in turn.
    private static IEnumerable<JsonObject> Documents(EditKind kind)
    {
        var least = new JsonObject { ["do"] = kind.Name };
        foreach (PatternField field in kind.Fields.OfType<PatternField>())
        {
            least[field.Name] = JsonNode.Parse("""{"kind": "full"}""");
        }

        yield return least;
        foreach (EditField field in kind.Fields)
        {
            foreach (JsonNode? value in ValuesOf(field))
            {
                var document = (JsonObject)least.DeepClone();
                document[field.Name] = value;
                yield return document;
            }
        }
    }

    private static JsonNode?[] ValuesOf(EditField field) => field switch
    {
        WholeField f => [f.Least, f.Fallback, f.Most],
        OptionalWholeField f => [null, f.Least, f.Most],
        SingleField f => [(float)f.Least, f.Fallback, 1 / 3f, (float)f.Most],
        OptionalNumberField f => [null, f.Least, 1 / 3.0, f.Most],
        IWordField f => [.. f.Words.Select(w => JsonValue.Create(w))],
        PatternField => [.. PatternTexts.Select(p => JsonNode.Parse(p))],
        _ => throw new ArgumentException($"no values of {field.GetType().Name}"),
    };

    private static readonly string[] PatternTexts =
        ["""{"kind": "bigbird", "block": 2, "random": 1}""", """{"kind": "longformer", "window": 2, "dilation": [1, 2], "globals": [0, 5]}"""];

    private static void AssertSchema(EditField field, JsonNode schema, string what)
    {
        switch (field)
        {
            case WholeField f:
                AssertRange(schema, "\"integer\"", f.Least, f.Most, f.Fallback, what);
                break;
            case OptionalWholeField f:
                AssertRange(schema, """["integer","null"]""", f.Least, f.Most, null, what);
                break;
            case SingleField f:
                AssertRange(schema, "\"number\"", f.Least, f.Most, f.Fallback, what);
                break;
            case OptionalNumberField f:
                AssertRange(schema, """["number","null"]""", f.Least, f.Most, null, what);
                break;
            case IWordField f:
                Assert.That(schema["enum"]!.AsArray().Select(w => w!.GetValue<string>()), Is.EqualTo(f.Words), what);
                Assert.That(schema["default"]!.GetValue<string>(), Is.EqualTo(f.Fallback), what);
                break;
            case PatternField:
                Assert.That(schema["$ref"]!.GetValue<string>(), Is.EqualTo("#/definitions/pattern"), what);
                break;
            default:
                Assert.Fail($"{what}: no schema is known for {field.GetType().Name}");
                break;
        }
    }

    private static void AssertRange(JsonNode schema, string type, double least, double most, double? fallback, string what)
    {
        Assert.That(schema["type"]!.ToJsonString(), Is.EqualTo(type), what);

        // Limits of single precision are written in as many digits as it needs.
        Assert.That((float)schema["minimum"]!.GetValue<double>(), Is.EqualTo((float)least), what);
        Assert.That((float)schema["maximum"]!.GetValue<double>(), Is.EqualTo((float)most), what);
        Assert.That(schema["default"]?.GetValue<double>(), Is.EqualTo(fallback), what);
    }

    private static IEnumerable<string> NamesIn(JsonNode properties) => properties["do"]!["enum"]!.AsArray().Select(n => n!.GetValue<string>());
}
