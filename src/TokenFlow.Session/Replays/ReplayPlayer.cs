using TokenFlow.Base.Faults;
using TokenFlow.Recording.Replays;
using TokenFlow.Scenarios.Scenarios;
using TokenFlow.Scene.Frames;
using TokenFlow.Scene.Shots;
using TokenFlow.Session.Runs;
using TokenFlow.Simulation;
using TokenFlow.Simulation.Edits;
using TokenFlow.Studies.Recall;

namespace TokenFlow.Session.Replays;

/// <summary>Runs a replay again.</summary>
/// <param name="name">The replay's name, for messages.</param>
/// <param name="replay">The replay.</param>
/// <param name="options">How a run of so many tokens is run.</param>
public sealed class ReplayPlayer(string name, Replay replay, Func<int, FlowOptions> options)
{
    /// <summary>
    /// Its frames from first to last; where it stood still, the same one again. Each is computed when it is asked for, and the
    /// run ends with the loop over them.
    /// </summary>
    /// <exception cref="FaultException">A line asks for what its scenario does not have.</exception>
    public IEnumerable<ReplayPicture> Pictures()
    {
        FlowSimulation? simulation = null;
        ReplayPicture? last = null;
        IReadOnlyDictionary<string, string>? view = null;
        string caption = "";
        try
        {
            foreach (ReplayEvent happening in replay.Events)
            {
                switch (happening)
                {
                    case ReplayEvent.Opened opened:
                        simulation?.Dispose();
                        simulation = null;
                        simulation = At(opened, () => Begin(opened));
                        last = null;
                        break;
                    case ReplayEvent.Edited edited:
                        At(edited, () => Edit(simulation!, edited));
                        break;
                    case ReplayEvent.Viewed viewed:
                        view = viewed.View;
                        break;
                    case ReplayEvent.Said said:
                        caption = said.Caption;
                        break;
                    case ReplayEvent.Shown shown:
                        At(shown, () => Go(simulation!, shown.Frame));
                        yield return last = new ReplayPicture(simulation!, shown, caption, view);
                        break;
                    case ReplayEvent.Held held when last is not null:
                        for (int frame = 0; frame < held.Frames; frame++)
                        {
                            yield return last;
                        }

                        break;
                    default:
                        throw new FaultException(FaultKind.DocumentInvalid, "nothing was shown that could be held", $"{name}:{happening.Line}", "take the line out");
                }
            }
        }
        finally
        {
            simulation?.Dispose();
        }
    }

    // A frame that was shown again is there already.
    private static void Go(FlowSimulation simulation, long frame)
    {
        if (simulation.Frame != frame)
        {
            simulation.Seek(frame);
        }
    }

    private static void Edit(FlowSimulation simulation, ReplayEvent.Edited edited)
    {
        IReadOnlyList<ScheduledEdit> now = simulation.Edits;
        int keep = edited.Keep < 0 ? now.Count : edited.Keep;
        if (keep > now.Count)
        {
            throw new FaultException(FaultKind.OutOfRange, $"{keep} edits cannot stand where there are {now.Count}", "keep", "this line does not go with those before it");
        }

        simulation.ReplaceEdits([.. now.Take(keep), .. edited.Then]);
    }

    private FlowSimulation Begin(ReplayEvent.Opened opened)
    {
        Scenario scenario = opened.Scenario.AtFrameRate(opened.FramesPerSecond);
        Sequence sequence = new SequenceBuilder(() => Stream.Null).Build(scenario);
        return FlowRun.Open(scenario, sequence, options(sequence.Count));
    }

    private void At(ReplayEvent happening, Action act) => At(happening, () =>
    {
        act();
        return true;
    });

    private T At<T>(ReplayEvent happening, Func<T> act)
    {
        try
        {
            return act();
        }
        catch (FaultException fault)
        {
            throw fault.At($"{name}:{happening.Line}");
        }
    }
}

/// <summary>A frame of a replay that has been run again: it is the simulation's present frame until the next is asked for.</summary>
/// <param name="Simulation">The run.</param>
/// <param name="Wanted">What the replay says of it.</param>
/// <param name="Caption">What is said; empty for nothing.</param>
/// <param name="View">How it was looked at; null where nobody did.</param>
public sealed record ReplayPicture(FlowSimulation Simulation, ReplayEvent.Shown Wanted, string Caption, IReadOnlyDictionary<string, string>? View)
{
    /// <summary>Whether the state is the one that was recorded.</summary>
    public bool IsSame => Simulation.Snapshot.StateHash == Wanted.Hash;

    /// <summary>The frame as it was seen.</summary>
    /// <param name="unseen">How it is looked at where nobody did.</param>
    /// <exception cref="FaultException">The view is not one of this run's.</exception>
    public Shot Shot(ShotView unseen) => new(
        Simulation.Snapshot.Retain(),
        View is { } fields ? SessionView.Read(fields, Simulation.Subject.Pieces.Count, Simulation.Subject.Heads).Shot with { Options = unseen.Options } : unseen)
    {
        Notes = new SceneNotes { Caption = Caption },
    };
}
