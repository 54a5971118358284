using System.Text.Json;

namespace TokenFlow.App.Tests.Sweeps;

public class SweepCommandTests
{
    private TemporaryFolder _folder = null!;
    private string _scenario = null!;

    [SetUp]
    public void MakeFolder()
    {
        _folder = new TemporaryFolder();
        _scenario = _folder.Write("small.json", SweepSamples.Scenario);
    }

    [TearDown]
    public void RemoveFolder() => _folder.Dispose();

    [Test]
    public void A_sweep_writes_a_row_a_trial_and_says_the_means()
    {
        CommandRun run = Sweep("--over facts=1,4 --over capacity.rank=4,null --seeds 3 --json", "--out", _folder.At("r.csv"), "--plot", _folder.At("r.png"));

        Assert.That(run.ExitCode, Is.Zero, run.Error);
        string[] lines = File.ReadAllLines(_folder.At("r.csv"));
        Assert.That(lines, Has.Length.EqualTo(13));
        JsonElement settings = run.Json.Single().GetProperty("settings");
        Assert.That(settings.GetArrayLength(), Is.EqualTo(4));
        double mean = lines[1..4].Average(l => double.Parse(l.Split(',')[3], System.Globalization.CultureInfo.InvariantCulture));
        Assert.That(settings[0].GetProperty("recall").GetDouble(), Is.EqualTo(mean).Within(1e-12));
        Assert.That(settings[1].GetProperty("capacity.rank").ValueKind, Is.EqualTo(JsonValueKind.Null));
        Assert.That(settings[0].GetProperty("recallLow").GetDouble(), Is.LessThanOrEqualTo(mean));
        Assert.That(settings[0].GetProperty("recallHigh").GetDouble(), Is.GreaterThanOrEqualTo(mean));
        Assert.That(run.Json.Single().GetProperty("series").GetArrayLength(), Is.EqualTo(2));
        Assert.That(_folder.Files.Order(), Is.EqualTo(new[] { "r.csv", "r.png", "small.json" }));
    }

    [Test]
    public void The_same_sweep_gives_the_same_file_on_any_number_of_threads()
    {
        Sweep("--over facts=1..8x2 --seeds 4 --threads 1", "--out", _folder.At("one.csv"));
        Sweep("--over facts=1..8x2 --seeds 4 --threads 3", "--out", _folder.At("three.csv"));

        Assert.That(File.ReadAllBytes(_folder.At("three.csv")), Is.EqualTo(File.ReadAllBytes(_folder.At("one.csv"))));
    }

    [TestCase("csv")]
    [TestCase("parquet")]
    public void Broken_off_it_says_how_to_go_on_and_goes_on(string extension)
    {
        string[] args = ["--over", "facts=1..8x2", "--seeds", "4", "--out", _folder.At("r." + extension)];
        Assert.That(Sweep("", args).ExitCode, Is.Zero);
        byte[] whole = File.ReadAllBytes(_folder.At("r." + extension));
        File.Delete(_folder.At("r." + extension));

        using var source = new CancellationTokenSource();
        source.Cancel();
        CommandRun broken = CommandRun.With("", ["sweep", _scenario, .. args], source.Token);
        Assert.That(broken.ExitCode, Is.EqualTo(130));
        Assert.That(broken.Error.TrimEnd().Split('\n'), Has.Length.EqualTo(1).And.Some.Contains("the same command goes on"));
        Assert.That(_folder.Files.Order(), Is.EqualTo(new[] { $"r.{extension}.journal", "small.json" }));

        Assert.That(Sweep("", args).ExitCode, Is.Zero);
        Assert.That(File.ReadAllBytes(_folder.At("r." + extension)), Is.EqualTo(whole));
        Assert.That(_folder.Files.Order(), Is.EqualTo(new[] { "r." + extension, "small.json" }));
    }

    [Test]
    public void A_journal_of_another_sweep_is_refused_before_anything_is_run()
    {
        using var source = new CancellationTokenSource();
        source.Cancel();
        CommandRun.With("", ["sweep", _scenario, "--over", "facts=1,2", "--out", _folder.At("r.csv")], source.Token);
        byte[] journal = File.ReadAllBytes(_folder.At("r.csv.journal"));

        CommandRun other = Sweep("--over facts=1,2 --set layers=4", "--out", _folder.At("r.csv"));
        CommandFaults.AssertFault(other, 7);
        Assert.That(other.Error, Does.Contain("another sweep").And.Contain("--restart"));
        Assert.That(File.ReadAllBytes(_folder.At("r.csv.journal")), Is.EqualTo(journal));
        Assert.That(Sweep("--over facts=1,2 --set layers=4 --restart", "--out", _folder.At("r.csv")).ExitCode, Is.Zero);
    }

    [Test]
    public void Shards_merged_are_the_whole_byte_for_byte()
    {
        const string Grid = "--over pattern.window=3,2 --over facts=1..8x2 --seeds 3";
        Sweep(Grid, "--out", _folder.At("whole.csv"));
        string[] shards = [.. Enumerable.Range(1, 4).Select(i => _folder.At($"part-{i}.csv"))];
        for (int i = 1; i <= 4; i++)
        {
            Assert.That(Sweep($"{Grid} --shard {i}/4", "--out", shards[i - 1]).ExitCode, Is.Zero);
        }

        CommandRun merge = CommandRun.Of(["sweep", "--merge", .. shards, "--out", _folder.At("all.csv"), "--plot", _folder.At("all.svg")]);

        Assert.That(merge.ExitCode, Is.Zero, merge.Error);
        Assert.That(File.ReadAllBytes(_folder.At("all.csv")), Is.EqualTo(File.ReadAllBytes(_folder.At("whole.csv"))));
        Assert.That(File.ReadAllText(_folder.At("all.svg")), Does.Contain("window = 3"));
        CommandRun partial = CommandRun.Of(["sweep", _scenario, "--merge", .. shards[1..], "--partial", "--json"]);
        Assert.That(partial.Json.Single().GetProperty("missing").GetInt32(), Is.EqualTo(6), partial.Error);
        CommandFaults.AssertFault(CommandRun.Of(["sweep", "--merge", .. shards[1..]]), 5);
    }

