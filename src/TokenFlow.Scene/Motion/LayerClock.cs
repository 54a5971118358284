namespace TokenFlow.Scene.Motion;

/// <summary>
/// Where a layer's movement is: it points at what is about to happen, dye travels, it settles, then all rests. In a
/// layer of one second these take 0.15, 0.45, 0.15 and 0.25 s. Shorter layers lose the rest first and then shrink;
/// longer ones stretch up to twice, then rest.
/// </summary>
public readonly struct LayerClock
{
    private const float Pointing = 0.15f;
    private const float Travelling = 0.45f;
    private const float Settling = 0.15f;
    private const float RestingLight = 0.5f;

    /// <param name="progress">How far the layer is, in [0, 1).</param>
    /// <param name="layerSeconds">How long a layer lasts.</param>
    public LayerClock(float progress, float layerSeconds)
    {
        float seconds = MathF.Max(layerSeconds, 1e-3f);
        float scale = seconds <= 0.75f ? seconds / 0.75f : Math.Clamp(seconds, 1, 2);
        float time = Math.Clamp(progress, 0, 1) * seconds / scale;

        Pointed = Smooth(time / Pointing);
        Travel = Smooth((time - Pointing) / Travelling);
        float settled = Smooth((time - Pointing - Travelling) / Settling);
        Light = RestingLight + ((1 - RestingLight) * Pointed * (1 - settled));
        IsTravelling = time > Pointing && time < Pointing + Travelling;
        Pulse = time < Pointing ? MathF.Sin(MathF.PI * Math.Clamp(time / Pointing, 0, 1)) : 0;
        Flash = time > Pointing + (0.8f * Travelling) ? MathF.Sin(MathF.PI * Math.Clamp((time - Pointing - (0.8f * Travelling)) / (Settling + (0.2f * Travelling)), 0, 1)) : 0;
    }

    /// <summary>How far the pointing is, eased, in [0, 1].</summary>
    public float Pointed { get; }

    /// <summary>How far packets are along their edges, eased in and out, in [0, 1]; dye on tokens changes by the same curve.</summary>
    public float Travel { get; }

    /// <summary>How brightly edges that carry dye are lit, in [0, 1].</summary>
    public float Light { get; }

    /// <summary>Whether packets are under way.</summary>
    public bool IsTravelling { get; }

    /// <summary>Rises and falls once while the layer points at the keys that will be read.</summary>
    public float Pulse { get; }

    /// <summary>Rises and falls once as dye arrives.</summary>
    public float Flash { get; }

    private static float Smooth(float x)
    {
        float t = Math.Clamp(x, 0, 1);
        return t * t * (3 - (2 * t));
    }
}
