using System.Numerics;
using TokenFlow.Scene.Canvas;
using TokenFlow.Session.Runs;

namespace TokenFlow.Session.Films;

/// <summary>Shows the part of a picture that a camera looks at. For one thread at a time.</summary>
public sealed class CameraLens
{
    private readonly RegionCanvas _region = new();

    /// <summary>Draws a picture through the camera.</summary>
    /// <param name="canvas">Where; all of it.</param>
    /// <param name="camera">What is looked at.</param>
    /// <param name="draw">Draws the whole picture.</param>
    public void Draw(ICanvas canvas, Camera camera, Action<ICanvas> draw)
    {
        if (camera == Camera.Whole)
        {
            draw(canvas);
            return;
        }

        Vector2 size = canvas.Size;
        Vector2 origin = (size / 2) - (new Vector2(camera.X, camera.Y) * size * camera.Zoom);
        _region.Begin(canvas, new Box(0, 0, size.X, size.Y), size, origin, camera.Zoom);
        draw(_region);
        _region.End();
    }
}
