using System.CommandLine;
using TokenFlow.App.Cli;
using TokenFlow.App.Films;
using TokenFlow.Base.Faults;
using TokenFlow.Base.Files;
using TokenFlow.Recording.Replays;
using TokenFlow.Session.Replays;
using TokenFlow.Simulation;

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
        var player = new ReplayPlayer(file, replay, tokens => new FlowOptions(Film.Threads(parsed), 0));
        int frames = 0;
        ReplayEvent.Shown? different = null;
        ulong now = 0;
        foreach (ReplayPicture picture in player.Pictures())
        {
            interruption.Token.ThrowIfCancellationRequested();
            if (!picture.IsSame)
            {
                // The run ends with the loop, and its snapshot with it.
                (different, now) = (picture.Wanted, picture.Simulation.Snapshot.StateHash);
                break;
            }

            frames++;
        }

        string here = SessionReplay.InstructionSet();
        bool isSameSet = replay.Instructions == here;
        string difference = different is null ? "" : FormattableString.Invariant(
            $"frame {frames} of the film (frame {different.Frame} of the run) was {different.Hash:x16} and is {now:x16}");
        if (different is not null && isSameSet)
        {
            throw new FaultException(FaultKind.CheckFailed, difference, $"{file}:{different.Line}", $"it was written by version {replay.Program}, this is {ProgramVersion.Number}");
        }

        if (Film.Json(parsed))
        {
            JsonLine.Write(
                _terminal.Out, new ReplayVerifyResult(file, replay.FrameCount, frames, replay.Instructions, here, replay.IsCut), VerbJson.Default.ReplayVerifyResult);
        }
        else if (different is null)
        {
            _terminal.Out.WriteLine($"{file}: {frames} frames, every one the same");
        }

        if (different is not null)
        {
            _terminal.Error.WriteLine($"{file}: {difference}; it was recorded on {replay.Instructions} and runs on {here}, where only a tolerance is promised");
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

/// <summary>How a replay that was run again compares.</summary>
/// <param name="Path">The replay.</param>
/// <param name="Frames">Frames recorded.</param>
/// <param name="Same">Frames that were the same, up to the first that was not.</param>
/// <param name="Instructions">The instruction set that it was recorded on.</param>
/// <param name="InstructionsHere">The one that it ran on.</param>
/// <param name="Cut">Whether the file was cut off.</param>
internal sealed record ReplayVerifyResult(string Path, int Frames, int Same, string Instructions, string InstructionsHere, bool Cut);
