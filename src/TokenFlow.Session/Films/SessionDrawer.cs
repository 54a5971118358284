using TokenFlow.Scene;
using TokenFlow.Scene.Canvas;
using TokenFlow.Scene.Theme;
using TokenFlow.Session.Runs;
using TokenFlow.Simulation.Snapshots;

namespace TokenFlow.Session.Films;

/// <summary>Draws frames of a session as its user saw them: theme, camera and words. For one thread at a time.</summary>
public sealed class SessionDrawer
{
    private readonly CameraLens _lens = new();
    private FlowScene? _scene;
    private string _theme = "";

    /// <summary>Draws a frame, all of the canvas.</summary>
    public void Draw(ICanvas canvas, FrameSnapshot snapshot, SessionPicture picture)
    {
        if (_scene is null || _theme != picture.View.Theme)
        {
            _theme = picture.View.Theme;
            _scene = new FlowScene(SceneTheme.Named(_theme) ?? SceneTheme.Dark());
        }

        _lens.Draw(canvas, picture.View.Camera, on => _scene.Draw(on, snapshot, picture.Notes));
    }
}
