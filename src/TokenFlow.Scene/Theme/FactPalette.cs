using TokenFlow.Scene.Canvas;
using TokenFlow.Scene.Ramp;

namespace TokenFlow.Scene.Theme;

/// <summary>
/// The colours of facts: hues in order round the circle, and neighbours of different lightness, so that they stay apart on a
/// grey printer and for the colour blind. However many facts there are, so many colours are used as can be told apart; facts
/// beyond share one with their neighbours in the text.
/// </summary>
public sealed class FactPalette
{
    /// <summary>The most colours that are told apart side by side.</summary>
    public const int Most = 24;

    // The hue of the first fact, in degrees; the circle runs on from red over yellow, green and blue.
    private const float FirstHue = 18;
    private readonly Rgba[][] _colours = new Rgba[Most + 1][];

    private FactPalette(ReadOnlySpan<float> lightness, float chroma)
    {
        for (int slots = 0; slots <= Most; slots++)
        {
            _colours[slots] = new Rgba[slots];
            for (int i = 0; i < slots; i++)
            {
                // A round of three that ends in a row of one would put equals side by side at the seam: nobody looks there, the arc is open.
                float light = lightness[i % lightness.Length];
                _colours[slots][i] = InGamut(light, chroma, FirstHue + (345f * i / slots));
            }
        }
    }

    /// <summary>For ink.</summary>
    public static FactPalette OnInk() => new([0.70f, 0.87f, 0.58f], 0.17f);

    /// <summary>For paper.</summary>
    public static FactPalette OnPaper() => new([0.58f, 0.42f, 0.70f], 0.16f);

    /// <summary>How many colours so many facts have.</summary>
    public static int SlotsOf(int facts) => Math.Clamp(facts, 0, Most);

    /// <summary>The colour, from 0, of the fact that is number <paramref name="rank"/> in the text.</summary>
    public static int SlotOf(int rank, int facts) => facts <= Most ? rank : (int)((long)rank * Most / facts);

    /// <summary>The colours where there are so many, in the order of the hues.</summary>
    /// <param name="slots">How many, up to <see cref="Most"/>.</param>
    public ReadOnlySpan<Rgba> Of(int slots) => _colours[slots];

    // The strongest chroma that the screen can show at that lightness and hue: clipping would change both.
    private static Rgba InGamut(float lightness, float chroma, float hue)
    {
        for (; chroma > 0.01f; chroma -= 0.005f)
        {
            var wish = OkLab.FromLch(lightness, chroma, hue);
            Rgba colour = wish.ToRgba();
            if (OkLab.From(colour).Distance(wish) < 0.006f)
            {
                return colour;
            }
        }

        return OkLab.FromLch(lightness, 0, hue).ToRgba();
    }
}
