using System.Text;
using System.Text.Json.Nodes;
using NJsonSchema;
using TokenFlow.Base.Faults;
using TokenFlow.Studies.Lessons;

namespace TokenFlow.Simulation.Tests.Lessons;

/// <summary>The schema that editors use and the reader that decides must say the same.</summary>
public sealed class LessonSchemaTests
{
    private static readonly string[] Values =
    [
        "null", "true", "\"\"", "\"x\"", "\"1x\"", "\"cone\"", "\"hub\"", "\"all\"", "[]", "{}", "[7]", "[7.5]", "[-1]", "[\"x\"]", "-1", "-0.5", "0", "0.5", "1", "1.5", "6", "7", "8", "8.5",
        "64", "128", "129", "1000", "1001", "65535", "65536", "1e13",
    ];

    private JsonSchema _schema = null!;
    private JsonNode _node = null!;

    private static IEnumerable<TestCaseData> Specimens => new (string Name, string Json)[]
    {
        ("document", """{"$schema": "x", "name": "n", "order": 2, "title": "t", "summary": "s", "scenario": "full", "stops": [{"text": "a"}]}"""),
        ("stop", """{"scenario": "full", "stops": [{"layer": 1, "text": "a", "highlight": {"tokens": [1], "hubs": "all", "panel": "arc"}, "camera": {"x": 0.5, "y": 0.5, "zoom": 2}}]}"""),
        ("bounds", """{"scenario": "full", "stops": [{"text": "a", "claims": [{"measure": "reach", "name": "r", "atLeast": 1, "atMost": 2, "above": 1, "below": 3, "places": 1, "as": "percent", "run": "beside"}]}]}"""),
        ("equal", """{"scenario": "full", "stops": [{"text": "a", "claims": [{"measure": "edges", "equals": 1, "tolerance": 1}]}]}"""),
        ("token", """{"scenario": "full", "stops": [{"text": "a", "claims": [{"measure": "dye", "token": 1, "above": 0}]}]}"""),
        ("pair", """{"scenario": "full", "stops": [{"text": "a", "claims": [{"measure": "hops", "from": 1, "to": 2, "atMost": 1}]}]}"""),
        ("way", """{"scenario": "full", "stops": [{"text": "a", "claims": [{"measure": "ways", "way": "hub", "below": 1}]}]}"""),
    }.Select(s => new TestCaseData(s.Json).SetArgDisplayNames(s.Name));

    [OneTimeSetUp]
    public async Task Load()
    {
        string text = await File.ReadAllTextAsync(Path.Combine(ContentTests.ContentFolder, "schemas", "lesson.schema.json"));
        _schema = await JsonSchema.FromJsonAsync(text);
        _node = JsonNode.Parse(text)!;
    }

    [Test]
    public void The_project_s_lessons_fit_it()
    {
        foreach (string file in Directory.EnumerateFiles(Path.Combine(ContentTests.ContentFolder, "lessons"), "*.json"))
        {
            string text = File.ReadAllText(file);
            Assert.That(_schema.Validate(text), Is.Empty, file);
            Assert.That(File.Exists(Path.Combine(Path.GetDirectoryName(file)!, JsonNode.Parse(text)!["$schema"]!.GetValue<string>())), Is.True);
        }
    }

    [TestCaseSource(nameof(Specimens))]
    public void Reader_and_schema_take_the_same_specimens(string specimen) => AssertAlike(JsonNode.Parse(specimen)!, "as it is", isFine: true);

    [TestCaseSource(nameof(Specimens))]
    public void An_unknown_field_is_refused_by_both(string specimen)
    {
        foreach (JsonObject o in Objects(JsonNode.Parse(specimen)!))
        {
            o["surprise"] = 1;
            AssertAlike(o.Root, "surprise", isFine: false);
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
                AssertAlike(o.Root, $"without {name}");
                o[name] = kept;
            }
        }
    }

    [TestCaseSource(nameof(Specimens))]
    public void Any_value_in_any_field_is_judged_alike(string specimen)
    {
        foreach (JsonObject o in Objects(JsonNode.Parse(specimen)!))
        {
            foreach (string name in o.Select(p => p.Key).Where(n => n != "$schema").ToArray())
            {
                JsonNode? kept = o[name];
                foreach (string value in Values)
                {
                    o[name] = JsonNode.Parse(value);
                    AssertAlike(o.Root, $"{name} = {value}");
                }

                o[name] = kept;
            }
        }
    }

    [Test]
    public void Every_measure_is_in_it()
    {
        foreach ((string definition, IReadOnlyList<string> names) in new[]
        {
            ("claim_run", LessonMeasures.OfRun), ("claim_token", LessonMeasures.OfToken), ("claim_pair", LessonMeasures.OfPair), ("claim_way", LessonMeasures.OfWay),
        })
        {
            JsonArray known = _node["definitions"]![definition]!["properties"]!["measure"]!["enum"]!.AsArray();
            Assert.That(known.Select(n => n!.GetValue<string>()), Is.EqualTo(names));
        }
    }

    private static IEnumerable<JsonObject> Objects(JsonNode node) => node switch
    {
        JsonObject o => o.Select(p => p.Value).ToArray().Where(v => v is not null).SelectMany(v => Objects(v!)).Prepend(o),
        JsonArray a => a.Where(v => v is not null).SelectMany(v => Objects(v!)),
        _ => [],
    };

    private void AssertAlike(JsonNode root, string what, bool? isFine = null)
    {
        string json = root.ToJsonString();
        string? fault = null;
        try
        {
            _ = LessonReader.Parse("test.json", Encoding.UTF8.GetBytes(json));
        }
        catch (FaultException e)
        {
            fault = e.Message;
        }

        Assert.That(_schema.Validate(json).Count == 0, Is.EqualTo(fault is null), $"{what}: the reader says '{fault ?? "fine"}'");
        if (isFine is { } expected)
        {
            Assert.That(fault is null, Is.EqualTo(expected), $"{what}: {fault}");
        }
    }
}
