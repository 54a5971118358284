using TokenFlow.App.Cli;
using TokenFlow.App.Films;
using TokenFlow.Recording.Films.Parts;
using TokenFlow.Scenarios.Scenarios;
using TokenFlow.Simulation;
using TokenFlow.Studies.Lessons;
using TokenFlow.Studies.Recall;

namespace TokenFlow.App.Lessons;

/// <summary>Makes a film of a lesson.</summary>
internal sealed class LessonFilmMaker
{
    private readonly Terminal _terminal;
    private readonly LessonLibrary _library;

    public LessonFilmMaker(Terminal terminal, LessonLibrary library)
    {
        _terminal = terminal;
        _library = library;
    }

    /// <summary>Makes the film. The file is there, whole, when this returns.</summary>
    /// <exception cref="TokenFlow.Base.Faults.FaultException">Something that the user can mend; the frames so far are kept, and it says where.</exception>
    /// <exception cref="OperationCanceledException">It was broken off; so are they then.</exception>
    public FilmSummary Make(Lesson lesson, FilmOrder order, CancellationToken cancellation)
    {
        _ = FilmFormats.Of(order.Path);
        Scenario scenario = _library.ScenarioOf(lesson);
        Sequence sequence = new SequenceBuilder(_terminal.In).Build(scenario);
        Scenario timed = scenario.AtFrameRate(order.Settings.FramesPerSecond);
        using var simulation = FlowRun.Open(timed, sequence, FlowOptions.Drawn(sequence.Count) with { Threads = order.Threads });
        using var run = new LessonRun(lesson, timed, _library.BesideOf(lesson));
        var script = new LessonFilmScript(run, timed, simulation);
        return new FilmMaker(_terminal).Make(
            order,
            FilmFacts.Of(lesson, scenario, sequence, script.FrameCount, order),
            script.FrameCount,
            from => script.Frames(simulation, FilmMaker.ViewOf(order), from),
            cancellation);
    }
}
