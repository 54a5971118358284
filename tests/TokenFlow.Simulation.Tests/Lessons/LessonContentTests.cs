using System.Text.RegularExpressions;
using TokenFlow.Scenarios.Scenarios;
using TokenFlow.Studies.Evidence;
using TokenFlow.Studies.Lessons;
using TokenFlow.Studies.Recall;

namespace TokenFlow.Simulation.Tests.Lessons;

/// <summary>The lessons that come with the project: played through, every claim held to the simulation.</summary>
public sealed partial class LessonContentTests
{
    private static string Folder => Path.Combine(ContentTests.ContentFolder, "lessons");

    private static IEnumerable<string> Names => Directory.EnumerateFiles(Folder, "*.json").Select(f => Path.GetFileNameWithoutExtension(f)!).Order(StringComparer.Ordinal);

    [TestCaseSource(nameof(Names))]
    public void A_lesson_plays_through_and_every_claim_is_borne_out(string name)
    {
        Lesson lesson = Read(name);
        Scenario scenario = ScenarioOf(lesson);
        using var simulation = FlowRun.Open(scenario, new SequenceBuilder(() => Stream.Null).Build(scenario), new FlowOptions(1, 0));
        using var run = new LessonRun(lesson, scenario, BesideOf(lesson));
        LessonMoment[] moments = [.. run.Play(simulation)];

        Assert.That(moments, Has.Length.EqualTo(lesson.Stops.Count));
        Assert.Multiple(() =>
        {
            foreach (LessonMoment moment in moments)
            {
                foreach (Figure figure in moment.Figures)
                {
                    Assert.That(figure.Holds, Is.True, $"stop {moment.Number}: {figure.Name} is {figure.Text}, should be {figure.Expected}");
                }

                Assert.That(moment.Text, Does.Not.Contain('{').And.Not.Contain("none"), $"stop {moment.Number}");
            }
        });
    }

    [TestCaseSource(nameof(Names))]
    public void No_text_names_a_figure_that_is_not_measured(string name) =>
        Assert.That(Read(name).Stops.Select(s => Placeholder().Replace(s.Text, "")).Where(t => t.Any(char.IsDigit)), Is.Empty);

    [TestCaseSource(nameof(Names))]
    public void What_a_text_says_by_a_placeholder_is_no_looser_than_what_is_read(string name)
    {
        // A whole number in a text must be exact; a share or mean may be a range.
        Lesson lesson = Read(name);
        string[] counts = ["reach", "edges", "fullEdges", "keys", "readers", "hops", "windowHops", "arrival", "tokens", "window", "hubs", "memory", "layer", "layers", "facts"];
        IEnumerable<LessonClaim> loose =
            from stop in lesson.Stops
            from claim in stop.Claims
            where stop.Text.Contains($"{{{claim.Name}}}", StringComparison.Ordinal) && counts.Contains(claim.Measure) && !claim.Expected.Least.Equals(claim.Expected.Most)
            select claim;

        Assert.That(loose, Is.Empty);
    }

    [TestCaseSource(nameof(Names))]
    public void A_lesson_can_be_read_at_a_stop(string name)
    {
        Lesson lesson = Read(name);
        Assert.That(lesson.Name, Is.EqualTo(name));
        Assert.That(lesson.Title, Has.Length.InRange(4, 32));
        Assert.That(lesson.Summary, Has.Length.InRange(20, 130).And.EndsWith("."));
        Assert.That(lesson.Stops.Select(s => s.Text.Length), Is.All.InRange(20, 230), "a sentence or two");
        Assert.That(lesson.Stops, Has.Count.InRange(3, 10));
        Assert.That(lesson.Stops.Count(s => !s.Highlight.IsEmpty), Is.EqualTo(lesson.Stops.Count), "there is something to look at");
    }

    [Test]
    public void Every_lesson_has_a_place_of_its_own() =>
        Assert.That(Names.Select(n => Read(n).Order), Is.Unique);

    [TestCaseSource(nameof(Names))]
    public void A_claim_that_is_not_so_is_found_out(string name)
    {
        // Each claim with its expectation shifted out of reach: the very test above would fail on it.
        Lesson lesson = Read(name);
        Scenario scenario = ScenarioOf(lesson);
        using var simulation = FlowRun.Open(scenario, new SequenceBuilder(() => Stream.Null).Build(scenario), new FlowOptions(1, 0));
        Lesson twisted = lesson with
        {
            Stops = [.. lesson.Stops.Select(s => s with { Claims = [.. s.Claims.Select(c => c with { Expected = Expectation.Below(-10) })] })],
        };

        using var run = new LessonRun(twisted, scenario, BesideOf(lesson));
        Assert.That(run.Play(simulation).SelectMany(m => m.Figures).Where(f => f.Holds), Is.Empty);
    }

    internal static Lesson Read(string name) => LessonReader.FromFile(Path.Combine(Folder, name + ".json"));

    internal static Scenario ScenarioOf(Lesson lesson) =>
        LessonRun.ScenarioOf(lesson, (name, settings) => ScenarioReader.FromFile(ContentTests.FileOf(name), settings));

    internal static Scenario? BesideOf(Lesson lesson) =>
        LessonRun.BesideOf(lesson, (name, settings) => ScenarioReader.FromFile(ContentTests.FileOf(name), settings));

    [GeneratedRegex(@"\{[a-zA-Z0-9]+\}")]
    private static partial Regex Placeholder();
}
