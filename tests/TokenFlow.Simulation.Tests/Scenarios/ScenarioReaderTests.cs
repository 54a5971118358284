using TokenFlow.Attention.Patterns;
using TokenFlow.Base.Faults;
using TokenFlow.Scenarios.Scenarios;
using TokenFlow.Simulation.Edits;
using TokenFlow.Simulation.Tests.Worlds;

namespace TokenFlow.Simulation.Tests.Scenarios;

public sealed class ScenarioReaderTests
{
    private const string Least = """{"tokens": 20, "pattern": {"kind": "full"}}""";

    [Test]
    public void Defaults_are_filled_in()
    {
        Scenario scenario = TestWorld.Read(Least);
        Assert.That(scenario.Name, Is.EqualTo("test"));
        Assert.That((scenario.Heads, scenario.HeadDim, scenario.Layers, scenario.FramesPerLayer, scenario.FramesPerSecond), Is.EqualTo((1, 64, 6, 45, 30)));
        Assert.That((scenario.Residual, scenario.Temperature, scenario.Weights, scenario.Tokenizer), Is.EqualTo((0.5f, 1f, WeightKind.Uniform, "bpe")));
        Assert.That(scenario.Tracers, Is.EqualTo(new[] { new TracerSpec(0, null, "dye") }));
        Assert.That(scenario.Edits, Is.Empty);
        Assert.That(scenario.LayerSeconds, Is.EqualTo(9));
    }

    [Test]
    public void Every_field_is_read()
    {
        Scenario scenario = TestWorld.Read("""
            {
              "$schema": "x", "name": "n", "title": "t", "summary": "s", "text": {"inline": "some words"}, "tokens": 2, "tokenizer": "words",
              "specialTokens": "cls", "pattern": {"kind": "longformer", "window": 3, "globals": [1]}, "heads": 2, "headDim": 16, "weights": "content",
              "temperature": 2, "residual": 0.25, "layers": 3, "framesPerLayer": 9, "seed": 77,
              "hubs": {"first": 1, "spread": 2, "at": [0], "ranges": [{"from": 1, "to": 2}], "match": "some"},
              "tracers": [{"token": -1, "name": "a"}, {"match": "words"}],
              "captions": [{"at": 2, "text": "later"}, {"at": 1, "text": "first"}],
              "film": {"lead": 3, "tail": 4},
              "edits": [
                {"at": 1, "do": "make-hub", "token": 1}, {"at": 1, "do": "unmake-hub", "token": 1}, {"at": 1, "do": "cut-hub", "token": 1},
                {"at": 1, "do": "restore-hub", "token": 1}, {"at": 1, "do": "cut-edge", "query": 1, "key": 2}, {"at": 1, "do": "restore-edge", "query": 1, "key": 2},
                {"at": 1, "do": "window", "value": 5}, {"at": 1, "do": "temperature", "value": 3}, {"at": 1, "do": "residual", "value": 0.1},
                {"at": 1, "do": "pattern", "pattern": {"kind": "bigbird", "block": 2, "random": 1}}
              ]
            }
            """);
        Assert.That((scenario.Name, scenario.Title, scenario.Summary), Is.EqualTo(("n", "t", "s")));
        Assert.That(scenario.Text, Is.EqualTo(new TextSpec(null, "some words", 2)));
        Assert.That((scenario.SpecialTokens, scenario.Heads, scenario.HeadDim, scenario.Weights), Is.EqualTo((SpecialTokens.Cls, 2, 16, WeightKind.Content)));
        Assert.That((scenario.Temperature, scenario.Residual, scenario.Layers, scenario.FramesPerLayer, scenario.Seed), Is.EqualTo((2f, 0.25f, 3, 9, 77UL)));
        Assert.That((scenario.Hubs.First, scenario.Hubs.Spread), Is.EqualTo((1, 2)));
        Assert.That(scenario.Hubs.Ranges, Is.EqualTo(new[] { (1, 2) }));
        Assert.That(scenario.Hubs.Matches, Is.EqualTo(new[] { "some" }));
        Assert.That(scenario.Tracers, Is.EqualTo(new[] { new TracerSpec(-1, null, "a"), new TracerSpec(0, "words", "dye") }));
        Assert.That(scenario.Captions.Select(c => c.Text), Is.EqualTo(new[] { "first", "later" }));
        Assert.That(scenario.Film, Is.EqualTo(new FilmSpec(3, 4)));
        Assert.That(scenario.Edits.Select(e => e.Edit), Is.EqualTo(new Edit[]
        {
            new MakeHubEdit(1), new UnmakeHubEdit(1), new CutHubEdit(1), new RestoreHubEdit(1), new CutEdgeEdit(1, 2), new RestoreEdgeEdit(1, 2),
            new SetWindowEdit(5), new SetTemperatureEdit(3), new SetResidualEdit(0.1f), new SetPatternEdit(new BigBirdPattern(2, 1, Seed: 77)),
        }), "the scenario's seed is the pattern's, in edits as well");
    }

