using TokenFlow.Scene.Canvas;
using TokenFlow.Scene.Facts;
using TokenFlow.Scene.Layout;
using TokenFlow.Scene.Lettering;
using TokenFlow.Scene.Motion;
using TokenFlow.Scene.Ramp;
using TokenFlow.Scene.Theme;
using TokenFlow.Simulation.Snapshots;

namespace TokenFlow.Scene.Frames;

/// <summary>All that the passes of one drawing share: the plan, and what it is drawn on. Lives for that drawing only; the scratch goes back to its pool.</summary>
internal sealed class SceneFrame
{
    /// <summary>What is drawn on, in layout units.</summary>
    public required ICanvas Canvas { get; init; }

    public required PlannedFrame Plan { get; init; }

    public required SceneScratch Scratch { get; init; }

    /// <summary>[tokens] dye as it shows now, all tracers together, eased along the layer's movement.</summary>
    public ReadOnlySpan<float> Dye => Scratch.Dye.AsSpan(0, Snapshot.Tokens.Length);

    public FrameSnapshot Snapshot => Plan.Snapshot;

    public SceneNotes Notes => Plan.Notes;

    public SceneOptions Options => Plan.Options;

    public SceneTheme Theme => Plan.Theme;

    public SceneLayout Layout => Plan.Layout;

    public ArcLayout Arc => Plan.Arc;

    public DyeScale Scale => Plan.Scale;

    public TextPlan TextPlan => Plan.Texts;

    public ReaderPlan ReaderPlan => Plan.ReaderPlan;

    public LayerClock Clock => Plan.Clock;

    /// <summary>How many of the snapshot's edges are drawn one by one (both directions of one line count).</summary>
    public int DrawnEdges => Plan.Edges.Count;

    public HubLayout Hubs => Plan.Hubs;

    public FactView Facts => Plan.Facts;

    public ReaderLayout Readers => Plan.Readers;

    public int Tokens => Snapshot.Tokens.Length;
}
