using System.Text;
using TokenFlow.Base.Documents;
using TokenFlow.Base.Faults;

namespace TokenFlow.Simulation.Tests.Documents;

public sealed class JsonSourceTests
{
    private const string Document = """
        {
          // A comment.
          "layers": 4,
          "pattern": {
            "kind": "local",
            "window": 3
          },
          "tracers": [
            {"token": 1},
            {"token": 2},
          ]
        }
        """;

    [TestCase("layers", "a.json:3, field layers")]
    [TestCase("pattern", "a.json:4, field pattern")]
    [TestCase("pattern.window", "a.json:6, field pattern.window")]
    [TestCase("tracers.1", "a.json:10, field tracers.1")]
    [TestCase("tracers.1.token", "a.json:10, field tracers.1.token")]
    [TestCase("pattern.dilation", "a.json:4, field pattern.dilation")]
    [TestCase("title", "a.json:1, field title")]
    [TestCase("", "a.json:1")]
    public void A_place_is_a_line_and_a_field(string path, string expected) => Assert.That(Parse(Document).WhereIs(path), Is.EqualTo(expected));

    [TestCase("", "a.json:1: not valid JSON")]
    [TestCase("[1]", "a.json:1: not a JSON object")]
    [TestCase("{\n\"a\": 1,\n\"a\": 2}", "a.json:3, field a: the field is given twice (first in line 2)")]
    [TestCase("{\"p\": {\n\"a\": 1,\n\"a\": 2}}", "a.json:3, field p.a: the field is given twice (first in line 2)")]
    [TestCase("{\"a\": 1}\n{}", "a.json:2")]
    [TestCase("{\n\"a\": 1 \"b\"}", "a.json:2: not valid JSON")]
    [TestCase("{\n\"a\": NaN}", "a.json:2: not valid JSON")]
    [TestCase("{\n\n\"a\": 1e999}", "a.json:3, field a: the number is too large")]
    [TestCase("{\"a\": \"\\ud800\"}", "a.json")]
    [TestCase("{\"a\": 1", "a.json:1: not valid JSON")]
    public void What_is_wrong_is_said_with_its_line(string json, string start)
    {
        FaultException fault = Faults.Of(() => Parse(json));
        Assert.That(fault.Kind, Is.EqualTo(FaultKind.DocumentInvalid));
        Assert.That(fault.Message, Does.StartWith(start).And.Not.Contain("\n"));
    }

    [Test]
    public void Depth_is_bounded()
    {
        string deep = string.Concat(Enumerable.Repeat("{\"a\":", 200)) + "1" + new string('}', 200);
        Assert.That(() => Parse(deep), Throws.InstanceOf<FaultException>());
    }

    [Test]
    public void Bytes_that_are_not_utf8_are_refused() =>
        Assert.That(() => JsonSource.Parse("a.json", [.. "{\"a\": \""u8, 0xFF, .. "\"}"u8]), Throws.InstanceOf<FaultException>());

    [Test]
    public void A_byte_order_mark_is_let_pass() =>
        Assert.That(JsonSource.Parse("a.json", [0xEF, 0xBB, 0xBF, .. "{\"a\": 1}"u8]).Root, Has.Count.EqualTo(1));

    [TestCase("layers", "7", "7")]
    [TestCase("pattern.window", "64", "64")]
    [TestCase("tracers.1.token", "9", "9")]
    [TestCase("title", "A title of its own", "\"A title of its own\"")]
    [TestCase("title", "\"quoted\"", "\"quoted\"")]
    [TestCase("film.tail", "2.5", "2.5")]
    [TestCase("pattern", "{\"kind\": \"full\"}", "{\"kind\":\"full\"}")]
    [TestCase("title", "1, \"layers\": 2", "\"1, \\u0022layers\\u0022: 2\"")]
    [TestCase("title", "", "\"\"")]
    [TestCase("ring", "true", "true")]
    [TestCase("ring", "NaN", "\"NaN\"")]
    public void An_override_is_json_or_a_word(string path, string value, string expected)
    {
        JsonSource source = Parse(Document);
        source.Override(path, value);
        System.Text.Json.Nodes.JsonNode? node = source.Root;
        foreach (string part in path.Split('.'))
        {
            node = node is System.Text.Json.Nodes.JsonArray list ? list[int.Parse(part)] : node![part];
        }

        Assert.That(node!.ToJsonString(), Is.EqualTo(expected));
        Assert.That(source.WhereIs(path), Is.EqualTo($"--set {path}"));
    }

