using System.Numerics;
using TokenFlow.App.Cli;
using TokenFlow.Base.Faults;
using TokenFlow.Recording.Films;
using TokenFlow.Recording.Films.Containers;
using TokenFlow.Recording.Films.Frames;
using TokenFlow.Recording.Films.Parts;
using TokenFlow.Recording.Replays;
using TokenFlow.Recording.Type;
using TokenFlow.Scenarios.Scenarios;
using TokenFlow.Scene.Frames;
using TokenFlow.Scene.Shots;
using TokenFlow.Scene.Theme;
using TokenFlow.Session.Replays;
using TokenFlow.Simulation;
using TokenFlow.Studies.Recall;

namespace TokenFlow.App.Films;

/// <summary>Makes films of scenarios and replays: simulation, scene and recorder put together.</summary>
internal sealed class FilmMaker
{
    private readonly Terminal _terminal;

    public FilmMaker(Terminal terminal) => _terminal = terminal;

    /// <summary>Makes the film of a scenario. The file is there, whole, when this returns.</summary>
    /// <param name="scenario">The scenario, at its own frame rate.</param>
    /// <param name="order">How it is made.</param>
    /// <param name="cancellation">Breaks it off.</param>
    /// <exception cref="FaultException">Something that the user can mend; the frames so far are kept, and it says where.</exception>
    /// <exception cref="OperationCanceledException">It was broken off; so are they then.</exception>
    public FilmSummary Make(Scenario scenario, FilmOrder order, CancellationToken cancellation)
    {
        _ = FilmFormats.Of(order.Path);
        Sequence sequence = new SequenceBuilder(_terminal.In).Build(scenario);
        while (true)
        {
            try
            {
                return Make(scenario, sequence, order, cancellation);
            }
            catch (FilmTooLargeException outcome)
            {
                int frames = new FilmScript(scenario.AtFrameRate(order.Settings.FramesPerSecond)).FrameCount;
                FilmSettings smaller = FilmFit.After(order.Settings, frames, outcome)
                    ?? throw new FaultException(FaultKind.OutOfRange, $"the gif does not fit {order.Settings.MaxBytes:N0} bytes, however small", "--max-bytes", "give more, or a scenario with fewer layers");
                Say(FormattableString.Invariant(
                    $"{order.Path}: too large; trying {smaller.Width} x {smaller.Height}, {smaller.FramesPerSecond} frames a second, {smaller.Colours} colours"));
                order = order with { Settings = smaller };
            }
        }
    }

    private FilmSummary Make(Scenario scenario, Sequence sequence, FilmOrder order, CancellationToken cancellation)
    {
        Scenario timed = scenario.AtFrameRate(order.Settings.FramesPerSecond);
        var script = new FilmScript(timed);
        using var simulation = FlowRun.Open(timed, sequence, FlowOptions.Drawn(sequence.Count) with { Threads = order.Threads });
        FilmIdentity identity = FilmFacts.Of(scenario, sequence, script.FrameCount, order);
        ShotView view = ViewOf(order) with { Track = new CameraTrack(timed, sequence.Count) };
        ReplayWriter? replay = null;
        try
        {
            return Make(
                order,
                identity,
                script.FrameCount,
                from =>
                {
                    if (order.Replay is { } path)
                    {
                        replay = new ReplayWriter(path, ProgramVersion.Number, SessionReplay.InstructionSet());
                        replay.Open(scenario, sequence, scenario.Session, [.. simulation.Edits], order.Settings.FramesPerSecond);
                    }

                    return script.Frames(simulation, view, from, replay);
                },
                cancellation);
        }
        finally
        {
            replay?.Dispose();
        }
    }

    /// <summary>Makes the film of a replay, as it was seen.</summary>
    /// <param name="name">The replay's name, for messages.</param>
    /// <param name="replay">The replay.</param>
    /// <param name="digest">What tells it from all others.</param>
    /// <param name="order">How it is made; at the replay's own rate.</param>
    /// <param name="cancellation">Breaks it off.</param>
    /// <exception cref="FaultException">Something that the user can mend; the frames so far are kept, and it says where.</exception>
    /// <exception cref="OperationCanceledException">It was broken off; so are they then.</exception>
    public FilmSummary Make(string name, Replay replay, string digest, FilmOrder order, CancellationToken cancellation)
    {
        var player = new ReplayPlayer(name, replay, tokens => FlowOptions.Drawn(tokens) with { Threads = order.Threads });
        return Make(
            order,
            FilmFacts.Of(Path.GetFileName(name), digest, replay.FrameCount, order),
            replay.FrameCount,
            from => player.Pictures().Skip(from).Select(picture => picture.Shot(ViewOf(order))),
            cancellation);
    }

