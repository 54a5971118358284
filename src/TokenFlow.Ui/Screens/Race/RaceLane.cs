using System.Numerics;
using TokenFlow.Scenarios.Scenarios;
using TokenFlow.Scene.Canvas;
using TokenFlow.Scene.Shots;
using TokenFlow.Scene.Theme;
using TokenFlow.Simulation;
using TokenFlow.Simulation.Snapshots;
using TokenFlow.Studies.Recall;

namespace TokenFlow.Ui.Screens.Race;

/// <summary>A runner of the race: one pattern on the common text.</summary>
internal sealed class RaceLane : IDisposable
{
    // None of them a way's, and told apart by brightness too.
    private static readonly Rgba[] OnInk = [new(94, 200, 255), new(255, 222, 120), new(255, 122, 150), new(150, 230, 150)];
    private static readonly Rgba[] OnPaper = [new(0, 112, 188), new(170, 108, 0), new(196, 22, 80), new(30, 110, 50)];

    private readonly FlowSimulation _simulation;
    private readonly ShotDrawer _drawer = new();
    private Box? _box;

    /// <exception cref="TokenFlow.Base.Faults.FaultException">The pattern does not fit the text.</exception>
    public RaceLane(string kind, RaceCourse course, SequenceBuilder builder, Func<int, FlowOptions> options, long frame)
    {
        Kind = kind;
        Scenario scenario = course.Of(kind);
        Memory = scenario.Pattern.MemoryTokens;
        Sequence sequence = builder.Build(scenario);
        _simulation = FlowRun.Open(scenario, sequence, options(sequence.Count) with { EdgesShown = 240 });
        _simulation.Seek(frame);
        Label = scenario.Pattern.Label;
    }

    public string Kind { get; }

    /// <summary>Kind and parameters.</summary>
    public string Label { get; }

    /// <summary>Memory tokens before the text.</summary>
    public int Memory { get; }

    public FrameSnapshot Snapshot => _simulation.Snapshot;

    /// <summary>Edges a layer and head.</summary>
    public long Edges => Snapshot.Meters.Edges;

    /// <summary>The colour of the lane of a number.</summary>
    public static Rgba ColourOf(int number, SceneTheme theme) => (theme.IsLight ? OnPaper : OnInk)[number % OnInk.Length];

    public void Seek(long frame)
    {
        if (frame != _simulation.Frame)
        {
            _simulation.Seek(frame);
        }
    }

    /// <summary>Tokens that hold dye when so many layers are finished; memory tokens count too.</summary>
    public int ReachAfter(int layers)
    {
        int reach = 0;
        TracerSnapshot tracer = Snapshot.Tracers[0];
        foreach (int arrival in tracer.Arrival)
        {
            reach += arrival >= 0 && tracer.DropLayer + arrival <= layers ? 1 : 0;
        }

        return reach;
    }

    /// <summary>Draws the lane's arc.</summary>
    public void Draw(ICanvas canvas, in Box box, ShotView view)
    {
        _drawer.Draw(canvas, box, new Shot(Snapshot, view));
        _box = box;
    }

    /// <summary>Where a token of the text was drawn last, memory tokens not counted; null before that.</summary>
    public Vector2? TokenAt(int token) => _box is not { } box
        ? null
        : new Vector2(box.Left, box.Top) + (_drawer.Planned.Arc.TokenAt(token + Memory) * _drawer.Planned.Layout.Scale);

    /// <summary>The token of the text that was drawn nearest to a point; null where none is near.</summary>
    /// <param name="tokens">Tokens of the text.</param>
    /// <param name="point">The point.</param>
    /// <param name="reach">How far is near.</param>
    public int? Nearest(int tokens, Vector2 point, float reach)
    {
        int? nearest = null;
        for (int token = 0; token < tokens; token++)
        {
            if (TokenAt(token) is { } at && Vector2.Distance(at, point) is var distance && distance < reach)
            {
                (reach, nearest) = (distance, token);
            }
        }

        return nearest;
    }

    public void Dispose() => _simulation.Dispose();
}