    [Test]
    public void A_field_within_an_override_is_the_overrides()
    {
        JsonSource source = Parse(Document);
        source.Override("pattern", "{\"kind\": \"local\", \"window\": -1}");
        Assert.That(source.WhereIs("pattern.window"), Is.EqualTo("--set pattern, field pattern.window"));
    }

    [Test]
    public void A_null_value_takes_a_field_away_and_nothing_else()
    {
        JsonSource source = Parse(Document);
        source.Override("pattern.window", null);
        source.Override("text.file", null);
        source.Override("layers.x", null);
        Assert.That(source.Root["pattern"]!.AsObject().ContainsKey("window"), Is.False);
        Assert.That(source.Root.ContainsKey("text"), Is.False, "no empty object is left on the way");
        Assert.That(source.Root.ContainsKey("layers"));
    }

    [TestCase("")]
    [TestCase("pattern..window")]
    [TestCase("layers.x")]
    [TestCase("tracers.7.token")]
    [TestCase("tracers.x")]
    public void A_path_that_leads_nowhere_is_a_matter_of_usage(string path) =>
        Assert.That(Faults.Of(() => Parse(Document).Override(path, "1")).Kind, Is.EqualTo(FaultKind.Usage));

    [Test]
    public void A_strict_dialect_lets_neither_comments_nor_trailing_commas_pass()
    {
        var strict = new JsonDialect { IsRelaxed = false, MaxDepth = 2 };
        foreach (string json in (string[])["// One.\n{}", "{\"a\": 1,}", "{\"a\": [[1]]}"])
        {
            Assert.That(() => Parse(json), Throws.Nothing);
            Assert.That(() => JsonSource.Parse("a.json", Encoding.UTF8.GetBytes(json), strict), Throws.InstanceOf<FaultException>());
        }
    }

    [Test]
    public void A_dialect_says_places_and_mistakes_in_its_own_words()
    {
        var dialect = new JsonDialect { Place = (name, line, path) => $"{path} in line {line} of {name}", Twice = line => $"again after {line}" };
        FaultException fault = Faults.Of(() => JsonSource.Parse("it", "{\"a\": 1,\n\"a\": 2}"u8, dialect));
        Assert.That(fault.Message, Is.EqualTo("a in line 2 of it: again after 1; keep one"));
    }

    [Test]
    public void Matrices_are_kept_apart_from_the_tree_and_have_a_place()
    {
        var dialect = new JsonDialect { Matrices = ["m", "none"] };
        JsonSource source = JsonSource.Parse("a.json", "{\"x\": {\"m\": [[1]]},\n\"m\": [[1, 2.5], [3, -4]], \"none\": null}"u8, dialect);
        Assert.That(source.Root.Select(f => f.Key), Is.EqualTo(new[] { "x", "none" }));
        JsonMatrix matrix = source.Matrices.Single().Value;
        Assert.That((matrix.Where, matrix.Rows, matrix.Width), Is.EqualTo(("a.json:2, field m", 2, 2)));
        Assert.That(matrix.Numbers, Is.EqualTo(new[] { 1, 2.5, 3, -4 }));
        FaultException fault = Faults.Of(() => JsonSource.Parse("a.json", "{\"m\": [[1],\n[2, 3]]}"u8, dialect));
        Assert.That(fault.Message, Does.StartWith("a.json:2, field m[1]: this row has 2 numbers"));
    }

    [TestCase("8", true, true, true)]
    [TestCase("-8", true, true, false)]
    [TestCase("8.0", false, true, false)]
    [TestCase("8.5", false, false, false)]
    [TestCase("99999999999", true, false, true)]
    [TestCase("18446744073709551615", false, false, true)]
    [TestCase("\"8\"", false, false, false)]
    [TestCase("null", false, false, false)]
    public void A_number_is_whole_of_32_bits_or_a_seed(string json, bool isWhole, bool isInt, bool isSeed)
    {
        System.Text.Json.Nodes.JsonNode? node = Parse($$"""{"a": {{json}}}""").Root["a"];
        Assert.That(JsonValues.IsWhole(node, out _), Is.EqualTo(isWhole));
        Assert.That(JsonValues.IsInt(node, out _), Is.EqualTo(isInt));
        Assert.That(JsonValues.IsSeed(node, out _), Is.EqualTo(isSeed));
    }

    private static JsonSource Parse(string json) => JsonSource.Parse("a.json", Encoding.UTF8.GetBytes(json));
}
