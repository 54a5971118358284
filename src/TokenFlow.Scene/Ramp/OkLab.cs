using TokenFlow.Scene.Canvas;

namespace TokenFlow.Scene.Ramp;

/// <summary>
/// A colour in OKLab (B. Ottosson, "A perceptual color space for image processing", 2020): equal distances look about
/// equally large, and L alone is lightness. Ramps are built here because sRGB bytes are even in neither.
/// </summary>
public readonly record struct OkLab(float L, float A, float B)
{
    /// <summary>From lightness in [0, 1], chroma and hue in degrees.</summary>
    public static OkLab FromLch(float lightness, float chroma, float hueDegrees)
    {
        (float sin, float cos) = MathF.SinCos(hueDegrees * (MathF.PI / 180));
        return new OkLab(lightness, chroma * cos, chroma * sin);
    }

    /// <summary>The colour of an sRGB triple; alpha is left out.</summary>
    public static OkLab From(Rgba colour)
    {
        float r = Linear(colour.R), g = Linear(colour.G), b = Linear(colour.B);
        float l = MathF.Cbrt((0.4122214708f * r) + (0.5363325363f * g) + (0.0514459929f * b));
        float m = MathF.Cbrt((0.2119034982f * r) + (0.6806995451f * g) + (0.1073969566f * b));
        float s = MathF.Cbrt((0.0883024619f * r) + (0.2817188376f * g) + (0.6299787005f * b));
        return new OkLab(
            (0.2104542553f * l) + (0.7936177850f * m) - (0.0040720468f * s),
            (1.9779984951f * l) - (2.4285922050f * m) + (0.4505937099f * s),
            (0.0259040371f * l) + (0.7827717662f * m) - (0.8086757660f * s));
    }

    /// <summary>The nearest opaque sRGB colour; channels out of gamut are clipped.</summary>
    public Rgba ToRgba()
    {
        float l = Cube(L + (0.3963377774f * A) + (0.2158037573f * B));
        float m = Cube(L - (0.1055613458f * A) - (0.0638541728f * B));
        float s = Cube(L - (0.0894841775f * A) - (1.2914855480f * B));
        return new Rgba(
            Encode((4.0767416621f * l) - (3.3077115913f * m) + (0.2309699292f * s)),
            Encode((-1.2684380046f * l) + (2.6097574011f * m) - (0.3413193965f * s)),
            Encode((-0.0041960863f * l) - (0.7034186147f * m) + (1.7076147010f * s)));
    }

    /// <summary>How different two colours look: Euclidean distance in OKLab.</summary>
    public float Distance(OkLab other)
    {
        float dl = L - other.L, da = A - other.A, db = B - other.B;
        return MathF.Sqrt((dl * dl) + (da * da) + (db * db));
    }

    private static float Cube(float x) => x * x * x;

    private static float Linear(byte channel)
    {
        float c = channel / 255f;
        return c <= 0.04045f ? c / 12.92f : MathF.Pow((c + 0.055f) / 1.055f, 2.4f);
    }

    private static byte Encode(float linear)
    {
        float c = linear <= 0.0031308f ? 12.92f * linear : (1.055f * MathF.Pow(linear, 1 / 2.4f)) - 0.055f;
        return (byte)MathF.Round(255 * Math.Clamp(c, 0f, 1f));
    }
}
