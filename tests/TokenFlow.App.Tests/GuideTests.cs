using System.Text.RegularExpressions;

namespace TokenFlow.App.Tests;

/// <summary>The guide names only what is there.</summary>
public sealed partial class GuideTests
{
    [Test]
    public void Every_path_that_a_page_names_exists()
    {
        string root = Checkout.Root;
        string[] pages = [.. Directory.EnumerateFiles(Path.Combine(root, "content", "guide"), "*.md")];
        IEnumerable<string> missing =
            from page in pages
            from Match path in PathInPage().Matches(File.ReadAllText(page))
            where !Path.Exists(Path.Combine(root, path.Groups["path"].Value))
            select $"{Path.GetFileName(page)}: {path.Groups["path"].Value}";

        Assert.That(pages, Is.Not.Empty);
        Assert.That(missing, Is.Empty);
    }

    [Test]
    public void The_plan_of_the_house_names_every_phase()
    {
        string page = File.ReadAllText(Path.Combine(Checkout.Root, "content", "guide", "architecture.md"));
        string schedule = File.ReadAllText(Path.Combine(Checkout.Root, "src", "TokenFlow.Simulation", "Systems", "Schedule.cs"));
        string[] phases = [.. PhaseLine().Matches(schedule).Select(m => m.Groups["name"].Value)];

        Assert.That(phases, Has.Length.EqualTo(9));
        Assert.That(phases.Where(p => !page.Contains($"| {p} |", StringComparison.Ordinal)), Is.Empty);
    }

    [GeneratedRegex(@"`(?<path>(?:src|tests|content)/[\w./-]+)`")]
    private static partial Regex PathInPage();

    [GeneratedRegex("""^\s+new\("(?<name>\w+)", """, RegexOptions.Multiline)]
    private static partial Regex PhaseLine();
}
