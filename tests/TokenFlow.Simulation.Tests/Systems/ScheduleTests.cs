using TokenFlow.Simulation.Systems;
using TokenFlow.Simulation.Time;

namespace TokenFlow.Simulation.Tests.Systems;

public sealed class ScheduleTests
{
    private readonly List<string> _told = [];

    [SetUp]
    public void Forget() => _told.Clear();

    [Test]
    public void Phases_run_in_the_order_of_the_list()
    {
        var schedule = new Schedule([Phase("a", computes: true), Phase("b"), Phase("c", computes: true)]);
        schedule.Run(default);
        Assert.That(_told, Is.EqualTo((string[])["a", "b", "c"]));
        Assert.That(schedule.Phases.Select(p => p.Name), Is.EqualTo(_told));
    }

    [Test]
    public void A_frame_that_nobody_looks_at_runs_only_what_computes()
    {
        new Schedule([Phase("a", computes: true), Phase("b"), Phase("c", computes: true)]).RunUnseen(default);
        Assert.That(_told, Is.EqualTo((string[])["a", "c"]));
    }

    [Test]
    public void A_phase_that_throws_is_told_to_have_ended_and_none_follows()
    {
        var schedule = new Schedule([Phase("a"), new Phase("b", new Step(() => throw new TimeoutException())), Phase("c")], new Log(_told));
        Assert.That(() => schedule.Run(default), Throws.InstanceOf<TimeoutException>());
        Assert.That(_told, Is.EqualTo((string[])["+a", "a", "-a", "+b", "-b"]));
    }

    private Phase Phase(string name, bool computes = false) => new(name, new Step(() => _told.Add(name)), computes);

    private sealed class Step(Action action) : ISystem
    {
        public void Update(in StepContext context) => action();
    }

    private sealed class Log(List<string> told) : IScheduleObserver
    {
        public void Before(string phase) => told.Add($"+{phase}");

        public void After(string phase) => told.Add($"-{phase}");
    }
}
