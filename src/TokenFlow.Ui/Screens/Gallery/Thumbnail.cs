using System.Globalization;
using TokenFlow.Base.Faults;
using TokenFlow.Scenarios.Scenarios;
using TokenFlow.Scene.Lettering;
using TokenFlow.Scene.Shots;
using TokenFlow.Simulation;
using TokenFlow.Simulation.Snapshots;
using TokenFlow.Studies.Recall;
using TokenFlow.Ui.Screens.Shell;

namespace TokenFlow.Ui.Screens.Gallery;

/// <summary>
/// A scenario of the gallery and its small run, which goes round and round. Work on the run is done by one job at a time, on
/// any thread; what the picture shows changes only in <see cref="Show"/>.
/// </summary>
internal sealed class Thumbnail : IDisposable
{
    // Pictures held at the end, before the run begins anew.
    private const long Rest = 40;

    private readonly WindowServices _services;
    private readonly Scenario? _scenario;
    private readonly int _number;
    private FlowSimulation? _simulation;
    private FrameSnapshot? _next;
    private string? _nextFacts;
    private string? _nextFault;
    private long _frame;

    /// <param name="name">The scenario's name.</param>
    /// <param name="number">Its place in the gallery, so that not all begin alike.</param>
    /// <param name="services">Loads it.</param>
    public Thumbnail(string name, int number, WindowServices services)
    {
        Name = name;
        _number = number;
        _services = services;
        try
        {
            _scenario = services.Load(name);
            Title = _scenario.Title;
            Summary = _scenario.Summary;
            Facts = _scenario.Pattern.Label;
        }
        catch (FaultException e)
        {
            Fault = e.Message;
        }
    }

    public string Name { get; }

    public string Title { get; } = "";

    public string Summary { get; } = "";

    /// <summary>Tokens, where they are known already, and pattern.</summary>
    public string Facts { get; private set; } = "";

    /// <summary>Why it cannot be shown; null where it can.</summary>
    public string? Fault { get; private set; }

    /// <summary>Its picture; null where there is none yet.</summary>
    public FrameSnapshot? Snapshot { get; private set; }

    /// <summary>Draws it: one of its own, so that its layout is kept from picture to picture.</summary>
    public ShotDrawer Drawer { get; } = new();

    /// <summary>How far it has come into sight, 0 to 1.</summary>
    public float Fade { get; set; }

    /// <summary>Ticks that its run is behind.</summary>
    public int Due { get; set; }

    public bool IsBuilt => Snapshot is not null;

    /// <summary>How much work one picture of it is, in tokens.</summary>
    public int Tokens => Snapshot?.Tokens.Length ?? 0;

    /// <summary>Builds the run where there is none, else lets it go on by what is due. The job's part.</summary>
    /// <param name="frames">Frames to go on.</param>
    public void Work(int frames)
    {
        if (_scenario is null || Fault is not null)
        {
            return;
        }

        try
        {
            if (_simulation is null)
            {
                Build();
            }
            else
            {
                _frame = (_frame + frames) % (_simulation.Clock.EndFrame + Rest);
            }

            long shown = Math.Min(_frame, _simulation!.Clock.EndFrame);
            // At its end it rests: there is nothing to compute.
            if (shown != _simulation.Frame)
            {
                _simulation.Seek(shown);
            }

            _next = _simulation.Snapshot.Retain();
        }
        catch (FaultException e)
        {
            _nextFault = e.Message;
        }
    }

    /// <summary>Shows what the job has made. The picture's part, when the job is over.</summary>
    public void Show()
    {
        Fault ??= _nextFault;
        if (_next is null)
        {
            return;
        }

        Snapshot?.Dispose();
        Snapshot = _next;
        _next = null;
        Facts = _nextFacts ?? Facts;
    }

    /// <summary>Gives the run up; it is built anew when it is seen again. Not while a job works on it.</summary>
    public void Drop()
    {
        Snapshot?.Dispose();
        Snapshot = null;
        _next?.Dispose();
        _next = null;
        _simulation?.Dispose();
        _simulation = null;
        Fade = 0;
    }

    public void Dispose() => Drop();

    private void Build()
    {
        Sequence sequence = new SequenceBuilder(_services.Session.StandardInput).Build(_scenario!);
        // Few lines read better than many in a small picture, and bands stand for the rest; of a short text all are few.
        var options = new FlowOptions(Threads: 1, EdgesShown: sequence.Count > 1_024 ? 50 : sequence.Count > 96 ? 80 : 400);
        _simulation = FlowRun.Open(_scenario!, sequence, options);
        // Somewhere on the way, where there is something to see, and elsewhere than its neighbours.
        long end = _simulation.Clock.EndFrame;
        _frame = (end * 2 / 5) + (_number * 29L % Math.Max(end * 2 / 5, 1));
        _nextFacts = string.Create(CultureInfo.InvariantCulture, $"{Letters.Count(sequence.Count)} tokens · {_scenario!.Pattern.Label}");
    }
}
