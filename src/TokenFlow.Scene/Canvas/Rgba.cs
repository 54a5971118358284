namespace TokenFlow.Scene.Canvas;

/// <summary>A colour in sRGB with straight (not premultiplied) alpha, a byte a channel.</summary>
public readonly record struct Rgba(byte R, byte G, byte B, byte A = 255)
{
    /// <summary>Nothing at all.</summary>
    public static Rgba Transparent => default;

    /// <summary>The same colour with its opacity multiplied by <paramref name="factor"/> in [0, 1].</summary>
    public Rgba Fade(float factor) => this with { A = (byte)MathF.Round(A * Math.Clamp(factor, 0f, 1f)) };

    /// <summary>Channel-wise blend: this colour at 0, <paramref name="other"/> at 1.</summary>
    public Rgba Mix(Rgba other, float amount)
    {
        float t = Math.Clamp(amount, 0f, 1f);
        return new Rgba(Lerp(R, other.R, t), Lerp(G, other.G, t), Lerp(B, other.B, t), Lerp(A, other.A, t));
    }

    private static byte Lerp(byte a, byte b, float t) => (byte)MathF.Round(a + ((b - a) * t));
}
