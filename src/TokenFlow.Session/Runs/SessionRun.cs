using TokenFlow.Base.Faults;
using TokenFlow.Simulation;
using TokenFlow.Simulation.Snapshots;
using TokenFlow.Studies.Recall;

namespace TokenFlow.Session.Runs;

/// <summary>The simulation of the document that is open, and its present snapshot.</summary>
internal sealed class SessionRun : IDisposable
{
    private readonly Func<int, FlowOptions> _options;
    private SharedSnapshot? _shared;

    /// <param name="document">The document to open; a scenario's own edits are still in it.</param>
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

    public long Frame => Simulation.Frame;

    public long EndFrame => Simulation.Clock.EndFrame;

    public FrameSnapshot Snapshot => _shared?.Snapshot ?? Simulation.Snapshot;

    /// <summary>The frame in which an edit made now takes effect: at the end, the last layer's last one.</summary>
    public long EditFrame => Math.Min(Frame, EndFrame - 1);

    /// <summary>The present snapshot, to be held by others too. Stays the run's until the next frame.</summary>
    public SharedSnapshot Share() => _shared ??= new SharedSnapshot(Simulation.TakeSnapshot());

    public void Seek(long frame)
    {
        frame = Math.Clamp(frame, 0, EndFrame);
        if (frame != Frame)
        {
            Simulation.Seek(frame);
            Drop();
        }
    }

    /// <summary>Opens another document, at a frame or the nearest that it has.</summary>
    /// <exception cref="FaultException">It does not fit together; nothing has changed.</exception>
    public void Open(SessionDocument document, long frame)
    {
        if (Document.IsAnotherWorld(document))
        {
            FlowSimulation built = Build(document, frame);
            Drop();
            Simulation.Dispose();
            Simulation = built;
        }
        else
        {
            Simulation.ReplaceEdits(document.Edits);
            Drop();
            Seek(frame);
        }

        Document = document;
    }

    public void Dispose()
    {
        Drop();
        Simulation.Dispose();
    }

    private FlowSimulation Build(SessionDocument document, long frame)
    {
        var simulation = FlowRun.Open(document.Scenario, document.Sequence, _options(document.Sequence.Count));
        try
        {
            if (document.Edits.Count > 0)
            {
                simulation.ReplaceEdits(document.Edits);
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

    private void Drop()
    {
        _shared?.Release();
        _shared = null;
    }
}
