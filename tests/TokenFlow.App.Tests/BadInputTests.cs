using TokenFlow.App.Cli;

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
        CommandFaults.AssertFault(CommandRun.Of(commandLine.Split(' ')), exitCode);

    [TestCase(2, "count --pattern local --tokens 8 --globals 2", "--globals")]
    [TestCase(2, "count --pattern local --tokens many", "--tokens: 'many' is not a whole number")]
    [TestCase(2, "still hub-in-two-hops --at soon --out x.png", "--at: 'soon' is not a number")]
    [TestCase(2, "still hub-in-two-hops --at 3,5 --out x.png", "--at: '3,5' is not a number; write 3.5")]
    [TestCase(2, "still hub-in-two-hops --at 1,000.5 --out x.png", "--at: '1,000.5' is not a number")]
    [TestCase(2, "train trained-cls --out x.safetensors --rate 0,01", "--rate: '0,01' is not a number; write 0.01")]
    [TestCase(2, "count --pattern local --tokens 1,000", "--tokens: '1,000' is not a whole number")]
    [TestCase(6, "count --pattern local --tokens 8 --window -1", "--window")]
    [TestCase(6, "step hub-in-two-hops --tokens 0", "--tokens")]
    [TestCase(6, "step hub-in-two-hops --set hubs.first=999", "--set hubs.first")]
    [TestCase(6, "step hub-in-two-hops --tokens 100", "hub-in-two-hops.json:9, field pattern.globals")]
    public void A_mistake_is_said_of_what_the_user_typed(int exitCode, string commandLine, string where)
    {
        CommandRun run = CommandRun.Of(commandLine.Split(' '));

        CommandFaults.AssertFault(run, exitCode);
        Assert.That(run.Error, Does.Contain(where).And.Not.Contain("System."));
    }

    [Test]
    public void Text_that_is_not_utf8_is_refused_with_its_line()
    {
        using var folder = new TemporaryFolder();
        string path = folder.Write("latin1.txt", [0x61, 0x0A, 0x62, 0xE9, 0x0A]);

        CommandRun run = CommandRun.Of("step", "local-only", "--text", path);

        CommandFaults.AssertFault(run, 4);
        Assert.That(run.Error, Does.Contain("line 2"));
    }

    [TestCase("")]
    [TestCase(" \n\t ")]
    public void Empty_text_is_refused(string text) =>
        CommandFaults.AssertFault(CommandRun.With(text, "step", "local-only", "--text", "-"), 4);

    [Test]
    public void Text_over_the_limit_is_refused_with_the_way_to_take_its_beginning()
    {
        string text = string.Concat(Enumerable.Repeat("a ", 65_537));

        CommandRun run = CommandRun.With(text, "step", "local-only", "--text", "-", "--tokenizer", "words");

        CommandFaults.AssertFault(run, 4);
        Assert.That(run.Error, Does.Contain("65,536").And.Contain("tokens="));
    }

    [Test]
    public void A_scenarios_fault_names_file_line_and_field()
    {
        using var folder = new TemporaryFolder();
        string path = folder.Write("mine.json", "{\n  \"tokens\": 8,\n  \"pattern\": {\n    \"kind\": \"local\",\n    \"window\": \"wide\"\n  }\n}\n");

        CommandRun run = CommandRun.Of("step", path);

        CommandFaults.AssertFault(run, 5);
        Assert.That(run.Error, Does.Contain("mine.json:5").And.Contain("pattern.window"));
    }

    [Test]
    public void A_field_given_twice_is_refused()
    {
        using var folder = new TemporaryFolder();
        string path = folder.Write("mine.json", "{\n  \"tokens\": 8,\n  \"tokens\": 9,\n  \"pattern\": { \"kind\": \"full\" }\n}\n");

        CommandRun run = CommandRun.Of("step", path);

        CommandFaults.AssertFault(run, 5);
        Assert.That(run.Error, Does.Contain("mine.json:3").And.Contain("twice"));
    }

    [Test]
    public void Deeply_nested_json_is_refused()
    {
        using var folder = new TemporaryFolder();
        string path = folder.Write("deep.json", "{\"a\":" + new string('[', 100_000));

        CommandFaults.AssertFault(CommandRun.Of("step", path), 5);
    }

    [Test]
    public void A_range_that_only_the_text_shows_to_be_wrong_is_named_by_file_and_line()
    {
        using var folder = new TemporaryFolder();
        string path = folder.Write("mine.json", "{\n  \"tokens\": 8,\n  \"pattern\": { \"kind\": \"longformer\", \"window\": 1,\n    \"globals\": [8] }\n}\n");

        CommandRun run = CommandRun.Of("step", path);

        CommandFaults.AssertFault(run, 6);
        Assert.That(run.Error, Does.Contain("mine.json:4, field pattern.globals"));
    }

    [Test]
    public void A_folder_is_no_scenario_text_or_case()
    {
        using var folder = new TemporaryFolder();

        CommandFaults.AssertFault(CommandRun.Of("step", folder.Root), 3);
        CommandFaults.AssertFault(CommandRun.Of("step", "local-only", "--text", folder.Root), 3);
        CommandFaults.AssertFault(CommandRun.Of("attend", folder.Root), 3);
    }

    [Test]
    public void A_fault_found_before_the_first_frame_makes_no_folder_either()
    {
        using var folder = new TemporaryFolder();

        CommandRun run = CommandRun.Of("record", "hub-in-two-hops", "--text", folder.At("none.txt"), "--out", folder.At("frames/%05d.png"));

        CommandFaults.AssertFault(run, 3);
        Assert.That(Directory.Exists(folder.At("frames")), Is.False);
    }

    [TestCase("film.webp")]
    [TestCase("film.gif")]
    public void A_film_that_is_broken_off_leaves_nothing_behind(string name)
    {
        using var folder = new TemporaryFolder();

        CommandRun run = CommandRun.With("", ["record", "hub-in-two-hops", "--size", "160x90", "--out", folder.At(name)], new CancellationToken(canceled: true));

        CommandFaults.AssertFault(run, ExitCode.Cancelled);
        Assert.That(folder.Files, Is.Empty);
    }

    [TestCase(28, 8)]
    [TestCase(5, 7)]
    public void Standard_output_that_cannot_be_written_is_a_fault_of_its_own(int errno, int exitCode)
    {
        var error = new StringWriter();
        var terminal = new Terminal { Out = new StreamWriter(new FailingStream(errno)) { AutoFlush = true }, Error = error, In = () => Stream.Null, IsInteractive = false };

        int code = new TokenFlowApp(terminal).Run(["count", "--pattern", "full", "--tokens", "2"]);

        Assert.That(code, Is.EqualTo(exitCode));
        Assert.That(error.ToString().TrimEnd('\n').Split('\n'), Has.Length.EqualTo(1));
    }

    [Test]
    public void A_film_that_cannot_be_made_leaves_nothing_behind()
    {
        using var folder = new TemporaryFolder();

        CommandRun run = CommandRun.Of("record", "hub-in-two-hops", "--set", "tracers.0.token=999", "--out", folder.At("film.webp"));

        CommandFaults.AssertFault(run, 6);
        Assert.That(folder.Files, Is.Empty);
    }
}
