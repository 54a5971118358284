using TokenFlow.Base.Faults;
using TokenFlow.Scenarios.Scenarios;
using TokenFlow.Simulation;
using TokenFlow.Simulation.Edits;
using TokenFlow.Simulation.Snapshots;
using TokenFlow.Simulation.Time;
using TokenFlow.Studies.Recall;

namespace TokenFlow.Session.Runs;

/// <summary>The simulation of the document that is open, and its present snapshot.</summary>
internal sealed class SessionRun : IPlayed, IDisposable
{
    private readonly Func<int, FlowOptions> _options;

    /// <param name="scenario">The scenario to open: at its start, or where a saved session was left.</param>
    /// <param name="sequence">Its tokens.</param>
    /// <param name="options">How a run of so many tokens is run.</param>
    /// <exception cref="FaultException">It does not fit together.</exception>
    public SessionRun(Scenario scenario, Sequence sequence, Func<int, FlowOptions> options)
    {
        _options = options;
        Simulation = Build(scenario, sequence);
        Document = SessionDocument.Of(scenario, sequence, Simulation.Edits);
    }

    /// <param name="document">The document to open.</param>
    /// <param name="frame">The frame to show.</param>
    /// <param name="options">How a run of so many tokens is run.</param>
    /// <exception cref="FaultException">It does not fit together.</exception>
    public SessionRun(SessionDocument document, long frame, Func<int, FlowOptions> options)
    {
        _options = options;
        Document = document;
        Simulation = Build(document, frame);
    }

    public SessionDocument Document { get; private set; }

    public FlowSimulation Simulation { get; private set; }

    public LayerClock Clock => Simulation.Clock;

    public long Frame => Simulation.Frame;

    public long EndFrame => Simulation.Clock.EndFrame;

    public FrameSnapshot Snapshot => Simulation.Snapshot;

    /// <summary>The frame in which an edit made now takes effect: at the end, the last layer's last one.</summary>
    public long EditFrame => Math.Min(Frame, EndFrame - 1);

    public void Seek(long frame)
    {
        frame = Math.Clamp(frame, 0, EndFrame);
        if (frame != Frame)
        {
            Simulation.Seek(frame);
        }
    }

    /// <summary>Opens another document, at a frame or the nearest that it has.</summary>
    /// <exception cref="FaultException">It does not fit together; nothing has changed.</exception>
    public void Open(SessionDocument document, long frame)
    {
        if (Document.IsAnotherWorld(document))
        {
            Replace(Build(document, frame));
        }
        else
        {
            Simulation.ReplaceEdits(document.Edits);
            Seek(frame);
        }

        Document = document;
    }

    /// <summary>Opens another scenario: at its start, or where a saved session was left.</summary>
    /// <exception cref="FaultException">It does not fit together; nothing has changed.</exception>
    public void Open(Scenario scenario, Sequence sequence)
    {
        Replace(Build(scenario, sequence));
        Document = SessionDocument.Of(scenario, sequence, Simulation.Edits);
    }

    public void Dispose() => Simulation.Dispose();

    private void Replace(FlowSimulation built)
    {
        Simulation.Dispose();
        Simulation = built;
    }

    // A scenario's run begins with the edits that the scenario brings.
    private FlowSimulation Build(Scenario scenario, Sequence sequence) => Build(scenario, sequence, [], scenario.Session?.Frame ?? 0);

    private FlowSimulation Build(SessionDocument document, long frame) => Build(document.Scenario, document.Sequence, document.Edits, frame);

    private FlowSimulation Build(Scenario scenario, Sequence sequence, IReadOnlyList<ScheduledEdit> edits, long frame)
    {
        var simulation = FlowRun.Open(scenario, sequence, _options(sequence.Count));
        try
        {
            if (edits.Count > 0)
            {
                simulation.ReplaceEdits(edits);
            }

            simulation.Seek(Math.Clamp(frame, 0, simulation.Clock.EndFrame));
            return simulation;
        }
        catch
        {
            simulation.Dispose();
            throw;
        }
    }
}
