using System.Text.Json;

namespace TokenFlow.App.Tests;

public class TrainCommandTests
{
    private const string Small = """
        {
          "name": "small", "tokens": 40, "pattern": { "kind": "cls-hub", "window": 1 }, "headDim": 8, "layers": 2, "facts": 2,
          "recall": { "vocabulary": 16, "readers": 2, "distractors": 1, "mark": 1 }
        }
        """;

    [Test]
    public void A_hub_is_trained_written_and_told_of()
    {
        using var folder = new TemporaryFolder();
        string path = folder.At("hub.safetensors");
        CommandRun run = Train(folder, "--out", path, "--steps", "6", "--batch", "3", "--json");

        Assert.That(run.ExitCode, Is.Zero, run.Error);
        Assert.That(run.Error, Does.Contain("small: step 6 of 6, loss "));
        JsonElement told = run.Json.Single();
        Assert.That(told.GetProperty("steps").GetInt32(), Is.EqualTo(6));
        Assert.That(told.GetProperty("bytes").GetInt64(), Is.EqualTo(new FileInfo(path).Length));
        Assert.That(told.GetProperty("lastLoss").GetDouble(), Is.LessThan(told.GetProperty("firstLoss").GetDouble()));
        Assert.That(told.GetProperty("recallTrained").GetDouble(), Is.InRange(0, 1));
        Assert.That(told.GetProperty("chance").GetDouble(), Is.EqualTo(0.125));
        Assert.That(told.GetProperty("points").GetArrayLength(), Is.EqualTo(7));
        Assert.That(folder.Files, Is.EquivalentTo(new[] { "small.json", "hub.safetensors" }));
    }

    [Test]
    public void The_file_is_the_same_on_any_number_of_threads_and_another_for_another_seed()
    {
        using var folder = new TemporaryFolder();
        byte[] Made(string name, params string[] more)
        {
            CommandRun run = Train(folder, ["--out", folder.At(name), "--steps", "3", "--batch", "3", .. more]);
            Assert.That(run.ExitCode, Is.Zero, run.Error);
            return File.ReadAllBytes(folder.At(name));
        }

        byte[] one = Made("one", "--threads", "1");
        Assert.That(Made("three", "--threads", "3"), Is.EqualTo(one));
        Assert.That(Made("other", "--threads", "1", "--seed", "2"), Is.Not.EqualTo(one));
    }

    [Test]
    public void A_plot_and_a_picture_of_both_hubs_are_drawn()
    {
        using var folder = new TemporaryFolder();
        CommandRun run = Train(
            folder, "--out", folder.At("hub.safetensors"), "--steps", "3", "--batch", "2", "--plot", folder.At("curve.svg"), "--picture", folder.At("both.png"), "--size", "640x360");

        Assert.That(run.ExitCode, Is.Zero, run.Error);
        Assert.That(run.Output, Does.Contain("recall of unseen words").And.Contain("by guessing"));
        Assert.That(File.ReadAllText(folder.At("curve.svg")), Does.Contain("<svg"));
        Assert.That(File.ReadAllBytes(folder.At("both.png"))[1..4], Is.EqualTo("PNG"u8.ToArray()));
    }

    [Test]
    public void The_trained_file_loads_where_heads_and_dimensions_are_its_own()
    {
        using var folder = new TemporaryFolder();
        string path = folder.At("hub.safetensors");
        Assert.That(Train(folder, "--out", path, "--steps", "2", "--batch", "2").ExitCode, Is.Zero);

        string[] step = ["step", "hub-in-two-hops", "--layers", "1", "--json", "--set", "headDim=8"];
        CommandRun plain = CommandRun.Of(step), learned = CommandRun.Of([.. step, "--set", $"learned={path}"]);
        Assert.That(learned.ExitCode, Is.Zero, learned.Error);
        Assert.That(learned.Json.Single().GetProperty("hash").GetString(), Is.Not.EqualTo(plain.Json.Single().GetProperty("hash").GetString()));

        CommandRun wrong = CommandRun.Of("step", "hub-in-two-hops", "--layers", "1", "--set", $"learned={path}");
        CommandFaults.AssertFault(wrong, 5);
        Assert.That(wrong.Error, Does.Contain("[1 x 8]").And.Contain("[1 x 64]"));
    }

    [Test]
    public void What_it_may_have_learned_before_is_not_asked_for()
    {
        using var folder = new TemporaryFolder();
        CommandRun run = Train(folder, "--out", folder.At("hub.safetensors"), "--steps", "1", "--batch", "1", "--set", "learned=nowhere.safetensors");
        Assert.That(run.ExitCode, Is.Zero, run.Error);
    }

    [Test]
    public void Broken_off_before_it_learned_anything_it_leaves_nothing()
    {
        using var folder = new TemporaryFolder();
        string scenario = folder.Write("small.json", Small);
        CommandRun run = CommandRun.With("", ["train", scenario, "--out", folder.At("hub.safetensors")], new CancellationToken(canceled: true));
        Assert.That(run.ExitCode, Is.EqualTo(130));
        Assert.That(folder.Files, Is.EquivalentTo(new[] { "small.json" }));
    }

    [TestCase(2, "--plot", "curve.txt")]
    [TestCase(2, "--picture", "both.txt")]
    [TestCase(2, "--plot", "hub.svg", "--picture", "hub.svg")]
    [TestCase(6, "--steps", "0")]
    [TestCase(6, "--batch", "100000")]
    [TestCase(6, "--rate", "-1")]
    [TestCase(6, "--threads", "0")]
    [TestCase(6, "--set", "facts=0")]
    [TestCase(7, "--plot", "nowhere/curve.svg")]
    public void Mistakes_are_told_before_any_time_is_spent(int exitCode, params string[] more)
    {
        using var folder = new TemporaryFolder();
        string[] placed = [.. more.Select(m => m.Contains('.', StringComparison.Ordinal) ? folder.At(m) : m)];
        CommandRun run = Train(folder, ["--out", folder.At("hub.safetensors"), .. placed]);
        CommandFaults.AssertFault(run, exitCode);
        Assert.That(folder.Files, Is.EquivalentTo(new[] { "small.json" }));
    }

    private static CommandRun Train(TemporaryFolder folder, params string[] more) =>
        CommandRun.Of(["train", folder.Write("small.json", Small), .. more]);
}
