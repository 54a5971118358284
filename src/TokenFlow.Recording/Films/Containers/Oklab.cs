using System.Numerics;

namespace TokenFlow.Recording.Films.Containers;

/// <summary>
/// Oklab (Ottosson, 'A perceptual color space for image processing', 2020): distances in it match what the eye tells
/// apart, also in the dark, where most of these pictures lie.
/// </summary>
internal static class Oklab
{
    private static readonly float[] Linear = [.. Enumerable.Range(0, 256).Select(ToLinear)];

    /// <summary>Lightness, green to red, blue to yellow of an sRGB colour given in bytes.</summary>
    public static Vector3 Of(byte red, byte green, byte blue)
    {
        float r = Linear[red], g = Linear[green], b = Linear[blue];
        float l = MathF.Cbrt((0.4122214708f * r) + (0.5363325363f * g) + (0.0514459929f * b));
        float m = MathF.Cbrt((0.2119034982f * r) + (0.6806995451f * g) + (0.1073969566f * b));
        float s = MathF.Cbrt((0.0883024619f * r) + (0.2817188376f * g) + (0.6299787005f * b));
        return new Vector3(
            (0.2104542553f * l) + (0.7936177850f * m) - (0.0040720468f * s),
            (1.9779984951f * l) - (2.4285922050f * m) + (0.4505937099f * s),
            (0.0259040371f * l) + (0.7827717662f * m) - (0.8086757660f * s));
    }

    private static float ToLinear(int value)
    {
        float v = value / 255f;
        return v <= 0.04045f ? v / 12.92f : MathF.Pow((v + 0.055f) / 1.055f, 2.4f);
    }
}
