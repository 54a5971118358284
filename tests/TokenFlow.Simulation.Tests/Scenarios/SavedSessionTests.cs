using CsCheck;
using TokenFlow.Attention.Patterns;
using TokenFlow.Base.Faults;
using TokenFlow.Scenarios.Capacity;
using TokenFlow.Scenarios.Scenarios;
using TokenFlow.Simulation.Edits;
using TokenFlow.Simulation.Hubs;
using TokenFlow.Simulation.Tests.Worlds;
using TokenFlow.Simulation.Time;

namespace TokenFlow.Simulation.Tests.Scenarios;

/// <summary>What is saved is opened again bit for bit.</summary>
public sealed class SavedSessionTests
{
    private const string Rich = """
        {
          "name": "rich", "title": "A \"title\"", "summary": "Zeichen, 漢字 und \u0001.", "text": {"inline": "one two 三 four\n\tfive \\ six <seven> eight & nine"},
          "tokens": 8, "tokenizer": "words", "specialTokens": "cls", "pattern": {"kind": "longformer", "window": 2, "dilation": [1, 2], "globals": [3]},
          "hubs": {"first": 1, "at": [4], "ranges": [{"from": 5, "to": 6}], "match": "two"}, "heads": 2, "headDim": 8, "weights": "random",
          "temperature": 0.7, "residual": 0.3, "layers": 3, "framesPerLayer": 5, "seed": 9007199254740993,
          "tracers": [{"match": "four", "name": "d"}, {"token": -1}], "edits": [{"at": 0.2667, "do": "make-hub", "token": 2}],
          "capacity": {"slots": 6, "bits": 70.5, "hubs": [{"token": 4, "rank": 3}, {"token": 3}], "keyframes": [{"at": 0.1, "rank": 6, "bits": 50}, {"at": 0.4, "rank": 1}, {"at": 0.3, "bits": 0.25}]},
          "facts": 0, "recall": {"vocabulary": 100, "readers": 2, "distractors": 0.1, "mark": 0.3},
          "captions": [{"at": 0.5, "text": "c"}], "film": {"lead": 0.25, "tail": 0.1}
        }
        """;

    private static readonly Edit[] EveryEdit =
    [
        new MakeHubEdit(2),
        new CutHubEdit(2),
        new RestoreHubEdit(2),
        new UnmakeHubEdit(3),
        new CutEdgeEdit(1, 2),
        new RestoreEdgeEdit(1, 2),
        new CutEdgeEdit(4, 3),
        new SetWindowEdit(1),
        new SetTemperatureEdit(0.1f),
        new SetResidualEdit(1 / 3f),
        new DropDyeEdit(5, Tracer: 1),
        new SetSlotsEdit(3),
        new SetSlotsEdit(null, Token: 4),
        new SetRankEdit(2, Token: 3),
        new SetRankEdit(null),
        new SetBitsEdit(1 / 3.0),
        new SetBitsEdit(null, Token: 2),
        new SetHubCountEdit(2, HubPlacement.Spread),
        new SetHubCountEdit(3, HubPlacement.Start),
        new SetPatternEdit(new BigBirdPattern(2, 1, Seed: 5)),
    ];

    [Test]
    public void A_session_saved_anywhere_opens_to_the_same_bits() => Gen.Select(
        Gen.Int[0, 17], Gen.Select(Gen.Int[0, 16], Gen.Int[0, EveryEdit.Length - 1]).Array[0, 6]).Sample(
        (frame, edits) =>
        {
            Scenario scenario = TestWorld.Read(Rich);
            Sequence sequence = TestWorld.Lay(scenario);
            using FlowSimulation simulation = TestWorld.Start(scenario, threads: 1, edges: 20);
            foreach ((int at, int edit) in edits)
            {
                simulation.Seek(at);
                try
                {
                    simulation.Apply(EveryEdit[edit]);
                }
                catch (FaultException)
                {
                    // A window of a pattern that has none: refused, and so no part of the session.
                }
            }

            simulation.Seek(frame);
            Scenario opened = Again(scenario, sequence, new SavedSession(frame, simulation.Edits, new Dictionary<string, string> { ["theme"] = "light" }));
            using FlowSimulation again = TestWorld.Start(opened, threads: 1, edges: 20);
            if (opened.Session!.Frame != frame || !again.Edits.SequenceEqual(simulation.Edits) || opened.Session.View["theme"] != "light")
            {
                return false;
            }

            foreach (int at in (int[])[frame, 0, 17, 9])
            {
                simulation.Seek(at);
                again.Seek(at);
                if (SnapshotDigest.Of(again.Snapshot) != SnapshotDigest.Of(simulation.Snapshot))
                {
                    return false;
                }
            }

            return true;
        },
        iter: 40);

