using System.Numerics;

namespace TokenFlow.Scene.Passes;

/// <summary>The faint light in which the arc stands.</summary>
internal static class BackdropPass
{
    public static void Draw(SceneFrame frame)
    {
        Vector2 radii = frame.Arc.Curve.Radii;
        frame.Canvas.Glow(frame.Arc.Curve.Centre, MathF.Max(radii.X, radii.Y) * 1.5f, frame.Theme.Haze);
    }
}
