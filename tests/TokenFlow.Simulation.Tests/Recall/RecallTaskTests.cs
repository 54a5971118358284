using CsCheck;
using TokenFlow.Attention.Patterns;
using TokenFlow.Base.Faults;
using TokenFlow.Scenarios.Scenarios;
using TokenFlow.Simulation.Tests.Worlds;
using TokenFlow.Studies.Recall;

namespace TokenFlow.Simulation.Tests.Recall;

public sealed class RecallTaskTests
{
    private static readonly string[] Quiet =
    [
        """{"kind": "longformer", "window": 3, "globals": [0, 40]}""",
        """{"kind": "longformer", "window": 2, "dilation": 3, "globals": [77]}""",
        """{"kind": "local", "window": 2, "dilation": [1, 4]}""",
        """{"kind": "bigbird", "block": 4, "random": 1}""",
        """{"kind": "memory", "memory": 3, "window": 2}""",
        """{"kind": "streaming", "sinks": 2, "window": 4}""",
        """{"kind": "star"}""",
    ];

    [Test]
    public void The_first_facts_are_the_same_however_many_are_written() =>
        Gen.Select(Gen.Int[1, 60], Gen.Int[1, 60], Gen.UInt[1, 1_000]).Sample(
            (few, many, seed) =>
            {
                RecallTask one = Task(few, seed), other = Task(many, seed);
                int both = Math.Min(few, many);
                Assert.That(one.FactTokens[..both].SequenceEqual(other.FactTokens[..both]), Is.True);
                Assert.That(one.FactWords[..both].SequenceEqual(other.FactWords[..both]), Is.True);
                Assert.That(one.Readers, Is.EqualTo(other.Readers));
                Assert.That(one.Values(both), Is.EqualTo(other.Values(both)));
            },
            iter: 25,
            threads: 1);

    [Test]
    public void Words_and_tokens_of_facts_are_distinct()
    {
        RecallTask task = Task(100, 3);
        Assert.That(task.FactTokens[..100].ToArray(), Is.Unique);
        Assert.That(task.FactWords[..100].ToArray(), Is.Unique);
    }

    [TestCaseSource(nameof(Quiet))]
    public void No_window_brings_a_fact_to_a_reader_in_time(string pattern)
    {
        const int Layers = 3;
        Scenario scenario = TestWorld.Read(TestWorld.Json(240, pattern, $"\"layers\": {Layers}, \"heads\": 2, \"facts\": 20, \"recall\": {{\"readers\": 5}}"));
        Sequence sequence = TestWorld.Lay(scenario);
        RecallTask task = RecallTask.Create(scenario, sequence);
        AttentionPlan plan = AttentionPlan.Compile(sequence.Pattern, sequence.Count, 2, 0);

        // Every walk against the flow over window edges that touch no hub, by brute force over dense sets.
        foreach (int reader in task.Readers)
        {
            var seen = new HashSet<int> { reader };
            for (int hop = 0; hop < Layers; hop++)
            {
                foreach (int query in seen.ToArray())
                {
                    seen.UnionWith(Enumerable.Range(0, sequence.Count).Where(key => Enumerable.Range(0, 2).Any(h => IsWindow(plan.Head(h), query, key))));
                }
            }

            Assert.That(seen.Intersect(task.AllFactTokens.ToArray()), Is.Empty);
            Assert.That(seen.Where(i => !task.Quiet[i]), Is.Empty);
        }

        Assert.That(task.AllFactTokens.ToArray().Where(i => plan.Head(0).IsHub(i)), Is.Empty);
        Assert.That(task.Readers.Where(i => plan.Head(0).IsHub(i)), Is.Empty);
    }

    [Test]
    public void Readers_their_reach_and_hubs_start_empty_and_all_others_hold_something()
    {
        Scenario scenario = TestWorld.Read(TestWorld.Json(120, """{"kind": "longformer", "window": 2, "globals": [0, 60]}""", """ "layers": 2, "heads": 2, "facts": 10, "recall": {"readers": 4, "distractors": 0.5} """));
        RecallTask task = RecallTask.Create(scenario, TestWorld.Lay(scenario));
        float[] values = task.Values(10);
        for (int i = 0; i < 120; i++)
        {
            double length = Math.Sqrt(Enumerable.Range(0, 2).Sum(h => values.AsSpan(((h * 120) + i) * 8, 8).ToArray().Sum(x => (double)x * x)));
            bool empty = task.Quiet[i] || i is 0 or 60;
            double wanted = empty ? 0 : task.FactTokens[..10].Contains(i) ? 1 : 0.5;
            Assert.That(length, Is.EqualTo(wanted).Within(1e-6), $"token {i}");
        }
    }