    [Test]
    public void Every_edit_is_read_back_as_it_was()
    {
        ScheduledEdit[] edits = [.. EveryEdit.Select((e, i) => new ScheduledEdit(i, e))];
        Scenario scenario = TestWorld.Read(Rich);
        Assert.That(Again(scenario, TestWorld.Lay(scenario), new SavedSession(3, edits, new Dictionary<string, string>())).Session!.Edits, Is.EqualTo(edits));
    }

    [Test]
    public void Every_field_is_read_back_as_it_was()
    {
        Scenario scenario = TestWorld.Read(Rich);
        Scenario again = Again(scenario, null, null);
        Assert.That(again.Session, Is.Null);
        Assert.That(again.Text, Is.EqualTo(scenario.Text));
        Assert.That((again.Name, again.Title, again.Summary, again.Tokenizer), Is.EqualTo((scenario.Name, scenario.Title, scenario.Summary, scenario.Tokenizer)));
        Assert.That((again.SpecialTokens, again.Pattern, again.Heads, again.HeadDim), Is.EqualTo((scenario.SpecialTokens, scenario.Pattern, scenario.Heads, scenario.HeadDim)));
        Assert.That((again.Weights, again.Temperature, again.Residual, again.Layers), Is.EqualTo((scenario.Weights, scenario.Temperature, scenario.Residual, scenario.Layers)));
        Assert.That((again.FramesPerLayer, again.Seed, again.Film), Is.EqualTo((scenario.FramesPerLayer, scenario.Seed, scenario.Film)));
        Assert.That(again.Hubs.At.Concat(again.Hubs.Ranges.Select(r => r.To)).Append(again.Hubs.First).Append(again.Hubs.Spread), Is.EqualTo(new[] { 4, 6, 1, 0 }));
        Assert.That(again.Hubs.Matches, Is.EqualTo(scenario.Hubs.Matches));
        Assert.That(again.Tracers, Is.EqualTo(scenario.Tracers));
        Assert.That(again.Captions, Is.EqualTo(scenario.Captions));
        Assert.That(again.Edits.Select(e => (e.Seconds, e.Edit)), Is.EqualTo(scenario.Edits.Select(e => (e.Seconds, e.Edit))));
    }

    [Test]
    public void Capacity_recall_and_learned_hubs_are_read_back_as_they_were()
    {
        Scenario scenario = TestWorld.Read("""
            {"text": {"inline": "a b c d"}, "tokenizer": "words", "pattern": {"kind": "longformer", "window": 1},
             "capacity": {"count": 2, "place": "match", "match": "b c", "slots": 6, "bits": 70.5, "hubs": [{"token": 3, "rank": 3}, {"token": 1}], "keyframes": [{"at": 0.4, "rank": 1}, {"at": 0.1, "slots": 3, "bits": 0.25}]},
             "facts": 3, "recall": {"vocabulary": 100, "readers": 2, "distractors": 0.1, "mark": 0.3}, "learned": "no-such.safetensors"}
            """);
        Scenario again = Again(scenario, null, null);
        Assert.That((again.Recall, again.Learned), Is.EqualTo((scenario.Recall, "no-such.safetensors")));
        CapacitySpec capacity = again.Capacity;
        Assert.That((capacity.Count, capacity.Place, capacity.Match), Is.EqualTo((2, HubPlacement.Match, "b c")));
        Assert.That(capacity.Limits, Is.EqualTo(scenario.Capacity.Limits));
        Assert.That(capacity.Limits.Of(3), Is.EqualTo(new HubLimits(null, 3, null)));
        Assert.That(capacity.Limits.Of(2), Is.EqualTo(new HubLimits(6, null, 70.5)));
        Assert.That(capacity.Keyframes, Is.EqualTo((CapacityKey[])[new(0.1, null, 3, null, 0.25), new(0.4, null, null, 1, null)]));
    }

    [TestCase("""{"rank": 0}""", "capacity.rank", "1 to 512")]
    [TestCase("""{"slots": 1.5}""", "capacity.slots", "whole number")]
    [TestCase("""{"bits": -1}""", "capacity.bits", "0.001")]
    [TestCase("""{"count": 65}""", "capacity.count", "1 to 64")]
    [TestCase("""{"place": "middle"}""", "capacity.place", "spread")]
    [TestCase("""{"match": "a"}""", "capacity.match", "take it out")]
    [TestCase("""{"hubs": [{}, {"rank": "x"}]}""", "capacity.hubs.1.rank", "whole number")]
    [TestCase("""{"keyframes": [{"at": -1}]}""", "capacity.keyframes.0.at", "0 to")]
    [TestCase("""{"ranks": 3}""", "capacity.ranks", "known here")]
    [TestCase("""{"hubs": [{"token": 9, "rank": 1}]}""", "capacity.hubs", "0 to 8")]
    [TestCase("""{"count": 10}""", "capacity.count", "at most 9")]
    public void A_capacity_that_makes_no_sense_is_refused_with_file_line_and_field(string capacity, string field, string remedy)
    {
        string json = $$"""
            {"tokens": 9, "pattern": {"kind": "longformer", "window": 1},
             "capacity": {{capacity}}}
            """;
        FaultException fault = Assert.Throws<FaultException>(() => TestWorld.Lay(TestWorld.Read(json)))!;
        Assert.That(fault.Where, Does.StartWith("test.json:2").And.EndsWith($"field {field}"));
        Assert.That(fault.Message, Does.Contain(remedy));
    }

