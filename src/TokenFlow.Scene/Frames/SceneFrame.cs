using TokenFlow.Scene.Canvas;
using TokenFlow.Scene.Facts;
using TokenFlow.Scene.Layout;
using TokenFlow.Scene.Lettering;
using TokenFlow.Scene.Motion;
using TokenFlow.Scene.Ramp;
using TokenFlow.Scene.Theme;
using TokenFlow.Simulation.Snapshots;

namespace TokenFlow.Scene.Frames;

/// <summary>All that the passes of one drawing share. Lives for that drawing only; the scratch goes back to its pool.</summary>
internal sealed class SceneFrame
{
    public required ICanvas Canvas { get; init; }

    public required FrameSnapshot Snapshot { get; init; }

    public required SceneNotes Notes { get; init; }

    public required SceneOptions Options { get; init; }

    public required SceneTheme Theme { get; init; }

    public required SceneLayout Layout { get; init; }

    public required ArcLayout Arc { get; init; }

    public required SceneScratch Scratch { get; init; }

    public required DyeScale Scale { get; init; }

    public required TextPlan TextPlan { get; init; }

    public required ReaderPlan ReaderPlan { get; init; }

    public required LayerClock Clock { get; init; }

    /// <summary>[tokens] dye as it shows now, all tracers together, eased along the layer's movement.</summary>
    public ReadOnlySpan<float> Dye => Scratch.Dye.AsSpan(0, Snapshot.Tokens.Length);

    /// <summary>How many of the snapshot's edges are drawn one by one (both directions of one line count); set by the edge pass.</summary>
    public int DrawnEdges { get; set; }

    public HubLayout Hubs => Scratch.Hubs;

    public FactView Facts => Scratch.Facts;

    public ReaderLayout Readers => Scratch.Readers;

    public int Tokens => Snapshot.Tokens.Length;
}
