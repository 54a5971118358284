using TokenFlow.Scene.Canvas;

namespace TokenFlow.Scene.Ramp;

/// <summary>
/// The one ramp that dye is shown in. Its path runs smoothly through anchor colours in OKLab and is then walked at
/// constant speed, so equal steps of level look equally large; anchors rise (or, on paper, fall) in lightness, so the
/// order survives colour blindness and a grey printer.
/// </summary>
public sealed class DyeRamp
{
    /// <summary>How many steps the ramp is quantised to: few enough to batch discs by colour, too many to see.</summary>
    public const int Steps = 96;

    private const int Fine = 2048;
    private readonly Rgba[] _colours = new Rgba[Steps];

    /// <param name="anchors">At least two colours, monotone in lightness.</param>
    /// <exception cref="ArgumentException">Fewer than two anchors.</exception>
    public DyeRamp(ReadOnlySpan<OkLab> anchors)
    {
        if (anchors.Length < 2)
        {
            throw new ArgumentException("A ramp needs two anchors at least.", nameof(anchors));
        }

        var path = new OkLab[Fine + 1];
        var length = new float[Fine + 1];
        for (int i = 0; i <= Fine; i++)
        {
            path[i] = Along(anchors, i / (float)Fine);
            length[i] = i == 0 ? 0 : length[i - 1] + path[i].Distance(path[i - 1]);
        }

        int at = 0;
        for (int step = 0; step < Steps; step++)
        {
            float target = length[Fine] * step / (Steps - 1);
            while (at < Fine && length[at] < target)
            {
                at++;
            }

            _colours[step] = path[at].ToRgba();
        }
    }

    /// <summary>From dark blue over teal and amber to near white, for ink.</summary>
    public static DyeRamp OnInk() => new(
    [
        OkLab.FromLch(0.395f, 0.095f, 258), OkLab.FromLch(0.53f, 0.10f, 232), OkLab.FromLch(0.66f, 0.105f, 188),
        OkLab.FromLch(0.81f, 0.145f, 82), OkLab.FromLch(0.975f, 0.035f, 92),
    ]);

    /// <summary>The same hues in the same order of contrast, for paper: from pale blue down to near black.</summary>
    public static DyeRamp OnPaper() => new(
    [
        OkLab.FromLch(0.83f, 0.065f, 250), OkLab.FromLch(0.70f, 0.10f, 232), OkLab.FromLch(0.585f, 0.095f, 190),
        OkLab.FromLch(0.43f, 0.105f, 65), OkLab.FromLch(0.22f, 0.045f, 45),
    ]);

    /// <summary>The ramp's colours, least dye first.</summary>
    public ReadOnlySpan<Rgba> Colours => _colours;

    /// <summary>The step of a level in [0, 1]; levels outside are clamped.</summary>
    public static int StepOf(float level) => (int)MathF.Round(Math.Clamp(level, 0f, 1f) * (Steps - 1));

    /// <summary>The colour of a level in [0, 1]; levels outside are clamped.</summary>
    public Rgba At(float level) => _colours[StepOf(level)];

    // Cardinal spline through the anchors with a tension that keeps lightness from overshooting at the ends.
    private static OkLab Along(ReadOnlySpan<OkLab> anchors, float t)
    {
        float x = t * (anchors.Length - 1);
        int i = Math.Min((int)x, anchors.Length - 2);
        float f = x - i;
        OkLab p0 = anchors[Math.Max(i - 1, 0)], p1 = anchors[i], p2 = anchors[i + 1], p3 = anchors[Math.Min(i + 2, anchors.Length - 1)];
        return new OkLab(
            Spline(p0.L, p1.L, p2.L, p3.L, f), Spline(p0.A, p1.A, p2.A, p3.A, f), Spline(p0.B, p1.B, p2.B, p3.B, f));
    }

    private static float Spline(float p0, float p1, float p2, float p3, float t)
    {
        const float Tension = 0.42f;
        float m1 = Tension * (p2 - p0), m2 = Tension * (p3 - p1);
        float t2 = t * t, t3 = t2 * t;
        return (((2 * t3) - (3 * t2) + 1) * p1) + ((t3 - (2 * t2) + t) * m1) + (((-2 * t3) + (3 * t2)) * p2) + ((t3 - t2) * m2);
    }
}