    [TestCaseSource(typeof(Patterns), nameof(Patterns.All))]
    public void Numbered_tokens_stay_numbered(string pattern)
    {
        Scenario scenario = TestWorld.Read(TestWorld.Json(40, pattern, "\"heads\": 2"));
        Scenario again = Again(scenario, TestWorld.Lay(scenario), null);
        Assert.That((again.Text, again.Pattern), Is.EqualTo((scenario.Text, scenario.Pattern)));
    }

    [Test]
    public void A_text_file_is_written_into_the_session()
    {
        using var file = new UserFile("words of a file", "text.txt");
        Scenario scenario = TestWorld.Read(TestWorld.Json(2, """{"kind": "full"}""", $"\"tokenizer\": \"words\", \"text\": {{\"file\": \"{file.Path.Replace("\\", "\\\\", StringComparison.Ordinal)}\"}}"));
        Assert.That(Again(scenario, null, null).Text, Is.EqualTo(new TextSpec(null, "words of a file", 2)));
        Sequence sequence = TestWorld.Lay(scenario);
        File.Delete(file.Path);
        Assert.That(Again(scenario, sequence, null).Text.Inline, Is.EqualTo("words of a file"), "the tokens hold the text as it was read");
    }

    [Test]
    public void Standard_input_cannot_be_read_twice()
    {
        Scenario scenario = TestWorld.Read("""{"text": {"file": "-"}, "pattern": {"kind": "full"}}""");
        Assert.That(Faults.Of(() => Again(scenario, null, null)).Where, Is.EqualTo("text.file"));
        Assert.That(() => Again(scenario.AtFrameRate(60), null, null), Throws.ArgumentException);
    }

    [Test]
    public void The_edits_of_a_session_stand_in_place_of_the_scenarios()
    {
        Scenario scenario = TestWorld.Read(Rich, ("session", """{"frame": 2}"""));
        using FlowSimulation simulation = TestWorld.Start(scenario);
        Assert.That(scenario.Edits, Has.Count.EqualTo(1));
        Assert.That(simulation.Edits, Is.Empty, "its one edit was undone");
    }

    [Test]
    public void A_saved_edit_that_does_not_fit_is_named()
    {
        FaultException fault = Faults.Of(() => TestWorld.Start(TestWorld.Json(
            20, """{"kind": "full"}""", "\n\"session\": {\"edits\": [{\"do\": \"residual\"},\n{\"frame\": 3, \"do\": \"drop-dye\", \"token\": 20}]}")));
        Assert.That(fault.Message, Does.StartWith("test.json:3, field session.edits.1.do, drop-dye, token: there is no token 20"));
    }

    [Test]
    public void Another_frame_rate_keeps_everything_in_its_layer()
    {
        Scenario scenario = TestWorld.Read(
            TestWorld.Json(20, """{"kind": "full"}""", "\"layers\": 4"),
            ("framesPerLayer", "45"),
            ("session", """{"frame": 91, "edits": [{"frame": 89, "do": "residual"}, {"frame": 90, "do": "residual"}, {"frame": 134, "do": "residual"}, {"frame": 180, "do": "residual"}]}"""));
        foreach (int rate in (int[])[7, 12, 24, 25, 30, 50, 60])
        {
            Scenario other = scenario.AtFrameRate(rate);
            var clock = new LayerClock(other.Layers, other.FramesPerLayer, rate);
            Assert.That(other.Session!.Edits.Select(e => clock.LayerOf(e.Frame)), Is.EqualTo(new[] { 1, 2, 2, 4 }), $"{rate} frames a second");
            Assert.That(other.Session.Edits[1].Frame, Is.EqualTo(clock.FirstFrame(2)));
            Assert.That(clock.LayerOf(other.Session.Frame), Is.EqualTo(2));
        }

        Assert.That(scenario.AtFrameRate(30).Session, Is.SameAs(scenario.Session));
    }

    private static Scenario Again(Scenario scenario, Sequence? sequence, SavedSession? session)
    {
        using var file = new MemoryStream();
        ScenarioWriter.Write(scenario, sequence, session, file);
        return ScenarioReader.Parse("saved.json", file.ToArray(), [], folder: ".");
    }
}
