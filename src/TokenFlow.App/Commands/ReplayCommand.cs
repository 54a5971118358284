using System.CommandLine;
using TokenFlow.App.Cli;
using TokenFlow.App.Films;
using TokenFlow.App.Replays;
using TokenFlow.Base.Faults;
using TokenFlow.Base.Files;
using TokenFlow.Recording.Replays;

namespace TokenFlow.App.Commands;

/// <summary>Runs a replay again: to prove it, or to make a film of it.</summary>
internal sealed class ReplayCommand : FilmVerb
{
    private readonly Terminal _terminal;
    private readonly PictureOptions _picture = new();
    private readonly Argument<string> _file = new("FILE") { Description = "A replay that 'record --replay' or 'run --replay' wrote." };
    private readonly Option<bool> _verify = new("--verify") { Description = "Run it again and compare every frame's state." };
    private readonly Option<string?> _record = new("--record", "-o") { Description = "Make the film of it: film.mp4 (needs ffmpeg), film.webp, film.gif, DIR/%05d.png.", HelpName = "FILE" };

    public ReplayCommand(Terminal terminal)
        : base(
            "replay",
            """
            Run a replay again: compare every frame's state with the one recorded, or make the film of it.

            A replay is a text file, one JSON object a line: the scenario with its text, then every edit, and every frame's
            state as a hash. A file that was cut off is a replay up to its last whole line. On the same instruction set the
            states are the same, bit for bit, on any number of threads; on another only within tolerance, so that there a
            difference is told and is no fault.

            Example:
              tokenflow record hub-in-two-hops --out hub.webp --replay hub.replay
              tokenflow replay hub.replay --verify
              tokenflow replay hub.replay --record again.mp4
            """)
    {
        _terminal = terminal;
        Arguments.Add(_file);
        Options.Add(_verify);
        Options.Add(_record);
        _picture.AddTo(this);
        Film.AddTo(this, hasRate: false);
        SetAction((parsed, cancellation) => Task.FromResult(Run(parsed, cancellation)));
    }

    private int Run(ParseResult parsed, CancellationToken cancellation)
    {
        string file = parsed.GetValue(_file)!;
        Replay replay = ReplayReader.FromFile(file);
        if (replay.IsCut)
        {
            _terminal.Error.WriteLine($"{file}: its last line was cut off and is left out");
        }

        if (replay.FrameCount == 0)
        {
            throw new FaultException(FaultKind.DocumentInvalid, "no frame was shown", file, "give a replay that ran");
        }

        if (parsed.GetValue(_verify))
        {
            Verify(file, replay, parsed, cancellation);
        }

        if (parsed.GetValue(_record) is { } film)
        {
            FilmOrder order = Film.Order(parsed, film, _picture, replay.FramesPerSecond);
            string digest = FilmFacts.DigestOf(BoundedFile.ReadAll(file, (int)ReplayReader.MaxBytes, FaultKind.OutOfRange, "replay"));
            Say(parsed, _terminal.Out, new FilmMaker(_terminal).Make(file, replay, digest, order, cancellation));
        }
        else if (!parsed.GetValue(_verify))
        {
            Tell(file, replay, Film.Json(parsed));
        }

        return 0;
    }

    private void Verify(string file, Replay replay, ParseResult parsed, CancellationToken cancellation)
    {
        using var interruption = new Interruption(cancellation);
        (ReplayVerifyResult result, string? difference) = ReplayCheck.Run(file, replay, Film.Threads(parsed), interruption.Token);
        if (Film.Json(parsed))
        {
            JsonLine.Write(_terminal.Out, result, VerbJson.Default.ReplayVerifyResult);
        }
        else if (difference is null)
        {
            _terminal.Out.WriteLine($"{file}: {result.Same} frames, every one the same");
        }

        if (difference is not null)
        {
            _terminal.Error.WriteLine(
                $"{file}: {difference}; it was recorded on {result.Instructions} and runs on {result.InstructionsHere}, where only a tolerance is promised");
        }
    }

    private void Tell(string file, Replay replay, bool json)
    {
        var opened = (ReplayEvent.Opened)replay.Events[0];
        int edits = replay.Events.OfType<ReplayEvent.Edited>().Count();
        if (!json)
        {
            double seconds = (double)replay.FrameCount / replay.FramesPerSecond;
            _terminal.Out.WriteLine(FormattableString.Invariant(
                $"{file}: {opened.Scenario.Name}, {replay.FrameCount} frames, {seconds:0.0} s at {replay.FramesPerSecond} frames a second, {edits} changes, by version {replay.Program} on {replay.Instructions}"));
            return;
        }

        JsonLine.Write(
            _terminal.Out,
            new ReplayResult(file, opened.Scenario.Name, replay.FrameCount, replay.FramesPerSecond, edits, replay.Program, replay.Instructions, replay.IsCut),
            VerbJson.Default.ReplayResult);
    }
}

/// <summary>What is known of a replay.</summary>
internal sealed record ReplayResult(string Path, string Scenario, int Frames, int Fps, int Changes, string Program, string Instructions, bool Cut);
