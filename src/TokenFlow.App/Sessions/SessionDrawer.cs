using System.Numerics;
using TokenFlow.Scene;
using TokenFlow.Scene.Canvas;
using TokenFlow.Scene.Theme;
using TokenFlow.Simulation.Snapshots;
using TokenFlow.Window.Sessions;

namespace TokenFlow.App.Sessions;

/// <summary>Draws frames of a session as its user saw them: theme, camera and words. For one thread at a time.</summary>
internal sealed class SessionDrawer
{
    private readonly RegionCanvas _region = new();
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

        Camera camera = picture.View.Camera;
        if (camera == Camera.Whole)
        {
            _scene.Draw(canvas, snapshot, picture.Notes);
            return;
        }

        Vector2 size = canvas.Size;
        Vector2 origin = (size / 2) - (new Vector2(camera.X, camera.Y) * size * camera.Zoom);
        _region.Begin(canvas, new Box(0, 0, size.X, size.Y), size, origin, camera.Zoom);
        _scene.Draw(_region, snapshot, picture.Notes);
        _region.End();
    }
}
