using System.Globalization;
using TokenFlow.Attention.Patterns;
using TokenFlow.Scenarios.Scenarios;
using TokenFlow.Simulation.Weights;
using TokenFlow.Studies.Recall;

namespace TokenFlow.Simulation.Tests;

/// <summary>The scenarios and texts that come with the project: whether they read, and whether their captions are true.</summary>
public sealed class ContentTests
{
    // Faster than this nobody reads, in characters a second; a caption has one line.
    private const double FastestReading = 36;
    private const int LongestCaption = 100;

    // Loading a vocabulary takes far longer than laying out a text with it.
    private readonly Dictionary<string, Sequence> _built = new(StringComparer.Ordinal);

    internal static string ContentFolder { get; } = Path.Combine(AppContext.BaseDirectory, "content");

    internal static string ScenarioFolder { get; } = Path.Combine(ContentFolder, "scenarios");

    private static IEnumerable<string> Names =>
        Directory.EnumerateFiles(ScenarioFolder, "*.json").Select(f => Path.GetFileNameWithoutExtension(f)!).Order(StringComparer.Ordinal);

    [Test]
    public void The_promised_scenarios_are_there() =>
        Assert.That(Names, Is.SupersetOf((string[])
        [
            "hub-in-two-hops", "longformer-512", "bigbird", "bert-cls", "memory-tokens", "question-tokens", "local-only", "full",
        ]));

    [TestCaseSource(nameof(Names))]
    public void A_scenario_reads_and_its_tokens_can_be_laid_out(string name)
    {
        Scenario scenario = Read(name);
        Sequence sequence = Built(name);
        AttentionPlan plan = Compile(sequence, scenario.Heads);
        Assert.That(plan.Edges, Is.GreaterThan(0));
        Assert.That(sequence.Origins, Has.Count.EqualTo(scenario.Tracers.Count));
    }

    [TestCaseSource(nameof(Names))]
    public void A_scenario_introduces_itself(string name)
    {
        Scenario scenario = Read(name);
        Assert.That(scenario.Name, Is.EqualTo(name));
        Assert.That(scenario.Title, Has.Length.InRange(4, 32));
        Assert.That(scenario.Summary, Has.Length.InRange(20, 130).And.EndsWith("."));
        Assert.That(scenario.Summary.Count(c => c == '.'), Is.EqualTo(1), "one sentence");
    }

    [TestCaseSource(nameof(Names))]
    public void Captions_come_in_order_within_the_film_and_can_be_read(string name)
    {
        Scenario scenario = Read(name);
        double end = scenario.Film.LeadSeconds + scenario.LayerSeconds + scenario.Film.TailSeconds;
        IReadOnlyList<CaptionSpec> captions = scenario.Captions;
        Assert.That(captions, Has.Count.InRange(2, 5));
        Assert.That(captions[0].Seconds, Is.Zero);
        for (int i = 0; i < captions.Count; i++)
        {
            double shown = (i + 1 < captions.Count ? captions[i + 1].Seconds : end) - captions[i].Seconds;
            Assert.That(captions[i].Text, Has.Length.InRange(1, LongestCaption));
            Assert.That(captions[i].Text.Length / shown, Is.InRange(0.0, FastestReading), $"'{captions[i].Text}' is shown for {shown} s");
        }
    }

    [TestCaseSource(nameof(Names))]
    public void Captions_are_written_in_the_order_they_are_shown(string name)
    {
        // The reader would sort them in silence.
        using var document = System.Text.Json.JsonDocument.Parse(File.ReadAllText(FileOf(name)), new() { CommentHandling = System.Text.Json.JsonCommentHandling.Skip });
        double[] written = [.. document.RootElement.GetProperty("captions").EnumerateArray().Select(c => c.GetProperty("at").GetDouble())];
        Assert.That(written, Is.Ordered.Ascending.And.Unique);
    }

