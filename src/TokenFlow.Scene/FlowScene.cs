using System.Collections.Concurrent;
using System.Numerics;
using TokenFlow.Scene.Canvas;
using TokenFlow.Scene.Frames;
using TokenFlow.Scene.Motion;
using TokenFlow.Scene.Passes;
using TokenFlow.Scene.Theme;
using TokenFlow.Simulation.Snapshots;

namespace TokenFlow.Scene;

/// <summary>
/// A frame's picture. Backdrop, then the arc from what lies lowest to what lies highest (bundles, edges, facts'
/// threads, packets, ways, tokens, facts, suns and vessels, readers, labels), then header, panels, timeline, legend and bottom line. The same snapshot, notes and size
/// make the same calls; several threads may draw at once, each on a canvas of its own.
/// </summary>
public sealed class FlowScene
{
    private readonly SceneTheme _theme;
    private readonly SceneOptions _options;
    private readonly ConcurrentBag<SceneScratch> _scratch = [];

    public FlowScene(SceneTheme theme, SceneOptions? options = null)
    {
        _theme = theme;
        _options = options ?? new SceneOptions();
    }

    /// <summary>Plans a frame's picture: what stands where, and which edges are drawn. What is planned is drawn and pointed at.</summary>
    /// <param name="canvas">What it will be drawn on: its size and its widths of texts.</param>
    /// <param name="snapshot">The frame.</param>
    /// <param name="notes">What the teller adds; null for nothing.</param>
    /// <param name="into">A plan to make anew and return; null for a new one.</param>
    public PlannedFrame Plan(ICanvas canvas, FrameSnapshot snapshot, SceneNotes? notes = null, PlannedFrame? into = null)
    {
        ArgumentNullException.ThrowIfNull(canvas);
        ArgumentNullException.ThrowIfNull(snapshot);
        into ??= new PlannedFrame();
        into.Make(canvas, snapshot, notes ?? SceneNotes.None, _options, _theme);
        return into;
    }

    /// <summary>Draws a planned frame, all of the canvas.</summary>
    /// <param name="planned">The plan; its snapshot must still be there.</param>
    /// <param name="canvas">A canvas of the size that it was planned for.</param>
    public void Draw(PlannedFrame planned, ICanvas canvas)
    {
        ArgumentNullException.ThrowIfNull(planned);
        ArgumentNullException.ThrowIfNull(canvas);
        if (planned.Options.Backdrop)
        {
            canvas.Clear(planned.Theme.Background);
        }

        Vector2 size = planned.Size;
        if (!(size.X >= 1 && size.Y >= 1) || planned.Snapshot.Tokens.Length == 0)
        {
            return;
        }

        if (!_scratch.TryTake(out SceneScratch? scratch))
        {
            scratch = new SceneScratch();
        }

        try
        {
            ShownDye.Gather(planned.Snapshot, planned.Clock, ref scratch.Dye);
            ICanvas scaled = planned.Layout.Scale == 1 ? canvas : scratch.Canvas.On(canvas, planned.Layout.Scale);
            Draw(new SceneFrame { Canvas = scaled, Plan = planned, Scratch = scratch });
        }
        finally
        {
            _scratch.Add(scratch);
        }
    }

    private static void Draw(SceneFrame frame)
    {
        if (frame.Options.Backdrop)
        {
            BackdropPass.Draw(frame);
        }

        if (frame.Plan.HasArc)
        {
            BundlePass.Draw(frame);
            EdgePass.Draw(frame);
            WayRingPass.Draw(frame);
            FactThreadPass.Draw(frame);
            PacketPass.Draw(frame);
            FactPacketPass.Draw(frame);
            TokenPass.Draw(frame);
            FactPass.Draw(frame);
            HubPass.Draw(frame);
            ReaderPass.Draw(frame);
            if (frame.Options.Labels)
            {
                TextPass.Draw(frame);
            }
        }

        HeaderPass.Draw(frame);
        ConePass.Draw(frame);
        WaysPass.Draw(frame);
        ReachPass.Draw(frame);
        RecallPass.Draw(frame);
        TimelinePass.Draw(frame);
        LegendPass.Draw(frame);
        BottomLinePass.Draw(frame);
    }
}
