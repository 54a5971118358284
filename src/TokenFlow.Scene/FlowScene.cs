using System.Collections.Concurrent;
using System.Numerics;
using TokenFlow.Scene.Canvas;
using TokenFlow.Scene.Frames;
using TokenFlow.Scene.Layout;
using TokenFlow.Scene.Motion;
using TokenFlow.Scene.Passes;
using TokenFlow.Scene.Places;
using TokenFlow.Scene.Ramp;
using TokenFlow.Scene.Theme;
using TokenFlow.Simulation.Snapshots;
using TokenFlow.Studies.Recall;

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

    /// <summary>Draws the frame, all of the canvas.</summary>
    public void Draw(ICanvas canvas, FrameSnapshot snapshot, SceneNotes? notes = null)
    {
        if (_options.Backdrop)
            canvas.Clear(_theme.Background);
        Vector2 size = canvas.Size;
        if (!(size.X >= 1 && size.Y >= 1) || snapshot.Tokens.Length == 0)
            return;

        if (!_scratch.TryTake(out SceneScratch? scratch))
            scratch = new SceneScratch();
        try
        {
            int tokens = snapshot.Tokens.Length;
            float seconds = snapshot.Subject.FramesPerLayer / (float)Math.Max(snapshot.Subject.FramesPerSecond, 1);
            var clock = new LayerClock(snapshot.IsFinished ? 0 : snapshot.Progress, seconds);
            ScenePlan plan = ScenePlan.For(canvas, snapshot, _options, scratch.Canvas);
            scratch.Hubs.Place(plan.Arc, snapshot.Hubs);
            scratch.Facts.See(snapshot.Recall, tokens);
            scratch.Readers.Place(plan.Arc, plan.Readers, snapshot.Recall?.Readers);
            ShownDye.Gather(snapshot, clock, ref scratch.Dye);
            var frame = new SceneFrame
            {
                Canvas = plan.Canvas,
                Snapshot = snapshot,
                Notes = notes ?? SceneNotes.None,
                Options = _options,
                Theme = _theme,
                Layout = plan.Layout,
                Arc = plan.Arc,
                Scratch = scratch,
                Scale = new DyeScale(tokens),
                Clock = clock,
                TextPlan = plan.Texts,
                ReaderPlan = plan.Readers,
            };
            Draw(frame);
        }
        finally
        {
            _scratch.Add(scratch);
        }
    }

    /// <summary>Where things are in the picture that <see cref="Draw(ICanvas, FrameSnapshot, SceneNotes?)"/> draws on this canvas.</summary>
    /// <param name="canvas">The canvas: its size and its widths of texts.</param>
    /// <param name="snapshot">The frame.</param>
    /// <param name="into">Places to fill anew and return: little is done, and nothing allocated, where nothing has changed; null for new ones.</param>
    public ScenePlaces Places(ICanvas canvas, FrameSnapshot snapshot, ScenePlaces? into = null)
    {
        ArgumentNullException.ThrowIfNull(canvas);
        ArgumentNullException.ThrowIfNull(snapshot);
        into ??= new ScenePlaces();
        into.Fill(canvas, snapshot, _options, _theme);
        return into;
    }

    /// <summary>Where tokens stand in a picture of a size, in layout units; for scenes without tokens' texts, which no canvas has to measure.</summary>
    /// <param name="size">The picture's size in canvas units.</param>
    /// <param name="tokens">How many tokens there are.</param>
    /// <returns>The layout and the arc on its stage.</returns>
    /// <exception cref="InvalidOperationException">The scene has tokens' texts: ask <see cref="Places"/>.</exception>
    public (SceneLayout Layout, ArcLayout Arc) ArcOf(Vector2 size, int tokens)
    {
        if (_options.TokenTexts)
            throw new InvalidOperationException("Where tokens stand depends on how wide their texts are.");
        SceneLayout layout = ScenePlan.LayoutOf(size, _options);
        return (layout, ScenePlan.ArcOf(layout, tokens, default, _options));
    }

    private static void Draw(SceneFrame frame)
    {
        if (frame.Options.Backdrop)
            BackdropPass.Draw(frame);
        if (frame.Arc.Curve.Length > 8)
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
                TextPass.Draw(frame);
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
