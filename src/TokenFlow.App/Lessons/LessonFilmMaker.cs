using System.Numerics;
using TokenFlow.App.Cli;
using TokenFlow.App.Films;
using TokenFlow.Recording.Films;
using TokenFlow.Recording.Sinks;
using TokenFlow.Recording.Type;
using TokenFlow.Scene;
using TokenFlow.Scene.Lessons;
using TokenFlow.Scene.Theme;
using TokenFlow.Simulation;
using TokenFlow.Simulation.Lessons;
using TokenFlow.Simulation.Scenarios;

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
    /// <exception cref="Attention.Faults.FaultException">Something that the user can mend; nothing is written.</exception>
    /// <exception cref="OperationCanceledException">It was broken off.</exception>
    public FilmSummary Make(Lesson lesson, string path, FilmSettings settings, SceneTheme theme, int threads, CancellationToken cancellation)
    {
        using var interruption = new Interruption(cancellation);
        _ = FilmPath.FormatOf(path);
        Scenario scenario = _library.ScenarioOf(lesson).AtFrameRate(settings.FramesPerSecond);
        Sequence sequence = new SequenceBuilder(_terminal.In).Build(scenario);
        using var simulation = new FlowSimulation(scenario, sequence, FlowOptions.Drawn(sequence.Count) with { Threads = threads });
        var script = new LessonFilmScript(new LessonRun(lesson, scenario), scenario, simulation);
        using IFrameSink sink = FilmPath.OpenSink(path, settings);
        using var fonts = new FontBook();
        var picture = new LessonPicture(theme);
        var notes = new SceneNotes { Stops = lesson.Notches };
        new FilmProgressView(_terminal, Path.GetFileName(path)).Watch(script.FrameCount, progress => new FilmRecorder(fonts).Record(
            settings,
            new Vector2(settings.Width, settings.Height),
            script.FrameCount,
            script.Frames(simulation, FilmRecorder.FirstState(sink)),
            (canvas, frame) => picture.Draw(canvas, frame.Snapshot, notes, frame.Show, frame.Camera),
            sink,
            threads,
            progress,
            interruption.Token));
        return new FilmSummary(path, script.FrameCount, settings);
    }
}
