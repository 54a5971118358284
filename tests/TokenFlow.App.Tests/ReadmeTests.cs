using System.Text.RegularExpressions;

namespace TokenFlow.App.Tests;

/// <summary>What the README shows is run as it stands there.</summary>
public partial class ReadmeTests
{
    private static readonly string Text = File.ReadAllText(Path.Combine(TestContext.CurrentContext.TestDirectory, "README.md"));

    private static IEnumerable<string> Commands() =>
        Text.Split('\n').Where(l => l.StartsWith("tokenflow step", StringComparison.Ordinal) || l.StartsWith("tokenflow count", StringComparison.Ordinal));

    [TestCaseSource(nameof(Commands))]
    public void A_command_that_it_shows_works(string line) =>
        Assert.That(CommandRun.Of(line.Split(' ')[1..]).ExitCode, Is.Zero);

    [Test]
    public void The_case_that_it_shows_is_one()
    {
        string json = JsonBlock().Match(Text).Groups[1].Value;
        using var folder = new TemporaryFolder();

        CommandRun run = CommandRun.Of("attend", folder.Write("case.json", json));

        Assert.That(run.ExitCode, Is.Zero, run.Error);
        Assert.That(run.Json.Single().GetProperty("output").GetArrayLength(), Is.EqualTo(3));
    }

    [Test]
    public void Every_scenario_that_it_names_is_there()
    {
        string[] known = [.. CommandRun.Of("scenarios", "--json").Json.Select(s => s.GetProperty("name").GetString()!)];
        string section = Text.Split("## Scenarios")[1].Split("\n## ")[0];
        IEnumerable<string> named = ScenarioRow().Matches(section).SelectMany(row => row.Groups[1].Value.Split(", ")).Select(n => n.Trim('`'));

        Assert.That(named, Is.Not.Empty.And.SubsetOf(known));
    }

    [Test]
    public void Every_exit_code_is_told() =>
        Assert.That(
            Enum.GetValues<TokenFlow.Base.Faults.FaultKind>().Select(k => $"| {(int)k} |"),
            Has.All.Matches<string>(code => Text.Contains(code!, StringComparison.Ordinal)));

    [GeneratedRegex("```json\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex JsonBlock();

    [GeneratedRegex(@"^\| ((?:`[a-z0-9-]+`(?:, )?)+) \| [a-zA-Z0-9]", RegexOptions.Multiline)]
    private static partial Regex ScenarioRow();
}
