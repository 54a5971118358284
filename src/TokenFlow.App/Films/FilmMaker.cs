using System.Numerics;
using TokenFlow.App.Cli;
using TokenFlow.Attention.Faults;
using TokenFlow.Recording.Films;
using TokenFlow.Recording.Sinks;
using TokenFlow.Recording.Type;
using TokenFlow.Scene;
using TokenFlow.Simulation;
using TokenFlow.Simulation.Scenarios;

namespace TokenFlow.App.Films;

/// <summary>Makes a film of a scenario: simulation, scene and recorder put together.</summary>
internal sealed class FilmMaker
{
    private readonly Terminal _terminal;

    public FilmMaker(Terminal terminal) => _terminal = terminal;

    /// <summary>Makes the film. The file is there, whole, when this returns.</summary>
    /// <exception cref="FaultException">Something that the user can mend; the frames so far are kept, and it says where.</exception>
    /// <exception cref="OperationCanceledException">It was broken off; so are they then.</exception>
    public FilmSummary Make(Scenario scenario, FilmOrder order, CancellationToken cancellation)
    {
        using var interruption = new Interruption(cancellation);
        _ = FilmPath.FormatOf(order.Path);
        Sequence sequence = new SequenceBuilder(_terminal.In).Build(scenario);
        Scenario timed = scenario.AtFrameRate(order.Settings.FramesPerSecond);
        var script = new FilmScript(timed);
        using var simulation = new FlowSimulation(timed, sequence, FlowOptions.Drawn(sequence.Count) with { Threads = order.Threads });

        // Opened when the scenario has proved sound, so that a faulty one leaves no trace, and before the first frame is
        // drawn, so that an output that cannot be written is refused at once.
        FilmIdentity identity = FilmFacts.Of(scenario, sequence, script.FrameCount, order);
        using IFrameSink sink = FilmPath.OpenSink(order.Path, order.Settings, null, identity, order.Resume, Say);
        if (order.Resume)
        {
            Say(sink.FirstFrame > 0
                ? $"{order.Path}: {sink.FirstFrame} of {script.FrameCount} frames are there"
                : $"{order.Path}: there is nothing to go on with; it begins anew");
        }

        try
        {
            Record(order, script, simulation, sink, interruption.Token);
        }
        catch (FaultException fault)
        {
            throw WithKept(fault, sink, script.FrameCount);
        }
        catch (OperationCanceledException)
        {
            sink.Dispose();
            throw new BrokenOffException(sink.Kept is { } kept ? $"broken off; {Told(kept, script.FrameCount)}" : "broken off; nothing was recorded yet");
        }

        return new FilmSummary(order.Path, script.FrameCount, order.Settings);
    }

    private static FaultException WithKept(FaultException fault, IFrameSink sink, int frames)
    {
        sink.Dispose();
        return sink.Kept is { } kept
            ? new FaultException(fault.Kind, fault.What, fault.Where, fault.Remedy.Length == 0 ? Told(kept, frames) : $"{fault.Remedy}; {Told(kept, frames)}", fault)
            : fault;
    }

    private static string Told(FilmKept kept, int frames) => $"{kept.Frames} of {frames} frames are kept in {kept.Path}, and the same command with --resume goes on";

    private void Record(FilmOrder order, FilmScript script, FlowSimulation simulation, IFrameSink sink, CancellationToken cancellation)
    {
        FilmSettings settings = order.Settings;
        using var fonts = new FontBook();
        var scene = new FlowScene(order.Theme);
        new FilmProgressView(_terminal, Path.GetFileName(order.Path), order.TellsFrames).Watch(script.FrameCount, progress => new FilmRecorder(fonts).Record(
            settings,
            new Vector2(settings.Width, settings.Height),
            script.FrameCount,
            script.Frames(simulation, FilmRecorder.FirstState(sink)),
            (canvas, frame) => scene.Draw(canvas, frame.Snapshot, new SceneNotes { Caption = frame.Caption }),
            sink,
            order.Threads,
            progress,
            cancellation));
    }

    private void Say(string line) => _terminal.Error.WriteLine(line);
}