    [TestCase("{\n\"tokens\": 20,\n\"patern\": 1,\n\"pattern\": {\"kind\": \"full\"}}", "test.json:3, field patern: is not a known field")]
    [TestCase("{\"tokens\": 20}", "test.json:1, field pattern: the field is missing")]
    [TestCase("{\"pattern\": {\"kind\": \"full\"}}", "test.json:1, field text: neither a text nor a number of tokens is given")]
    [TestCase("{\"tokens\": 20, \"pattern\":\n{\"kind\": \"fool\"}}", "test.json:2, field pattern.kind")]
    [TestCase("{\"tokens\": 20, \"pattern\": {\"kind\": \"local\",\n\"window\": \"x\"}}", "test.json:2, field pattern.window")]
    [TestCase("{\"tokens\": 20, \"pattern\": {\"kind\": \"full\",\n\"window\": 3}}", "test.json:2, field pattern.window")]
    [TestCase("{\"tokens\": 20, \"pattern\": {\"kind\": \"full\"},\n\"layers\": 0}", "test.json:2, field layers: 0 is out of range; give a number from 1 to 128")]
    [TestCase("{\"tokens\": 20, \"pattern\": {\"kind\": \"full\"},\n\"layers\": 2.5}", "test.json:2, field layers: is not a whole number")]
    [TestCase("{\"tokens\": 20, \"pattern\": {\"kind\": \"full\"},\n\"residual\": 1.5}", "test.json:2, field residual: 1.5 is out of range")]
    [TestCase("{\"tokens\": 20, \"pattern\": {\"kind\": \"full\"},\n\"seed\": -1}", "test.json:2, field seed: is not a seed")]
    [TestCase("{\"tokens\": 20, \"pattern\": {\"kind\": \"full\"},\n\"title\": 5}", "test.json:2, field title: is not a string")]
    [TestCase("{\"tokens\": 20, \"pattern\": {\"kind\": \"full\"},\n\"weights\": \"trained\"}", "test.json:2, field weights: 'trained' is not known; use one of uniform, content, random")]
    [TestCase("{\"tokens\": 20, \"pattern\": {\"kind\": \"full\"},\n\"edits\": [{\"at\": 1}]}", "test.json:2, field edits.0.do: the field is missing")]
    [TestCase("{\"tokens\": 20, \"pattern\": {\"kind\": \"full\"},\n\"edits\": [{\"at\": 1, \"do\": \"make-hub\", \"tokn\": 1}]}", "test.json:2, field edits.0.tokn: is not a known field")]
    [TestCase("{\"tokens\": 20, \"pattern\": {\"kind\": \"full\"},\n\"edits\": {}}", "test.json:2, field edits: is not a list")]
    [TestCase("{\"tokens\": 20, \"pattern\": {\"kind\": \"full\"},\n\"hubs\": [0]}", "test.json:2, field hubs: is not an object")]
    [TestCase("{\"tokens\": 20, \"pattern\": {\"kind\": \"full\"},\n\"hubs\": {\"at\": [0, -1]}}", "test.json:2, field hubs.at.1: -1 is out of range")]
    [TestCase("{\"tokens\": 20, \"pattern\": {\"kind\": \"full\"},\n\"text\": {}}", "test.json:2, field text: needs either a file or an inline text")]
    [TestCase("{\"tokens\": 20, \"pattern\": {\"kind\": \"full\"},\n\"text\": {\"file\": \"a\", \"inline\": \"b\"}}", "test.json:2, field text: needs either")]
    public void A_mistake_names_file_line_and_field(string json, string start)
    {
        FaultException fault = Faults.Of(() => TestWorld.Read(json));
        Assert.That(fault.Message, Does.StartWith(start).And.Not.Contain("\n"));
    }

