using TokenFlow.Base.Faults;

namespace TokenFlow.App.Tests;

public class LessonCommandTests
{
    private const string Wrong = """
        { "scenario": "local-only", "settings": { "tokens": 20 }, "stops": [ { "layer": 1, "text": "{reach} tokens.", "claims": [ { "measure": "reach", "equals": 8 } ] } ] }
        """;

    private static IEnumerable<string> Names => CommandRun.Of("lesson", "--json").Json.Select(l => l.GetProperty("name").GetString()!);

    [TestCaseSource(nameof(Names))]
    public void A_lesson_is_told_stop_by_stop_and_every_figure_holds(string name)
    {
        CommandRun run = CommandRun.Of("lesson", name, "--json");

        Assert.That(run.ExitCode, Is.Zero, run.Error);
        Assert.That(run.Json.Select(s => s.GetProperty("pass").GetBoolean()), Is.Not.Empty.And.All.True);
        Assert.That(run.Json.Select(s => s.GetProperty("stop").GetInt32()), Is.EqualTo(Enumerable.Range(1, run.Json.Count)));
        Assert.That(run.Json[0].EnumerateObject().Select(p => p.Name), Is.EqualTo(new[] { "stop", "layer", "frame", "text", "figures", "pass", "hash" }));
    }

    [Test]
    public void Lessons_are_listed_in_the_order_in_which_they_are_best_taken()
    {
        CommandRun run = CommandRun.Of("lesson");

        Assert.That(run.Output, Does.StartWith("what-attention-moves "));
        Assert.That(run.Output.TrimEnd().Split('\n'), Has.Length.EqualTo(Names.Count()));
    }

    [Test]
    public void In_words_the_figures_stand_in_the_text()
    {
        string output = CommandRun.Of("lesson", "one-hub").Output;

        Assert.That(output, Does.Contain("It reads all 192 tokens").And.Contain("2,812 edges a layer").And.Contain("   dye  [█"));
        Assert.That(output, Does.Not.Contain('\x1b'));
    }

    [Test]
    public void A_claim_that_is_not_so_fails_the_verb_after_the_lesson_was_told()
    {
        using var folder = new TemporaryFolder();

        CommandRun run = CommandRun.Of("lesson", folder.Write("wrong.json", Wrong));

        Assert.That(run.ExitCode, Is.EqualTo((int)FaultKind.CheckFailed));
        Assert.That(run.Error, Does.Contain("lesson wrong, stop 1: a claim is not borne out: reach is 7, should be = 8"));
        Assert.That(run.Output, Does.Contain("7 tokens.").And.Contain("(should be = 8)"));
    }

    [Test]
    public void A_picture_is_written_a_stop()
    {
        using var folder = new TemporaryFolder();
        string pictures = folder.At("stops");

        CommandRun run = CommandRun.Of("lesson", "what-attention-moves", "--picture", pictures, "--size", "640x360");

        Assert.That(run.ExitCode, Is.Zero, run.Error);
        Assert.That(Directory.GetFiles(pictures).Select(Path.GetFileName), Is.EquivalentTo(Enumerable.Range(1, 5).Select(i => $"what-attention-moves-{i}.png")));
    }

    [Test]
    public void A_lesson_nobody_knows_is_a_fault_that_names_those_there_are()
    {
        CommandRun run = CommandRun.Of("lesson", "nothing");

        CommandFaults.AssertFault(run, (int)FaultKind.DocumentInvalid);
        Assert.That(run.Error, Does.Contain("one-hub"));
    }

    [Test]
    public void A_stop_behind_the_last_layer_is_a_fault()
    {
        using var folder = new TemporaryFolder();

        CommandRun run = CommandRun.Of("lesson", folder.Write("late.json", """{ "scenario": "full", "stops": [ { "layer": 99, "text": "too late" } ] }"""));

        CommandFaults.AssertFault(run, (int)FaultKind.OutOfRange);
        Assert.That(run.Error, Does.Contain("late.json:1, field stops.0.layer"));
    }

    [Test]
    public void A_token_that_is_not_there_is_a_fault()
    {
        using var folder = new TemporaryFolder();
        string json = """{ "scenario": "full", "stops": [ { "text": "t", "claims": [ { "measure": "dye", "token": 5000, "above": 0 } ] } ] }""";

        CommandRun run = CommandRun.Of("lesson", folder.Write("far.json", json), "--json");

        Assert.That(run.ExitCode, Is.EqualTo((int)FaultKind.OutOfRange));
        Assert.That(run.Error, Does.Contain("there is no token 5000"));
    }
}
