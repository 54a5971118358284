using System.Numerics;
using TokenFlow.Scene.Canvas;
using TokenFlow.Scene.Frames;
using TokenFlow.Session.Runs;
using TokenFlow.Ui.Input;

namespace TokenFlow.Ui.Screens.Stage;

/// <summary>The scene itself, as the camera sees it.</summary>
internal sealed class PicturePart : IRunPart
{
    private readonly RegionCanvas _region = new();
    private SceneNotes? _stops;

    /// <summary>Where a point of the picture comes to lie in the window.</summary>
    /// <param name="layout">The window's layout.</param>
    /// <param name="camera">The camera.</param>
    public static (Vector2 Origin, float Zoom) Placement(RunLayout layout, Camera camera)
    {
        Box box = layout.Picture;
        var size = new Vector2(box.Width, box.Height);
        return (box.Centre - (new Vector2(camera.X, camera.Y) * size * camera.Zoom), camera.Zoom);
    }

    public void Update(RunContext run, ref InputFrame input)
    {
    }

    public void Draw(RunContext run, ICanvas canvas)
    {
        Box box = run.Layout.Picture;
        if (!(box.Width >= 1 && box.Height >= 1))
            return;
        (Vector2 origin, float zoom) = Placement(run.Layout, run.Session.View.Camera);
        _region.Begin(canvas, box, new Vector2(box.Width, box.Height), origin, zoom);
        SceneNotes notes = run.Session.Notes;
        if (run.Stops.Count > 0)
            notes = _stops = _stops is { } stops && stops.Caption == notes.Caption ? stops : notes with { Stops = run.Stops };
        run.Scene.Plan(_region, run.Session.Snapshot, notes, run.Planned);
        run.Scene.Draw(run.Planned, _region);
        _region.End();
    }
}
