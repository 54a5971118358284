using System.Numerics;
using TokenFlow.Scenarios.Cameras;
using TokenFlow.Scene.Canvas;

namespace TokenFlow.Scene.Shots;

/// <summary>Shows the part of a picture that a camera looks at. For one thread at a time.</summary>
public sealed class CameraLens
{
    private readonly RegionCanvas _region = new();

    /// <summary>Where the whole picture comes to lie, so that a box shows what the camera looks at.</summary>
    /// <param name="box">The box.</param>
    /// <param name="camera">The camera.</param>
    /// <returns>The picture's top left corner, and how many of the box's units one of the picture's is.</returns>
    public static (Vector2 Origin, float Zoom) Placement(in Box box, Camera camera) => camera == Camera.Whole
        ? (new Vector2(box.Left, box.Top), 1)
        : (box.Centre - (new Vector2(camera.X, camera.Y) * new Vector2(box.Width, box.Height) * camera.Zoom), camera.Zoom);

    /// <summary>Begins the picture in a box of a canvas: what is drawn between this and <see cref="End"/> is seen through the camera.</summary>
    /// <param name="canvas">The canvas.</param>
    /// <param name="box">Where on it; as large as the whole picture.</param>
    /// <param name="camera">What is looked at.</param>
    /// <returns>The canvas of the whole picture.</returns>
    public ICanvas Begin(ICanvas canvas, in Box box, Camera camera)
    {
        (Vector2 origin, float zoom) = Placement(box, camera);
        _region.Begin(canvas, box, new Vector2(box.Width, box.Height), origin, zoom);
        return _region;
    }

    /// <summary>Ends the picture.</summary>
    public void End() => _region.End();
}