    [TestCaseSource(nameof(Names))]
    public void Edits_fall_within_the_run(string name)
    {
        Scenario scenario = Read(name);
        Assert.That(scenario.Edits.Select(e => e.Seconds), Is.All.InRange(0.0, scenario.LayerSeconds - (1.0 / scenario.FramesPerSecond)));
    }

    [TestCaseSource(nameof(Names))]
    public void A_text_lies_in_the_project(string name)
    {
        TextSpec text = Read(name).Text;
        Assert.That(text.Inline, Is.Null);
        if (text.File is { } file)
        {
            Assert.That(Path.GetFullPath(file), Does.StartWith(Path.GetFullPath(ContentFolder)));
        }
        else
        {
            Assert.That(text.Limit, Is.GreaterThan(0), "tokens that are numbered");
        }
    }

    [Test]
    public void The_hub_brings_token_0_to_token_100_in_two_hops()
    {
        Sequence sequence = Built("hub-in-two-hops");
        int[] hops = Hops(sequence, 0);
        Assert.That(sequence.Count, Is.EqualTo(192));
        Assert.That(sequence.Origins, Is.EqualTo((int[])[0]));
        Assert.That(sequence.Pieces[121].Trim(), Is.EqualTo("light"));
        Assert.That(hops[121], Is.EqualTo(1));
        Assert.That(hops[100], Is.EqualTo(2));
        Assert.That(hops.Max(), Is.EqualTo(2));
    }

    [Test]
    public void Without_the_hub_token_100_waits_for_layer_17()
    {
        Scenario scenario = ScenarioReader.FromFile(FileOf("hub-in-two-hops"), [new("pattern.globals", "[]")]);
        int[] hops = Hops(Build(scenario), 0);
        Assert.That(hops[100], Is.EqualTo(17));
        Assert.That(Enumerable.Range(0, 192).Where(i => hops[i] <= scenario.Layers), Is.EqualTo(Enumerable.Range(0, 37)));
    }

    [Test]
    public void Local_only_is_the_same_run_without_the_hub()
    {
        Scenario hub = Read("hub-in-two-hops");
        Scenario local = Read("local-only");
        Assert.That(local.Pattern.Window, Is.EqualTo(hub.Pattern.Window));
        Assert.That(Built("local-only").Ids, Is.EqualTo(Built("hub-in-two-hops").Ids));
        Assert.That((local.Layers, local.Residual, local.Weights), Is.EqualTo((hub.Layers, hub.Residual, hub.Weights)));
    }

    // Tokens that tracer 0 has reached after each layer, for runs that nobody edits: what the captions say.
    [TestCase("hub-in-two-hops", new[] { 8, 192 })]
    [TestCase("local-only", new[] { 7, 13, 19, 25, 31, 37 })]
    [TestCase("longformer-512", new[] { 258, 4096 })]
    [TestCase("bigbird", new[] { 72, 256 })]
    [TestCase("bert-cls", new[] { 169 })]
    [TestCase("memory-tokens", new[] { 37, 740 })]
    [TestCase("question-tokens", new[] { 29, 234 })]
    [TestCase("full", new[] { 192 })]
    [TestCase("cls-hub", new[] { 18, 169 })]
    [TestCase("three-hubs", new[] { 10, 192 })]
    [TestCase("star", new[] { 4, 69 })]
    [TestCase("streaming", new[] { 16, 31, 46, 61, 76, 91 })]
    [TestCase("dilated", new[] { 9, 17, 25, 32, 32 })]
    [TestCase("content-attention", new[] { 192 })]
    public void Dye_reaches_as_many_tokens_as_the_captions_say(string name, int[] reach)
    {
        Sequence sequence = Built(name);
        int[] hops = Hops(sequence, sequence.Origins[0]);
        for (int layer = 1; layer <= reach.Length; layer++)
        {
            Assert.That(hops.Count(h => h >= 0 && h <= layer), Is.EqualTo(reach[layer - 1]), $"after layer {layer}");
        }
    }

