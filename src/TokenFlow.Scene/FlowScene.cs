using System.Collections.Concurrent;
using System.Numerics;
using TokenFlow.Scene.Canvas;
using TokenFlow.Scene.Frames;
using TokenFlow.Scene.Layout;
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
    private readonly ConcurrentBag<PlannedFrame> _plans = [];

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

    /// <summary>Plans the frame and draws it, all of the canvas; for pictures at which nobody points.</summary>
    public void Draw(ICanvas canvas, FrameSnapshot snapshot, SceneNotes? notes = null)
    {
        if (!_plans.TryTake(out PlannedFrame? planned))
        {
            planned = new PlannedFrame();
        }

        try
        {
            Draw(Plan(canvas, snapshot, notes, planned), canvas);
        }
        finally
        {
            planned.Forget();
            _plans.Add(planned);
        }
    }

    /// <summary>Where tokens stand in a picture of a size, in layout units; for scenes without tokens' texts, which no canvas has to measure.</summary>
    /// <param name="size">The picture's size in canvas units.</param>
    /// <param name="tokens">How many tokens there are.</param>
    /// <returns>The layout and the arc on its stage.</returns>
    /// <exception cref="InvalidOperationException">The scene has tokens' texts: plan a frame.</exception>
    public (SceneLayout Layout, ArcLayout Arc) ArcOf(Vector2 size, int tokens)
    {
        if (_options.TokenTexts)
        {
            throw new InvalidOperationException("Where tokens stand depends on how wide their texts are.");
        }

        SceneLayout layout = PlannedFrame.LayoutOf(size, _options);
        return (layout, PlannedFrame.ArcOf(layout, tokens, default, _options));
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