    /// <summary>How the frames of an order are looked at, unless they say otherwise.</summary>
    public static ShotView ViewOf(FilmOrder order) => new(order.Theme.Name) { Options = new SceneOptions { Backdrop = !order.Settings.Transparent } };

    /// <summary>Makes a film of anything that can be shown shot by shot.</summary>
    /// <param name="order">How it is made.</param>
    /// <param name="identity">What its frames follow from.</param>
    /// <param name="frames">How many there are.</param>
    /// <param name="shots">The shots from a frame on.</param>
    /// <param name="cancellation">Breaks it off.</param>
    /// <exception cref="FaultException">Something that the user can mend; the frames so far are kept, and it says where.</exception>
    /// <exception cref="OperationCanceledException">It was broken off; so are they then.</exception>
    public FilmSummary Make(FilmOrder order, FilmIdentity identity, int frames, Func<int, IEnumerable<Shot>> shots, CancellationToken cancellation)
    {
        using var interruption = new Interruption(cancellation);

        // Opened when the scenario has proved sound, so that a faulty one leaves no trace, and before the first frame is
        // drawn, so that an output that cannot be written is refused at once.
        using IFrameSink sink = FilmPath.OpenSink(order.Path, order.Settings, null, identity, order.Resume, Say);
        if (order.Resume)
        {
            Say(sink.FirstFrame > 0
                ? $"{order.Path}: {sink.FirstFrame} of {frames} frames are there"
                : $"{order.Path}: there is nothing to go on with; it begins anew");
        }

        try
        {
            using var fonts = new FontBook();
            var size = new Vector2(order.Settings.Width, order.Settings.Height);
            new FilmProgressView(_terminal, Path.GetFileName(order.Path), order.TellsFrames).Watch(frames, progress => new FilmRecorder(fonts).Record(
                order.Settings, size, frames, shots(FilmRecorder.FirstState(sink)), () => new ShotDrawer().Draw, sink, order.Threads, progress, interruption.Token));
        }
        catch (FaultException fault)
        {
            throw WithKept(fault, sink, frames);
        }
        catch (OperationCanceledException)
        {
            sink.Dispose();
            throw new BrokenOffException(sink.Kept is { } kept ? $"broken off; {Told(kept, frames)}" : "broken off; nothing was recorded yet");
        }

        return new FilmSummary(order.Path, frames, order.Settings);
    }

    private static FaultException WithKept(FaultException fault, IFrameSink sink, int frames)
    {
        sink.Dispose();
        return sink.Kept is { } kept
            ? new FaultException(fault.Kind, fault.What, fault.Where, fault.Remedy.Length == 0 ? Told(kept, frames) : $"{fault.Remedy}; {Told(kept, frames)}", fault)
            : fault;
    }

    private static string Told(FilmKept kept, int frames) => $"{kept.Frames} of {frames} frames are kept in {kept.Path}, and the same command with --resume goes on";

    private void Say(string line) => _terminal.Error.WriteLine(line);
}

/// <summary>How a film is to be made, whatever it is of.</summary>
/// <param name="Path">Where to.</param>
/// <param name="Settings">Size, rate, and how it is compressed.</param>
/// <param name="Theme">Its colours.</param>
/// <param name="Threads">Frames drawn at once.</param>
internal sealed record FilmOrder(string Path, FilmSettings Settings, SceneTheme Theme, int Threads)
{
    /// <summary>Whether it goes on where an earlier recording of the same film stopped.</summary>
    public bool Resume { get; init; }

    /// <summary>Whether every frame is told as a line of JSON.</summary>
    public bool TellsFrames { get; init; }

    /// <summary>Where a replay is written as well; null for nowhere.</summary>
    public string? Replay { get; init; }
}

/// <summary>A recording was broken off; the message says what is left of it.</summary>
internal sealed class BrokenOffException : OperationCanceledException
{
    public BrokenOffException(string message)
        : base(message)
    {
    }
}