    [TestCase("hub-in-two-hops", 2_812, 36_864)]
    [TestCase("longformer-512", 2_043_134, 16_777_216)]
    [TestCase("bigbird", 17_408, 65_536)]
    [TestCase("bert-cls", 28_561, 28_561)]
    [TestCase("full", 36_864, 36_864)]
    [TestCase("cls-hub", 3_121, 28_561)]
    [TestCase("three-hubs", 3_522, null)]
    public void Edges_are_as_many_as_the_captions_say(string name, long edges, long? full)
    {
        Scenario scenario = Read(name);
        Sequence sequence = Built(name);
        string said = string.Join(' ', scenario.Captions.Select(c => c.Text));
        Assert.That(Compile(sequence, 1).Head(0).CountEdges(), Is.EqualTo(edges));
        Assert.That(said, Does.Contain(edges.ToString("N0", CultureInfo.InvariantCulture)));
        if (full is long most)
        {
            Assert.That((long)sequence.Count * sequence.Count, Is.EqualTo(most));
            Assert.That(said, Does.Contain(most.ToString("N0", CultureInfo.InvariantCulture)));
        }
    }

    // From, to, and the layer in which windows alone would bring it.
    [TestCase("longformer-512", 4095, 0, 16)]
    [TestCase("question-tokens", 67, 217, 19)]
    [TestCase("cls-hub", 150, 1, 19)]
    [TestCase("local-only", 0, 100, 17)]
    [TestCase("local-only", 0, 191, 32)]
    [TestCase("make-a-hub", 24, 191, 28)]
    public void Windows_alone_take_as_long_as_the_captions_say(string name, int from, int to, int layers)
    {
        Sequence sequence = Built(name);
        AttentionLayout layout = AttentionPlan.Compile(new LocalPattern(sequence.Pattern.Window), sequence.Count, 1, 0, PatternEdits.Empty).Head(0);
        Assert.That(HopDistances.Between(layout, from, to), Is.EqualTo(layers));
    }

    [Test]
    public void A_word_is_34_hops_from_the_farthest_round_the_ring()
    {
        Sequence sequence = Built("star");
        AttentionLayout ring = AttentionPlan.Compile(sequence.Pattern, sequence.Count, 1, 0, PatternEdits.Empty.UnmakeHub(0).CutHub(0)).Head(0);
        Assert.That(Compile(sequence, 1).Head(0).CountEdges(), Is.EqualTo(204 + 137));
        Assert.That(sequence.Count - 1, Is.EqualTo(68));
        Assert.That(HopDistances.From(ring, 1).Max(), Is.EqualTo(34));
    }

    [Test]
    public void Three_hubs_stand_where_the_caption_says() =>
        Assert.That(Built("three-hubs").MadeHubs, Is.EqualTo((int[])[32, 96, 160]));

    [Test]
    public void The_question_is_twelve_tokens_and_reads_both_facts_in_one_hop()
    {
        Sequence sequence = Built("question-tokens");
        Assert.That(sequence.MadeHubs, Has.Count.EqualTo(12));
        foreach (int origin in sequence.Origins)
        {
            int[] hops = Hops(sequence, origin);
            Assert.That(sequence.MadeHubs.Select(hub => hops[hub]), Is.All.EqualTo(1));
            Assert.That(hops.Max(), Is.EqualTo(2));
        }
    }

    [Test]
    public void Four_blocks_have_drawn_the_block_where_the_dye_falls()
    {
        Sequence sequence = Built("bigbird");
        int block = sequence.Origins[0] / 8;
        int[] hops = Hops(sequence, sequence.Origins[0]);
        int[] reached = [.. Enumerable.Range(0, 32).Where(b => hops[b * 8] is 0 or 1)];
        Assert.That(reached, Is.SupersetOf((int[])[0, block - 1, block, block + 1, 31]));
        Assert.That(reached, Has.Length.EqualTo(3 + 2 + 4));
    }

