using System.Numerics;
using TokenFlow.Scene.Canvas;
using TokenFlow.Scene.Frames;
using TokenFlow.Scene.Places;
using TokenFlow.Scene.Theme;
using TokenFlow.Simulation.Snapshots;
using TokenFlow.Studies.Lessons;

namespace TokenFlow.Scene.Lessons;

/// <summary>
/// A frame of a lesson: the scene, what is pointed out in it, and below it the strip in which the lesson speaks. Several threads
/// may draw at once, each on a canvas of its own.
/// </summary>
/// <param name="theme">The colours.</param>
/// <param name="options">How the scene draws.</param>
public sealed class LessonPicture(SceneTheme theme, SceneOptions? options = null)
{
    private readonly FlowScene _scene = new(theme, options);

    /// <summary>Draws it, all of the canvas.</summary>
    /// <param name="canvas">What is drawn on.</param>
    /// <param name="snapshot">The frame.</param>
    /// <param name="notes">What else the scene is told.</param>
    /// <param name="show">What the lesson shows.</param>
    /// <param name="camera">From where; null for the whole picture.</param>
    public void Draw(ICanvas canvas, FrameSnapshot snapshot, SceneNotes notes, LessonShow show, LessonCamera? camera = null)
    {
        ArgumentNullException.ThrowIfNull(canvas);
        ArgumentNullException.ThrowIfNull(show);
        canvas.Clear(theme.Background);
        Vector2 size = canvas.Size;
        float strip = LessonStrip.HeightOf(size), zoom = camera?.Zoom ?? 1;
        var scene = new Vector2(size.X, size.Y - strip);
        Vector2 middle = camera is null ? scene / 2 : new Vector2(camera.X, camera.Y) * scene;
        var region = new RegionCanvas();
        region.Begin(canvas, new Box(0, 0, scene.X, scene.Y), scene, (scene / 2) - (middle * zoom), zoom);
        PlannedFrame planned = _scene.Plan(region, snapshot, notes);
        _scene.Draw(planned, region);
        if (show.Light > 0 && !show.Highlight.IsEmpty)
            LessonMarks.Draw(region, new ScenePlaces().Read(planned), snapshot, show.Highlight, show.Light, theme);
        region.End();
        LessonStrip.Draw(canvas, new Box(0, scene.Y, size.X, strip), LessonStrip.UnitOf(size), show, theme);
    }
}
