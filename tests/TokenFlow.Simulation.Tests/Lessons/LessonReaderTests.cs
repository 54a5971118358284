using System.Text;
using TokenFlow.Base.Faults;
using TokenFlow.Scenarios.Cameras;
using TokenFlow.Studies.Lessons;

namespace TokenFlow.Simulation.Tests.Lessons;

public sealed class LessonReaderTests
{
    private const string Stop = """{"text": "t"}""";

    [Test]
    public void All_fields_come_through()
    {
        Lesson lesson = Read("""
            { "name": "n", "order": 3, "title": "T", "summary": "S.", "scenario": "full", "settings": { "layers": 2, "pattern.window": null, "edits": [] },
              "stops": [ { "layer": 1.5, "text": "{edges} and {x}", "highlight": { "tokens": [4, 2], "hubs": "all", "panel": "cone" }, "camera": { "x": 0.25, "zoom": 2 },
                "claims": [ { "measure": "edges", "equals": 5, "tolerance": 1 }, { "measure": "hops", "name": "x", "from": 1, "to": 2, "above": 1, "atMost": 3, "places": 2, "as": "percent" } ] } ] }
            """);

        Assert.That((lesson.Name, lesson.Order, lesson.Title, lesson.Summary, lesson.Scenario), Is.EqualTo(("n", 3, "T", "S.", "full")));
        Assert.That(lesson.Settings, Is.EqualTo((KeyValuePair<string, string?>[])[new("layers", "2"), new("pattern.window", null), new("edits", "[]")]));
        LessonStop stop = lesson.Stops.Single();
        Assert.That(stop.Layer, Is.EqualTo(1.5));
        Assert.That((stop.Highlight.Tokens, stop.Highlight.Hubs, stop.Highlight.Panels), Is.EqualTo(((int[])[4, 2], true, (LessonPanel[])[LessonPanel.Cone])));
        Assert.That(stop.Camera, Is.EqualTo(new Camera(0.25f, 0.5f, 2)));
        Assert.That((stop.Claims[0].Expected.Least, stop.Claims[0].Expected.Most), Is.EqualTo((4.0, 6.0)));
        Assert.That((stop.Claims[1].From, stop.Claims[1].To, stop.Claims[1].Places, stop.Claims[1].IsPercent), Is.EqualTo((1, 2, 2, true)));
        Assert.That(stop.Claims[1].Expected.ToString(), Is.EqualTo("1 to 3"));
        Assert.That(stop.Claims[1].Expected.Holds(1), Is.False);
        Assert.That(stop.Claims[1].Expected.Holds(3), Is.True);
    }

    [TestCase("{}", "scenario")]
    [TestCase("""{"scenario": "full", "stops": []}""", "stops")]
    [TestCase("""{"scenario": "full", "stops": [{"text": "", "layer": 1}]}""", "stops.0.text")]
    [TestCase("""{"scenario": "full", "stops": [{"text": "a", "layer": 2}, {"text": "b", "layer": 1}]}""", "stops.1.layer")]
    [TestCase("""{"scenario": "full", "stops": [{"text": "a {reach}"}]}""", "stops.0.text")]
    [TestCase("""{"scenario": "full", "stops": [{"text": "a {"}]}""", "stops.0.text")]
    [TestCase("""{"scenario": "full", "stops": [{"text": "a", "claims": [{"measure": "reach"}]}]}""", "stops.0.claims.0.equals")]
    [TestCase("""{"scenario": "full", "stops": [{"text": "a", "claims": [{"measure": "luck", "equals": 1}]}]}""", "stops.0.claims.0.measure")]
    [TestCase("""{"scenario": "full", "stops": [{"text": "a", "claims": [{"measure": "hops", "from": 1, "equals": 1}]}]}""", "stops.0.claims.0.to")]
    [TestCase("""{"scenario": "full", "stops": [{"text": "a", "claims": [{"measure": "reach", "equals": 1}, {"measure": "reach", "equals": 1}]}]}""", "stops.0.claims")]
    [TestCase("""{"scenario": "full", "settings": {"a b": 1}, "stops": [{"text": "a"}]}""", "settings")]
    [TestCase("""{"scenario": "full", "stops": [{"text": "a", "highlight": {"tokens": [-1]}}]}""", "stops.0.highlight.tokens.0")]
    public void A_fault_names_its_field(string json, string field) =>
        Assert.That(() => Read(json), Throws.InstanceOf<FaultException>().With.Property(nameof(FaultException.Where)).EndsWith($"field {field}"));

    [Test]
    public void Hostile_files_are_bounded()
    {
        string many = string.Join(",", Enumerable.Repeat(Stop, LessonReader.MaxStops + 1));
        string tokens = string.Join(",", Enumerable.Range(0, LessonReader.MaxClaims + 1));
        string settings = string.Join(",", Enumerable.Range(0, LessonReader.MaxSettings + 1).Select(i => $"\"f{i}\": 1"));
        string[] hostile =
        [
            $$"""{"scenario": "full", "stops": [{{many}}]}""",
            $$"""{"scenario": "full", "stops": [{"text": "{{new string('x', LessonReader.MaxText + 1)}}"}]}""",
            """{"scenario": "full", "stops": [{"text": "a", "highlight": {"tokens": [""" + tokens + "]}}]}",
            $$"""{"scenario": "full", "settings": { {{settings}} }, "stops": [{{Stop}}]}""",
            new string('[', 100_000),
        ];

        foreach (string json in hostile)
        {
            Assert.That(() => Read(json), Throws.InstanceOf<FaultException>().With.Message.Length.LessThan(500), json[..80]);
        }
    }

    [Test]
    public void A_file_that_is_too_long_or_not_there_is_refused()
    {
        string path = Path.Combine(TestContext.CurrentContext.WorkDirectory, "long-lesson.json");
        File.WriteAllText(path, new string(' ', LessonReader.MaxBytes + 1));
        Assert.That(() => LessonReader.FromFile(path), Throws.InstanceOf<FaultException>());
        File.Delete(path);
        Assert.That(() => LessonReader.FromFile(path), Throws.InstanceOf<FaultException>().With.Property(nameof(FaultException.Kind)).EqualTo(FaultKind.FileUnreadable));
    }

    private static Lesson Read(string json) => LessonReader.Parse("test.json", Encoding.UTF8.GetBytes(json));
}
