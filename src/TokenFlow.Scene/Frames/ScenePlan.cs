using System.Numerics;
using TokenFlow.Scene.Canvas;
using TokenFlow.Scene.Layout;
using TokenFlow.Scene.Lettering;
using TokenFlow.Simulation.Snapshots;
using TokenFlow.Studies.Recall;

namespace TokenFlow.Scene.Frames;

/// <summary>Which part of a picture stands where: what is drawn, and what is asked for where things are, goes by one plan.</summary>
/// <param name="Layout">The parts.</param>
/// <param name="Texts">How tokens' texts are set.</param>
/// <param name="Readers">How readers' strips are made.</param>
/// <param name="Arc">The arc, in layout units.</param>
/// <param name="Canvas">The canvas in layout units.</param>
internal readonly record struct ScenePlan(SceneLayout Layout, TextPlan Texts, ReaderPlan Readers, ArcLayout Arc, ICanvas Canvas)
{
    /// <summary>The plan of a picture.</summary>
    /// <param name="canvas">What it is drawn on: its size and its widths of texts.</param>
    /// <param name="snapshot">What it shows.</param>
    /// <param name="options">How.</param>
    /// <param name="room">A canvas in layout units, where they are not the canvas's own.</param>
    public static ScenePlan For(ICanvas canvas, FrameSnapshot snapshot, SceneOptions options, PlacedCanvas room)
    {
        SceneLayout layout = LayoutOf(canvas.Size, options, snapshot.Recall is not null);
        ICanvas scaled = layout.Scale == 1 ? canvas : room.On(canvas, layout.Scale);
        TextPlan texts = options.TokenTexts ? TextPlan.For(scaled, snapshot, layout.Stage) : default;
        bool hasStrips = options.Labels && !options.ArcOnly && snapshot.Recall is { Readers.Count: > 0 };
        ReaderPlan readers = hasStrips ? ReaderPlan.For(scaled, snapshot.Recall!.Facts.Count, layout.Stage) : default;
        return new(layout, texts, readers, ArcOf(layout, snapshot.Tokens.Length, texts, options, readers.Length), scaled);
    }

    /// <summary>The parts of a picture of a size.</summary>
    public static SceneLayout LayoutOf(Vector2 size, SceneOptions options, bool hasRecall = false) =>
        SceneLayout.For(size, options.Panels, options.ArcOnly, hasRecall);

    /// <summary>The arc of so many tokens.</summary>
    public static ArcLayout ArcOf(SceneLayout layout, int tokens, TextPlan texts, SceneOptions options, float stripRoom = 0) =>
        new(layout.Stage, tokens, texts.Room, options.Labels, stripRoom);
}