    [Test]
    public void An_override_out_of_range_names_the_option() =>
        Assert.That(
            Faults.Of(() => TestWorld.Read(Least, ("layers", "999"))).Message,
            Does.StartWith("--set layers: 999 is out of range"));

    [Test]
    public void A_kind_can_be_put_in_another_ones_place()
    {
        Scenario scenario = TestWorld.Read("""{"tokens": 20, "pattern": {"kind": "local", "window": 2}}""", ("pattern.kind", "bert-cls"), ("pattern.window", null));
        Assert.That(scenario.Pattern, Is.EqualTo(new BertClsPattern()));
        Assert.That(scenario.SpecialTokens, Is.EqualTo(SpecialTokens.ClsSep));
    }

    [Test]
    public void Too_many_tracers_or_edits_are_refused()
    {
        string tracers = string.Join(", ", Enumerable.Repeat("{}", 9));
        Assert.That(
            Faults.Of(() => TestWorld.Read($$"""{"tokens": 20, "pattern": {"kind": "full"}, "tracers": [{{tracers}}]}""")).Message,
            Does.Contain("9 tracers are too many"));
        string edits = string.Join(", ", Enumerable.Repeat("""{"at": 1, "do": "residual", "value": 1}""", 1_001));
        Assert.That(
            Faults.Of(() => TestWorld.Read($$"""{"tokens": 20, "pattern": {"kind": "full"}, "edits": [{{edits}}]}""")).Message,
            Does.Contain("1,001 are too many"));
    }

    [Test]
    public void A_text_is_found_beside_its_scenario_and_in_the_folder_above()
    {
        using var file = new UserFile("""{"text": {"file": "texts/a.txt"}, "pattern": {"kind": "full"}}""", "here.json");
        Directory.CreateDirectory(Path.Combine(file.Folder, "texts"));
        string text = Path.Combine(file.Folder, "texts", "a.txt");
        File.WriteAllText(text, "words");
        Assert.That(ScenarioReader.FromFile(file.Path, []).Text.File, Is.EqualTo(text));
        Directory.CreateDirectory(Path.Combine(file.Folder, "scenarios"));
        string inside = Path.Combine(file.Folder, "scenarios", "inside.json");
        File.Copy(file.Path, inside);
        Assert.That(ScenarioReader.FromFile(inside, []).Text.File, Is.EqualTo(text));
    }

    [Test]
    public void A_missing_scenario_is_unreadable() =>
        Assert.That(Faults.Of(() => ScenarioReader.FromFile("no/such.json", [])).Kind, Is.EqualTo(FaultKind.FileUnreadable));

    [Test]
    public void Another_frame_rate_keeps_layers_as_long_and_edits_in_their_layers()
    {
        Scenario scenario = TestWorld.Read("""
            {"tokens": 20, "pattern": {"kind": "full"}, "framesPerLayer": 45, "layers": 4,
             "edits": [{"at": 3.0, "do": "residual", "value": 0.1}, {"at": 4.4, "do": "residual", "value": 0.2}]}
            """);
        foreach (int rate in (int[])[12, 24, 25, 30, 50, 60])
        {
            Scenario other = scenario.AtFrameRate(rate);
            var clock = new TokenFlow.Simulation.Time.LayerClock(other.Layers, other.FramesPerLayer, other.FramesPerSecond);
            Assert.That(other.LayerSeconds, Is.EqualTo(scenario.LayerSeconds).Within((0.5 * 4 / rate) + 1e-9));
            Assert.That(clock.FrameAt(other.Edits[0].Seconds), Is.EqualTo(clock.FirstFrame(2)), $"{rate} frames a second");
            Assert.That(clock.LayerOf(clock.FrameAt(other.Edits[1].Seconds)), Is.EqualTo(2));
        }
    }
}
