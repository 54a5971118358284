using TokenFlow.App.Cli;
using TokenFlow.Base.Faults;
using TokenFlow.Recording.Replays;
using TokenFlow.Session.Replays;
using TokenFlow.Simulation;

namespace TokenFlow.App.Replays;

/// <summary>Runs a replay again and compares every frame's state with the one recorded.</summary>
internal static class ReplayCheck
{
    /// <summary>Runs it, up to the first frame that differs.</summary>
    /// <param name="file">The replay's path, for messages.</param>
    /// <param name="replay">The replay.</param>
    /// <param name="threads">Threads to run on.</param>
    /// <param name="cancellation">Breaks it off.</param>
    /// <returns>How it compares, and the difference in words; no words where every frame is the same.</returns>
    /// <exception cref="FaultException">A frame differs on the instruction set that the replay was recorded on.</exception>
    public static (ReplayVerifyResult Result, string? Difference) Run(string file, Replay replay, int threads, CancellationToken cancellation)
    {
        var player = new ReplayPlayer(file, replay, tokens => new FlowOptions(threads, 0));
        int same = 0;
        string? difference = null;
        foreach (ReplayPicture picture in player.Pictures())
        {
            cancellation.ThrowIfCancellationRequested();
            if (!picture.IsSame)
            {
                // The run ends with the loop, and its snapshot with it.
                difference = DifferenceOf(file, replay, picture, same);
                break;
            }

            same++;
        }

        return (new ReplayVerifyResult(file, replay.FrameCount, same, replay.Instructions, SessionReplay.InstructionSet(), replay.IsCut), difference);
    }

    private static string DifferenceOf(string file, Replay replay, ReplayPicture picture, int frame)
    {
        ReplayEvent.Shown wanted = picture.Wanted;
        string difference = FormattableString.Invariant(
            $"frame {frame} of the film (frame {wanted.Frame} of the run) was {wanted.Hash:x16} and is {picture.Simulation.Snapshot.StateHash:x16}");
        return replay.Instructions == SessionReplay.InstructionSet()
            ? throw new FaultException(FaultKind.CheckFailed, difference, $"{file}:{wanted.Line}", $"it was written by version {replay.Program}, this is {ProgramVersion.Number}")
            : difference;
    }
}

/// <summary>How a replay that was run again compares.</summary>
/// <param name="Path">The replay.</param>
/// <param name="Frames">Frames recorded.</param>
/// <param name="Same">Frames that were the same, up to the first that was not.</param>
/// <param name="Instructions">The instruction set that it was recorded on.</param>
/// <param name="InstructionsHere">The one that it ran on.</param>
/// <param name="Cut">Whether the file was cut off.</param>
internal sealed record ReplayVerifyResult(string Path, int Frames, int Same, string Instructions, string InstructionsHere, bool Cut);
