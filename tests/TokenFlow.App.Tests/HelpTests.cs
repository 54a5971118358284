namespace TokenFlow.App.Tests;

public class HelpTests
{
    [TestCase("demo")]
    [TestCase("run")]
    [TestCase("record")]
    [TestCase("still")]
    [TestCase("step")]
    [TestCase("scenarios")]
    [TestCase("lesson")]
    [TestCase("quiz")]
    [TestCase("measure")]
    [TestCase("attend")]
    [TestCase("count")]
    [TestCase("sweep")]
    [TestCase("replay")]
    [TestCase("train")]
    [TestCase("gallery")]
    [TestCase("complexity")]
    [TestCase("doctor")]
    public void Every_verb_has_help_with_an_example(string verb)
    {
        CommandRun run = CommandRun.Of(verb, "--help");

        Assert.That(run.ExitCode, Is.Zero);
        Assert.That(run.Output, Does.Contain("Example:").And.Contain($"tokenflow {verb}"));
    }

    [Test]
    public void Nothing_asked_for_is_answered_with_help() =>
        Assert.That(CommandRun.Of().Output, Does.Contain("Usage:"));

    [Test]
    public void The_list_of_verbs_has_a_line_for_each()
    {
        string list = CommandRun.Of("--help").Output.Split("Commands:")[1];
        int verbs = typeof(TokenFlow.App.TokenFlowApp).Assembly.GetTypes().Count(t => !t.IsAbstract && t.IsSubclassOf(typeof(TokenFlow.App.Commands.Verb)));

        Assert.That(list.Split('\n', StringSplitOptions.RemoveEmptyEntries), Has.Length.EqualTo(verbs));
    }

    [Test]
    public void The_version_says_which_engine_packages_are_in_use()
    {
        string output = CommandRun.Of("--version").Output;

        Assert.That(output, Does.StartWith("tokenflow "));
        Assert.That(output, Does.Match(@"Arch 2\.1\.0 .*\((package|substitute)\)").And.Match(@"Raylib-cs 8\.0\.0 .*\((package|substitute)\)"));
    }

    [Test]
    public void The_doctor_says_what_is_there_and_what_to_do()
    {
        CommandRun run = CommandRun.Of("doctor", "--json");

        Assert.That(run.ExitCode, Is.Zero);
        Assert.That(run.Json.Select(f => f.GetProperty("subject").GetString()), Is.SupersetOf(new[] { "program", "processor", "ffmpeg", "fonts", "folder" }));
        Assert.That(
            run.Json.Where(f => !f.GetProperty("ok").GetBoolean()),
            Has.All.Matches<System.Text.Json.JsonElement>(f => f.GetProperty("remedy").GetString()!.Length > 0));
    }
}