    [Test]
    public void A_mark_comes_on_top_of_a_codeword_that_is_orthogonal_to_it()
    {
        Scenario scenario = TestWorld.Read(TestWorld.Json(120, """{"kind": "longformer", "window": 2, "globals": [0]}""", """ "layers": 2, "heads": 2, "facts": 10, "recall": {"readers": 4, "mark": 2} """));
        RecallTask task = RecallTask.Create(scenario, TestWorld.Lay(scenario));
        var fact = new float[16];
        var word = new float[16];
        for (int i = 0; i < 10; i++)
        {
            task.CopyFact(i, fact);
            task.Codebook.CopyWord(task.FactWords[i], word);
            double along = Enumerable.Range(0, 16).Sum(c => (double)word[c] * task.Codebook.Mark[c]);
            double rest = Enumerable.Range(0, 16).Max(c => Math.Abs(fact[c] - word[c] - (2 * task.Codebook.Mark[c])));
            Assert.That(along, Is.Zero.Within(1e-7));
            Assert.That(rest, Is.Zero.Within(1e-6));
        }
    }

    [Test]
    public void Readers_stand_one_in_each_stretch()
    {
        RecallTask task = Task(8, 5);
        for (int r = 0; r < 8; r++)
        {
            Assert.That(task.Readers[r], Is.InRange(r * 384 / 8, ((r + 1) * 384 / 8) - 1));
        }
    }

    [Test]
    public void Seeds_place_facts_elsewhere() => Assert.That(Task(8, 1).FactTokens[..8].SequenceEqual(Task(8, 2).FactTokens[..8]), Is.False);

    [Test]
    public void Facts_that_do_not_fit_are_told_with_what_would()
    {
        Scenario scenario = RecallWorld.Read(("facts", "384"));
        FaultException fault = Faults.Of(() => RecallTask.Create(scenario, TestWorld.Lay(scenario)));
        Assert.That(fault.Kind, Is.EqualTo(FaultKind.OutOfRange));
        Assert.That(fault.Where, Does.Contain("facts"));
        Assert.That(fault.Message, Does.Contain("384 facts do not fit 384 tokens").And.Not.Contain("\n"));
        int most = int.Parse(System.Text.RegularExpressions.Regex.Match(fault.Remedy, "at most ([0-9]+)").Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture);
        Assert.That(() => Task(most, 1), Throws.Nothing);
        Assert.That(() => Task(most + 1, 1), Throws.InstanceOf<FaultException>());
    }

    [Test]
    public void A_pattern_that_reads_everything_leaves_no_room()
    {
        Scenario scenario = TestWorld.Read(TestWorld.Json(64, """{"kind": "full"}""", "\"facts\": 1"));
        Assert.That(Faults.Of(() => RecallTask.Create(scenario, TestWorld.Lay(scenario))).Remedy, Does.StartWith("give more tokens"));
    }

    [Test]
    public void Readers_that_do_not_fit_are_told()
    {
        Scenario scenario = TestWorld.Read(TestWorld.Json(10, """{"kind": "local", "window": 1}""", "\"facts\": 1, \"recall\": {\"readers\": 11}"));
        Assert.That(Faults.Of(() => RecallTask.Create(scenario, TestWorld.Lay(scenario))).Where, Does.Contain("recall.readers"));
    }

    [Test]
    public void A_run_starts_from_the_task()
    {
        Scenario scenario = RecallWorld.Read();
        Sequence sequence = TestWorld.Lay(scenario);
        using var simulation = FlowRun.Open(scenario, sequence, new FlowOptions(1, 0));
        Assert.That(simulation.Record(1).Layers[0].Start, Is.EqualTo(RecallTask.Create(scenario, sequence).Values(8)));
    }

    private static RecallTask Task(int facts, uint seed)
    {
        Scenario scenario = RecallWorld.Read(("facts", $"{facts}"), ("seed", $"{seed}"), ("headDim", "8"));
        return RecallTask.Create(scenario, TestWorld.Lay(scenario));
    }

    private static bool IsWindow(AttentionLayout layout, int query, int key) =>
        !layout.IsHub(query) && !layout.IsHub(key) && layout.TryWayOf(query, key, out EdgeWay way) && way == EdgeWay.Window;
}
