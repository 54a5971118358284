using TokenFlow.Attention.Patterns;
using TokenFlow.Simulation.Edits;
using TokenFlow.Simulation.Systems;
using TokenFlow.Simulation.Tests.Worlds;
using TokenFlow.Studies.Recall;

namespace TokenFlow.Simulation.Tests;

public sealed class ScheduleObserverTests
{
    [Test]
    public void Each_phase_of_each_frame_is_told_in_order()
    {
        var told = new Log();
        var scenario = TestWorld.Of(20, new FullPattern());
        using var simulation = FlowRun.Open(scenario, TestWorld.Lay(scenario), new FlowOptions(1, 0) { Observer = told });
        string[] shown = ["Input", "Edit", "Plan", "Capacity", "Attend", "Integrate", "Measure", "Survey", "Snapshot"];
        Assert.That(told.Lines, Is.EqualTo(shown.SelectMany(s => (string[])[$"+{s}", $"-{s}"])));
        told.Lines.Clear();
        simulation.Seek(4);
        Assert.That(
            told.Lines.Where(l => l[0] == '+').Select(l => l[1..]),
            Is.EqualTo(shown.Take(6).Concat(shown)),
            "the layer's last frame, which nobody looks at, and the frame itself");
    }

    [Test]
    public void The_present_frame_is_not_run_again_unless_something_changed()
    {
        var told = new Log();
        var scenario = TestWorld.Of(20, new FullPattern());
        using var simulation = FlowRun.Open(scenario, TestWorld.Lay(scenario), new FlowOptions(1, 0) { Observer = told });
        simulation.Seek(2);
        told.Lines.Clear();
        simulation.Seek(2);
        Assert.That(told.Lines, Is.Empty);

        simulation.Apply(new SetResidualEdit(0.1f));
        Assert.That(told.Lines, Is.Not.Empty);
        told.Lines.Clear();
        simulation.ReplaceEdits([]);
        Assert.That(told.Lines, Is.Not.Empty);
    }

    [Test]
    public void A_meter_is_a_phase_of_its_own_and_books_its_own_runs_of_the_kernel()
    {
        var told = new Log();
        var scenario = TestWorld.Read("""
            {"tokens": 80, "headDim": 16, "framesPerLayer": 4, "layers": 2, "facts": 4, "pattern": {"kind": "global", "globals": [0]}, "recall": {"vocabulary": 64, "readers": 4}}
            """);
        using var simulation = FlowRun.Open(scenario, TestWorld.Lay(scenario), new FlowOptions(1, 0) { Observer = told });
        Assert.That(simulation.Phases.Select(p => p.Name).SkipWhile(n => n != "Measure"), Is.EqualTo((string[])["Measure", "Recall", "Survey", "Snapshot"]));
        Assert.That(told.Lines, Is.EqualTo(simulation.Phases.SelectMany(p => (string[])[$"+{p.Name}", $"-{p.Name}"])));
    }

    private sealed class Log : IScheduleObserver
    {
        public List<string> Lines { get; } = [];

        public void Before(string phase) => Lines.Add($"+{phase}");

        public void After(string phase) => Lines.Add($"-{phase}");
    }
}
