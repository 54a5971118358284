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
    public void Make(Scenario scenario, string path, FilmSettings settings, SceneTheme theme, int threads, CancellationToken cancellation)
    {
        // Opened first, so that an output that cannot be written is refused before any work.
        using IFrameSink sink = FilmPath.OpenSink(path, settings);
        scenario = scenario.AtFrameRate(settings.FramesPerSecond);
        Sequence sequence = new SequenceBuilder(_terminal.In).Build(scenario);
        var script = new FilmScript(scenario);
        using var simulation = new FlowSimulation(scenario, sequence, FlowOptions.Drawn(sequence.Count) with { Threads = threads });
        using var fonts = new FontBook();
        var scene = new FlowScene(theme);
        using var progress = new FilmProgressBar(_terminal, Path.GetFileName(path));
        new FilmRecorder(fonts).Record(
            settings,
            new Vector2(settings.Width, settings.Height),
            script.FrameCount,
            script.Frames(simulation),
            (canvas, frame) => scene.Draw(canvas, frame.Snapshot, new SceneNotes { Caption = frame.Caption }),
            sink,
            threads,
            progress,
            cancellation);
        progress.Finish();
        double seconds = (double)script.FrameCount / settings.FramesPerSecond;
        _terminal.Out.WriteLine(FormattableString.Invariant(
            $"{path}: {script.FrameCount} frames, {settings.Width} x {settings.Height}, {seconds:0.0} s at {settings.FramesPerSecond} frames a second"));
    }
}
