using System.Numerics;
using TokenFlow.Scenarios.Cameras;
using TokenFlow.Scene.Canvas;
using TokenFlow.Scene.Frames;
using TokenFlow.Scene.Shots;
using TokenFlow.Ui.Input;

namespace TokenFlow.Ui.Screens.Stage;

/// <summary>The scene itself, as the camera sees it.</summary>
internal sealed class PicturePart : IRunPart
{
    private readonly CameraLens _lens = new();
    private SceneNotes? _stops;

    /// <summary>Where a point of the picture comes to lie in the window.</summary>
    /// <param name="layout">The window's layout.</param>
    /// <param name="camera">The camera.</param>
    public static (Vector2 Origin, float Zoom) Placement(RunLayout layout, Camera camera) => CameraLens.Placement(layout.Picture, camera);

    public void Update(RunContext run, ref InputFrame input)
    {
    }

    public void Draw(RunContext run, ICanvas canvas)
    {
        Box box = run.Layout.Picture;
        if (!(box.Width >= 1 && box.Height >= 1))
        {
            return;
        }

        ICanvas picture = _lens.Begin(canvas, box, run.Session.View.Camera);
        SceneNotes notes = run.Session.Notes;
        if (run.Stops.Count > 0)
        {
            notes = _stops = _stops is { } stops && stops.Caption == notes.Caption ? stops : notes with { Stops = run.Stops };
        }

        run.Scene.Plan(picture, run.Session.Snapshot, notes, run.Planned);
        run.Scene.Draw(run.Planned, picture);
        _lens.End();
    }
}