    [Test]
    public void A_text_from_standard_input_is_read_once_for_all_trials()
    {
        string words = string.Join(' ', Enumerable.Range(0, 120).Select(i => $"word{i}"));

        CommandRun run = CommandRun.With(words, "sweep", _scenario, "--text", "-", "--tokenizer", "words", "--over", "facts=1,2", "--seeds", "2", "--json");

        Assert.That(run.ExitCode, Is.Zero, run.Error);
    }

    [Test]
    public void Keyframes_do_not_move_what_an_axis_sets()
    {
        const string Grid = "--over capacity.rank=1,32 --seeds 2 --json";
        CommandRun still = Sweep(Grid), moved = Sweep(Grid, "--set", "capacity.keyframes=[{\"at\":0,\"rank\":32},{\"at\":1,\"rank\":2}]");

        Assert.That(moved.Output, Is.EqualTo(still.Output));
        Assert.That(moved.Error, Does.Contain("keyframes are left out"));
        Assert.That(still.Error, Does.Not.Contain("keyframes"));
    }

    [TestCase("--over facts=1,2 --over capcity.rank=4", 5, "--over capcity.rank")]
    [TestCase("--over facts=1,2 --over capacity.rank=4,0", 6, "--over capacity.rank")]
    [TestCase("--over facts=1,2 --over capacity.rank=4,many", 5, "--over capacity.rank")]
    [TestCase("--over facts=1,2,80", 5, "--over facts")]
    [TestCase("--set tokens=60 --over facts=1,60", 6, "facts = 60")]
    [TestCase("--over facts=0..4", 6, "facts = 0")]
    [TestCase("--over tokens.x=4", 2, "--over tokens.x")]
    [TestCase("--over pattern.kind=lokal", 5, "--over pattern.kind")]
    [TestCase("--over pattern.kind=longformer,local", 5, "(at pattern.kind = local)")]
    [TestCase("--over facts=4..1x2", 2, "downwards")]
    [TestCase("--over facts", 2, "no axis")]
    [TestCase("--over facts=1 --over facts=2", 2, "twice")]
    [TestCase("--over facts=1..64x2 --over residual=0.01..0.99+0.01 --seeds 1000", 6, "693,000 trials")]
    [TestCase("--over facts=1,2 --seeds 0", 6, "--seeds")]
    [TestCase("--over facts=1,2 --threads 0", 6, "--threads")]
    [TestCase("--over facts=1,2 --shard 1/2", 2, "--out")]
    [TestCase("--over facts=1,2 --shard 3/2 --out x.csv", 6, "no shard 3 of 2")]
    [TestCase("--over facts=1,2 --out x.txt", 2, ".csv or .parquet")]
    [TestCase("--over facts=1,2 --plot x.pdf", 2, ".png or .svg")]
    [TestCase("--over facts=1,2 --over layers=2..20 --plot x.png", 2, "19 lines")]
    [TestCase("--over facts=1,2 --theme blue", 2, "'blue'")]
    [TestCase("--over facts=1,2 --partial", 2, "--partial")]
    [TestCase("--over facts=1,2 --out /nowhere/x.csv", 7, "/nowhere")]
    [TestCase("--merge x.csv --seeds 3", 2, "--seeds")]
    public void A_slip_ends_in_one_line_before_anything_is_run(string options, int code, string words)
    {
        CommandRun run = Sweep(options);

        CommandFaults.AssertFault(run, code);
        Assert.That(run.Error, Does.Contain(words));
    }

    [Test]
    public void A_scenario_without_facts_says_how_to_write_some()
    {
        CommandRun run = CommandRun.Of("sweep", "hub-in-two-hops", "--over", "layers=2,3");

        CommandFaults.AssertFault(run, 6);
        Assert.That(run.Error, Does.Contain("no facts").And.Contain("--over facts="));
    }

    [Test]
    public void Without_an_axis_the_facts_are_swept_until_recall_is_gone()
    {
        CommandRun run = CommandRun.Of("sweep", "bottleneck", "--seeds", "1", "--json");

        Assert.That(run.ExitCode, Is.Zero, run.Error);
        double[] recall = [.. run.Json.Single().GetProperty("settings").EnumerateArray().Select(s => s.GetProperty("recall").GetDouble())];
        Assert.That(recall, Has.Length.EqualTo(9));
        Assert.That((recall[0], recall[^1]), Is.EqualTo((1.0, 0.45)).Within(0.1));
    }

    [Test]
    public void No_scenario_is_one_line() => CommandFaults.AssertFault(CommandRun.Of("sweep", "--over", "facts=1,2"), 2);

    [Test]
    public void Two_processes_cannot_do_one_sweep()
    {
        using FileStream held = new(_folder.At("r.csv.journal"), FileMode.Create, FileAccess.ReadWrite, FileShare.None);

        CommandRun run = Sweep("--over facts=1,2", "--out", _folder.At("r.csv"));

        CommandFaults.AssertFault(run, 7);
        Assert.That(run.Error, Does.Contain("another process"));
    }

    private CommandRun Sweep(string options, params string[] more) =>
        CommandRun.Of(["sweep", _scenario, .. options.Split(' ', StringSplitOptions.RemoveEmptyEntries), .. more]);
}
