namespace TokenFlow.Scenarios.Cameras;

/// <summary>Which part of the picture is looked at: in the window, in films and stills, and at the stops of a lesson.</summary>
/// <param name="X">What stands in the middle, across: 0 the left edge of the whole picture, 1 the right.</param>
/// <param name="Y">What stands in the middle, down: 0 the upper edge, 1 the lower.</param>
/// <param name="Zoom">How many times larger than the whole; at least 1.</param>
public readonly record struct Camera(float X, float Y, float Zoom)
{
    /// <summary>The closest look.</summary>
    public const float MostZoom = 64;

    /// <summary>All of the picture.</summary>
    public static Camera Whole { get; } = new(0.5f, 0.5f, 1);

    /// <summary>The nearest camera that shows nothing beyond the picture.</summary>
    public Camera Clamped()
    {
        float zoom = float.IsNaN(Zoom) ? 1 : Math.Clamp(Zoom, 1, MostZoom);
        float half = 0.5f / zoom;
        return new Camera(Within(X, half), Within(Y, half), zoom);
    }

    /// <summary>Closer by a factor, with one point of the picture staying where it is seen.</summary>
    /// <param name="factor">Above 1 closer, below 1 farther.</param>
    /// <param name="x">The point, across.</param>
    /// <param name="y">The point, down.</param>
    public Camera ZoomedAt(float factor, float x, float y)
    {
        float zoom = Math.Clamp(Zoom * factor, 1, MostZoom);
        float keep = Zoom / zoom;
        return new Camera(x + ((X - x) * keep), y + ((Y - y) * keep), zoom).Clamped();
    }

    /// <summary>Moved by a share of what is seen.</summary>
    public Camera Panned(float right, float down) => (this with { X = X + (right / Zoom), Y = Y + (down / Zoom) }).Clamped();

    private static float Within(float at, float half) => float.IsNaN(at) ? 0.5f : Math.Clamp(at, half, Math.Max(half, 1 - half));
}
