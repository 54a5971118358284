using TokenFlow.Scene.Canvas;

namespace TokenFlow.Scene.Tests.Theme;

/// <summary>
/// How somebody without one kind of cone sees: the matrices for severity 1 of Machado, Oliveira and Fernandes, "A
/// Physiologically-based Model for Simulation of Color Vision Deficiency" (2009), on linear light.
/// </summary>
internal sealed record ColourVision(string Name, float[] Matrix)
{
    public static IReadOnlyList<ColourVision> All { get; } =
    [
        new("protanopia", [0.152286f, 1.052583f, -0.204868f, 0.114503f, 0.786281f, 0.099216f, -0.003882f, -0.048116f, 1.051998f]),
        new("deuteranopia", [0.367322f, 0.860646f, -0.227968f, 0.280085f, 0.672501f, 0.047413f, -0.011820f, 0.042940f, 0.968881f]),
        new("tritanopia", [1.255528f, -0.076749f, -0.178779f, -0.078411f, 0.930809f, 0.147602f, 0.004733f, 0.691367f, 0.303900f]),
    ];

    public Rgba See(Rgba colour)
    {
        float r = Linear(colour.R), g = Linear(colour.G), b = Linear(colour.B);
        float[] m = Matrix;
        return new Rgba(
            Encode((m[0] * r) + (m[1] * g) + (m[2] * b)), Encode((m[3] * r) + (m[4] * g) + (m[5] * b)), Encode((m[6] * r) + (m[7] * g) + (m[8] * b)));
    }

    public static float Linear(byte channel)
    {
        float c = channel / 255f;
        return c <= 0.04045f ? c / 12.92f : MathF.Pow((c + 0.055f) / 1.055f, 2.4f);
    }

    private static byte Encode(float linear)
    {
        float c = linear <= 0.0031308f ? 12.92f * linear : (1.055f * MathF.Pow(linear, 1 / 2.4f)) - 0.055f;
        return (byte)MathF.Round(255 * Math.Clamp(c, 0, 1));
    }
}
