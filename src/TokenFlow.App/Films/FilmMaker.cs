using System.Numerics;
using TokenFlow.App.Cli;
using TokenFlow.Recording.Films;
using TokenFlow.Recording.Sinks;
using TokenFlow.Recording.Type;
using TokenFlow.Scene;
using TokenFlow.Scene.Theme;
using TokenFlow.Simulation;
using TokenFlow.Simulation.Scenarios;

namespace TokenFlow.App.Films;

/// <summary>Makes a film of a scenario: simulation, scene and recorder put together.</summary>
internal sealed class FilmMaker
{
    private readonly Terminal _terminal;

    public FilmMaker(Terminal terminal) => _terminal = terminal;

    /// <summary>Makes the film. The file is there, whole, when this returns.</summary>
    /// <exception cref="Attention.Faults.FaultException">Something that the user can mend; nothing is written.</exception>
    /// <exception cref="OperationCanceledException">It was broken off; nothing is written.</exception>
    public FilmSummary Make(Scenario scenario, string path, FilmSettings settings, SceneTheme theme, int threads, CancellationToken cancellation)
    {
        using var interruption = new Interruption(cancellation);
        _ = FilmPath.FormatOf(path);
        scenario = scenario.AtFrameRate(settings.FramesPerSecond);
        Sequence sequence = new SequenceBuilder(_terminal.In).Build(scenario);
        var script = new FilmScript(scenario);
        using var simulation = new FlowSimulation(scenario, sequence, FlowOptions.Drawn(sequence.Count) with { Threads = threads });

        // Opened when the scenario has proved sound, so that a faulty one leaves no trace, and before the first frame is
        // drawn, so that an output that cannot be written is refused at once.
        using IFrameSink sink = FilmPath.OpenSink(path, settings);
        using var fonts = new FontBook();
        var scene = new FlowScene(theme);
        new FilmProgressView(_terminal, Path.GetFileName(path)).Watch(script.FrameCount, progress => new FilmRecorder(fonts).Record(
            settings,
            new Vector2(settings.Width, settings.Height),
            script.FrameCount,
            script.Frames(simulation),
            (canvas, frame) => scene.Draw(canvas, frame.Snapshot, new SceneNotes { Caption = frame.Caption }),
            sink,
            threads,
            progress,
            interruption.Token));
        return new FilmSummary(path, script.FrameCount, settings);
    }
}
