using System.Numerics;
using TokenFlow.Scene.Canvas;
using TokenFlow.Scene.Frames;

namespace TokenFlow.Scene.Passes;

/// <summary>
/// The faint light in which the arc stands. Opaque discs, each one step of colour away from the next, cost a tenth of
/// a gradient of that size and look the same: no step is larger than what eight bits can show.
/// </summary>
internal static class BackdropPass
{
    private const int Steps = 36;

    public static void Draw(SceneFrame frame)
    {
        Vector2 radii = frame.Arc.Curve.Radii;
        float reach = MathF.Max(radii.X, radii.Y) * 1.55f;
        Rgba ground = frame.Theme.Background, haze = frame.Theme.Haze with { A = 255 };
        float strength = frame.Theme.Haze.A / 255f;
        if (frame.Options.SmoothHaze)
        {
            // A glow falls off as (1 - r)^2, like the steps.
            frame.Canvas.Glow(frame.Arc.Curve.Centre, reach, frame.Theme.Haze);
            return;
        }

        Rgba last = ground;
        for (int step = 0; step < Steps; step++)
        {
            float r = 1 - (step / (float)Steps);
            Rgba colour = ground.Mix(haze, strength * (1 - r) * (1 - r));
            if (colour == last)
            {
                continue;
            }

            last = colour;
            frame.Canvas.Discs([frame.Arc.Curve.Centre], reach * r, colour);
        }
    }
}
