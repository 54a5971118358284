using System.Numerics;
using TokenFlow.Scenarios.Cameras;
using TokenFlow.Scene.Canvas;
using TokenFlow.Scene.Places;
using TokenFlow.Scene.Shots;
using TokenFlow.Ui.Screens.Stage;

namespace TokenFlow.Ui.Screens.Touch;

/// <summary>
/// Where things of the scene were in the window when it was drawn last: what is seen is what is touched. Positions are in
/// pixels of the window, or, where told so, in units of the picture.
/// </summary>
internal sealed class PicturePlaces
{
    private readonly CameraLens _lens = new();
    private (Vector2 Origin, float Zoom, Box Box, long Frame, ulong Hash) _seen;

    /// <summary>The places in units of the picture.</summary>
    public ScenePlaces Scene { get; } = new();

    /// <summary>The picture's place in the window.</summary>
    public Box Box => _seen.Box;

    /// <summary>Pixels a unit of the picture.</summary>
    public float Zoom => _seen.Zoom;

    /// <summary>Whether there is a picture with an arc.</summary>
    public bool IsReady => Scene.Arc is not null && _seen.Box.Width >= 1;

    /// <summary>Grows whenever something may have moved.</summary>
    public long Version { get; private set; }

    /// <summary>
    /// Takes the places of the picture that has just been drawn; then draws upon it, in the picture's units. Nothing is drawn
    /// where there is no picture.
    /// </summary>
    public void Draw(RunContext run, ICanvas canvas, Action<RunContext, ICanvas> draw)
    {
        Box box = run.Layout.Picture;
        if (!run.Layout.HasPicture)
        {
            _seen = default;
            return;
        }

        Camera camera = run.Session.View.Camera;
        (Vector2 origin, float zoom) = CameraLens.Placement(box, camera);
        var snapshot = run.Session.Snapshot;
        Scene.Read(run.Drawer.Planned);
        var seen = (origin, zoom, box, snapshot.Frame, snapshot.StateHash);
        if (seen != _seen)
        {
            _seen = seen;
            Version++;
        }

        draw(run, _lens.Begin(canvas, box, camera));
        _lens.End();
    }

    /// <summary>A point of the picture in the window.</summary>
    public Vector2 ToWindow(Vector2 point) => _seen.Origin + (point * _seen.Zoom);

    /// <summary>A point of the window in the picture.</summary>
    public Vector2 ToPicture(Vector2 point) => _seen.Zoom > 0 ? (point - _seen.Origin) / _seen.Zoom : default;

    /// <summary>A box of the picture in the window.</summary>
    public Box ToWindow(in Box box)
    {
        Vector2 corner = ToWindow(new Vector2(box.Left, box.Top));
        return new Box(corner.X, corner.Y, box.Width * Zoom, box.Height * Zoom);
    }
}