    [Test]
    public void The_five_equal_words_read_one_another_with_98_hundredths_of_their_attention()
    {
        Scenario scenario = Read("content-attention");
        Sequence sequence = Built("content-attention");
        float[] vectors = Embedding.Of(sequence.Ids, 1, scenario.HeadDim, scenario.Seed);
        int origin = sequence.Origins[0];
        double[] weights = [.. Enumerable.Range(0, sequence.Count).Select(j => Math.Exp(Dot(origin, j) / Math.Sqrt(scenario.HeadDim)))];
        int[] equals = [.. Enumerable.Range(0, sequence.Count).Where(j => sequence.Ids[j] == sequence.Ids[origin])];
        Assert.That(equals, Has.Length.EqualTo(5));
        Assert.That(equals.Sum(j => weights[j]) / weights.Sum(), Is.InRange(0.975, 0.985));

        double Dot(int i, int j)
        {
            double sum = 0;
            for (int c = 0; c < scenario.HeadDim; c++)
            {
                sum += (double)vectors[(i * scenario.HeadDim) + c] * vectors[(j * scenario.HeadDim) + c];
            }

            return sum;
        }
    }

    [Test]
    public void A_sink_is_read_by_all_and_takes_in_nothing_that_stands_later()
    {
        Sequence sequence = Built("streaming");
        Assert.That(sequence.Origins, Is.EqualTo((int[])[48, 0]));
        Assert.That(Hops(sequence, 0).Max(), Is.EqualTo(1));
        Assert.That(Hops(sequence, 48).Take(48), Is.All.EqualTo(-1));
    }

    [Test]
    public void A_window_with_gaps_leaves_all_but_every_sixth_token_out()
    {
        int[] hops = Hops(Built("dilated"), 96);
        Assert.That(Enumerable.Range(0, 192).Where(i => hops[i] >= 0), Is.EqualTo(Enumerable.Range(0, 32).Select(k => 6 * k)));
        Assert.That(hops.Max(), Is.EqualTo(4));
    }

    // The runs with edits, and the one that the demo shows, as the simulation itself has them.
    [TestCase("hub-in-two-hops", new[] { 8, 192, 192, 192, 192, 192 })]
    [TestCase("cut-the-hub", new[] { 8, 26, 44, 192, 192, 192 })]
    [TestCase("make-a-hub", new[] { 7, 13, 19, 26, 192, 192 })]
    public void The_simulation_brings_the_dye_when_the_captions_say(string name, int[] reach)
    {
        using var simulation = FlowRun.Open(Read(name), Built(name), new FlowOptions(1, 0));
        foreach (int tokens in reach)
        {
            simulation.StepLayer();
            Assert.That(simulation.Snapshot.Meters.Reach, Is.EqualTo(tokens), $"after layer {simulation.Snapshot.CompletedLayers}");
        }
    }

    [Test]
    public void Three_hubs_bring_more_of_the_dye_than_one()
    {
        Assert.That(HubShare("three-hubs"), Is.GreaterThan(HubShare("hub-in-two-hops")));

        double HubShare(string name)
        {
            using var simulation = FlowRun.Open(Read(name), Built(name), new FlowOptions(1, 0));
            simulation.Seek(simulation.Clock.EndFrame);
            return simulation.Snapshot.Meters.Ways.Hub;
        }
    }

    internal static string FileOf(string name) => Path.Combine(ScenarioFolder, name + ".json");

    private static Scenario Read(string name) => ScenarioReader.FromFile(FileOf(name), []);

    private static Sequence Build(Scenario scenario) => new SequenceBuilder(() => Stream.Null).Build(scenario);

    private Sequence Built(string name)
    {
        if (!_built.TryGetValue(name, out Sequence? sequence))
        {
            sequence = Build(Read(name));
            _built.Add(name, sequence);
        }

        return sequence;
    }

    private static AttentionPlan Compile(Sequence sequence, int heads) => AttentionPlan.Compile(
        sequence.Pattern, sequence.Count, heads, 0, sequence.MadeHubs.Aggregate(PatternEdits.Empty, (edits, hub) => edits.MakeHub(hub)));

    private static int[] Hops(Sequence sequence, int source) => HopDistances.From(Compile(sequence, 1).Head(0), source);
}
