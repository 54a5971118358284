using System.Text;
using System.Text.Json;
using TokenFlow.App.Lessons;
using TokenFlow.Base.Faults;
using TokenFlow.Scenarios.Scenarios;
using TokenFlow.Simulation;
using TokenFlow.Studies.Lessons;
using TokenFlow.Studies.Recall;

namespace TokenFlow.App.Tests;

public class LessonFilmTests
{
    private const string Small = """
        { "scenario": "local-only", "settings": { "tokens": 24, "layers": 2, "framesPerLayer": 10 }, "stops": [
          { "layer": 0, "text": "First.", "highlight": { "tokens": [0] } }, { "layer": 1, "text": "{reach} tokens.", "claims": [ { "measure": "reach", "equals": 7 } ], "highlight": { "panel": "cone" } } ] }
        """;

    [Test]
    public void A_stop_holds_as_long_as_one_reads_and_the_run_goes_on_between()
    {
        LessonFilmScript script = Script(out Scenario scenario);
        (long Frame, int Stop, float Light)[] steps = [.. script.Steps()];
        int hold = scenario.FramesPerSecond * 3;

        Assert.That(steps.TakeWhile(s => s.Frame == 0).Count(), Is.EqualTo(hold), "three seconds at least");
        Assert.That(steps.Skip(hold).Take(9).Select(s => s.Frame), Is.EqualTo(Enumerable.Range(1, 9).Select(f => (long)f)));
        Assert.That(steps.Skip(hold).Take(9).Select(s => s.Light), Is.All.Zero);
        Assert.That(steps.Count(s => s is { Frame: 10, Stop: 1 }), Is.EqualTo(hold));
        Assert.That(steps.Select(s => s.Frame), Is.Ordered);
        Assert.That(steps[hold / 2].Light, Is.EqualTo(1));
        Assert.That(script.FrameCount, Is.EqualTo(steps.Length));
    }

    [Test]
    public void Longer_texts_are_held_longer()
    {
        var stop = new LessonStop(0, "", LessonHighlight.None, null, []);
        var brief = new LessonMoment(1, 0, [new LessonPhrase("Short.", false)], [], stop);
        var full = new LessonMoment(1, 0, [new LessonPhrase(new string('x', 200), false)], [], stop);

        Assert.That(full.ReadingSeconds, Is.GreaterThan(brief.ReadingSeconds + 5));
        Assert.That(200 / full.ReadingSeconds, Is.LessThan(15), "signs a second");
    }

    [Test]
    public void A_film_of_a_lesson_is_made_and_is_the_same_on_any_number_of_threads()
    {
        using var folder = new TemporaryFolder();
        string lesson = folder.Write("small.json", Small);
        byte[][] films = [.. new[] { "1", "3" }.Select(threads =>
        {
            string path = folder.At($"film{threads}.gif");
            CommandRun run = CommandRun.Of("record", "--lesson", lesson, "--out", path, "--size", "320x180", "--fps", "5", "--threads", threads, "--json");
            Assert.That(run.ExitCode, Is.Zero, run.Error);
            JsonElement summary = run.Json[^1];
            Assert.That(summary.GetProperty("frames").GetInt32(), Is.GreaterThan(30));
            return File.ReadAllBytes(path);
        })];

        Assert.That(films[1], Is.EqualTo(films[0]));
    }

    [Test]
    public void A_scenario_beside_a_lesson_is_a_fault() =>
        CommandFaults.AssertFault(CommandRun.Of("record", "full", "--lesson", "one-hub", "--out", "x.webp"), (int)FaultKind.Usage);

    [Test]
    public void Nothing_to_film_is_a_fault() =>
        CommandFaults.AssertFault(CommandRun.Of("record", "--out", "x.webp"), (int)FaultKind.Usage);

    private static LessonFilmScript Script(out Scenario scenario)
    {
        Lesson lesson = LessonReader.Parse("small", Encoding.UTF8.GetBytes(Small));
        var library = new TokenFlow.Scenarios.Library.ScenarioLibrary(TokenFlow.Scenarios.Library.ContentFolder.Find);
        scenario = LessonRun.ScenarioOf(lesson, library.Load);
        using var simulation = FlowRun.Open(scenario, new SequenceBuilder(() => Stream.Null).Build(scenario), FlowOptions.Undrawn);
        using var run = new LessonRun(lesson, scenario);
        return new LessonFilmScript(run, scenario, simulation);
    }
}
