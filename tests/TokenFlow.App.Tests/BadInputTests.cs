namespace TokenFlow.App.Tests;

public class BadInputTests
{
    [TestCase(2, "frob")]
    [TestCase(2, "step hub-in-two-hops --frob")]
    [TestCase(2, "step hub-in-two-hops --layers many")]
    [TestCase(2, "step hub-in-two-hops --set window")]
    [TestCase(2, "still hub-in-two-hops --at 1 --out x.bmp")]
    [TestCase(2, "record hub-in-two-hops --out film.avi")]
    [TestCase(2, "record hub-in-two-hops --out film.webp --size big")]
    [TestCase(2, "record hub-in-two-hops --out film.webp --theme pink")]
    [TestCase(2, "count --pattern spiral --tokens 8")]
    [TestCase(2, "count --pattern local --tokens 8 --from 1")]
    [TestCase(3, "step hub-in-two-hops --text no-such-file.txt")]
    [TestCase(3, "step no-such-file.json")]
    [TestCase(3, "attend no-such-file.json")]
    [TestCase(5, "step no-such-scenario")]
    [TestCase(5, "step hub-in-two-hops --set colour=blue")]
    [TestCase(5, "step hub-in-two-hops --set pattern.kind=spiral")]
    [TestCase(6, "step hub-in-two-hops --set pattern.window=-1")]
    [TestCase(6, "step hub-in-two-hops --set pattern.globals=[999]")]
    [TestCase(6, "step hub-in-two-hops --set tracers.0.token=999")]
    [TestCase(6, "step hub-in-two-hops --layers 0")]
    [TestCase(6, "step hub-in-two-hops --threads 0")]
    [TestCase(6, "step hub-in-two-hops --set residual=2")]
    [TestCase(6, "count --pattern local --tokens 0")]
    [TestCase(6, "count --pattern longformer --tokens 8 --globals-at 8")]
    [TestCase(6, "still hub-in-two-hops --at -1 --out x.png")]
    [TestCase(6, "record hub-in-two-hops --out film.webp --fps 0")]
    [TestCase(7, "record hub-in-two-hops --out no-such-folder/film.webp")]
    [TestCase(7, "still hub-in-two-hops --at 1 --out no-such-folder/x.png")]
    public void A_users_mistake_is_one_line_and_its_own_exit_code(int exitCode, string commandLine) =>
        Faults.AssertFault(CommandRun.Of(commandLine.Split(' ')), exitCode);

    [Test]
    public void Text_that_is_not_utf8_is_refused_with_its_line()
    {
        using var folder = new TemporaryFolder();
        string path = folder.Write("latin1.txt", [0x61, 0x0A, 0x62, 0xE9, 0x0A]);

        CommandRun run = CommandRun.Of("step", "local-only", "--text", path);

        Faults.AssertFault(run, 4);
        Assert.That(run.Error, Does.Contain("line 2"));
    }

    [TestCase("")]
    [TestCase(" \n\t ")]
    public void Empty_text_is_refused(string text) =>
        Faults.AssertFault(CommandRun.With(text, "step", "local-only", "--text", "-"), 4);

    [Test]
    public void Text_over_the_limit_is_refused_with_the_way_to_take_its_beginning()
    {
        string text = string.Concat(Enumerable.Repeat("a ", 65_537));

        CommandRun run = CommandRun.With(text, "step", "local-only", "--text", "-", "--tokenizer", "words");

        Faults.AssertFault(run, 4);
        Assert.That(run.Error, Does.Contain("65,536").And.Contain("tokens="));
    }

    [Test]
    public void A_scenarios_fault_names_file_line_and_field()
    {
        using var folder = new TemporaryFolder();
        string path = folder.Write("mine.json", "{\n  \"tokens\": 8,\n  \"pattern\": {\n    \"kind\": \"local\",\n    \"window\": \"wide\"\n  }\n}\n");

        CommandRun run = CommandRun.Of("step", path);

        Faults.AssertFault(run, 5);
        Assert.That(run.Error, Does.Contain("mine.json:5").And.Contain("pattern.window"));
    }

    [Test]
    public void A_field_given_twice_is_refused()
    {
        using var folder = new TemporaryFolder();
        string path = folder.Write("mine.json", "{\n  \"tokens\": 8,\n  \"tokens\": 9,\n  \"pattern\": { \"kind\": \"full\" }\n}\n");

        CommandRun run = CommandRun.Of("step", path);

        Faults.AssertFault(run, 5);
        Assert.That(run.Error, Does.Contain("mine.json:3").And.Contain("twice"));
    }

    [Test]
    public void Deeply_nested_json_is_refused()
    {
        using var folder = new TemporaryFolder();
        string path = folder.Write("deep.json", "{\"a\":" + new string('[', 100_000));

        Faults.AssertFault(CommandRun.Of("step", path), 5);
    }

    [Test]
    public void A_film_that_cannot_be_made_leaves_nothing_behind()
    {
        using var folder = new TemporaryFolder();

        CommandRun run = CommandRun.Of("record", "hub-in-two-hops", "--set", "tracers.0.token=999", "--out", folder.At("film.webp"));

        Faults.AssertFault(run, 6);
        Assert.That(folder.Files, Is.Empty);
    }
}
