using System.Numerics;

namespace TokenFlow.Scene.Layout;

/// <summary>
/// The open arc on which tokens stand in reading order, clockwise from the lower left to the lower right; the gap at
/// the bottom keeps first and last apart. Its shape is an ellipse that fills the stage; places are measured along the
/// curve, so that tokens stand equally far from each other wherever it bends.
/// </summary>
public sealed class ArcGeometry
{
    private const int Samples = 720;
    private readonly Vector2[] _points = new Vector2[Samples + 1];
    private readonly Vector2[] _normals = new Vector2[Samples + 1];
    private readonly float[] _lengths = new float[Samples + 1];

    /// <param name="centre">The ellipse's centre.</param>
    /// <param name="radii">Its half axes; negative ones count as 0.</param>
    /// <param name="gap">The angle left open at the bottom, in radians.</param>
    public ArcGeometry(Vector2 centre, Vector2 radii, float gap)
    {
        Centre = centre;
        Radii = Vector2.Max(radii, Vector2.Zero);
        float start = (MathF.PI / 2) + (gap / 2), sweep = MathF.Tau - gap;
        for (int i = 0; i <= Samples; i++)
        {
            (float sin, float cos) = MathF.SinCos(start + (sweep * i / Samples));
            _points[i] = centre + new Vector2(cos * Radii.X, sin * Radii.Y);
            var normal = new Vector2(cos * Radii.Y, sin * Radii.X);
            _normals[i] = normal.LengthSquared() > 0 ? Vector2.Normalize(normal) : new Vector2(cos, sin);
            _lengths[i] = i == 0 ? 0 : _lengths[i - 1] + Vector2.Distance(_points[i], _points[i - 1]);
        }
    }

    public Vector2 Centre { get; }

    public Vector2 Radii { get; }

    /// <summary>The curve's length.</summary>
    public float Length => _lengths[Samples];

    /// <summary>The place of token <paramref name="token"/> of <paramref name="tokens"/> along the curve, in (0, 1).</summary>
    public static float PlaceOf(int token, int tokens) => (token + 0.5f) / tokens;

    /// <summary>The point at place <paramref name="place"/> in [0, 1], moved outwards by <paramref name="outwards"/>.</summary>
    public Vector2 At(float place, float outwards = 0)
    {
        (int i, float f) = Find(place);
        Vector2 point = Vector2.Lerp(_points[i], _points[i + 1], f);
        return outwards == 0 ? point : point + (Vector2.Normalize(Vector2.Lerp(_normals[i], _normals[i + 1], f)) * outwards);
    }

    /// <summary>The outward unit normal at a place.</summary>
    public Vector2 NormalAt(float place)
    {
        (int i, float f) = Find(place);
        return Vector2.Normalize(Vector2.Lerp(_normals[i], _normals[i + 1], f));
    }

    private (int Sample, float Fraction) Find(float place)
    {
        float target = Math.Clamp(place, 0, 1) * Length;
        int low = 0, high = Samples - 1;
        // The samples are nearly even, so the guess is off by a few only.
        int guess = Math.Clamp((int)(Math.Clamp(place, 0, 1) * Samples), 0, Samples - 1);
        if (_lengths[guess] <= target)
        {
            low = guess;
        }
        else
        {
            high = guess;
        }

        while (low < high)
        {
            int mid = (low + high + 1) / 2;
            if (_lengths[mid] <= target)
            {
                low = mid;
            }
            else
            {
                high = mid - 1;
            }
        }

        float step = _lengths[low + 1] - _lengths[low];
        return (low, step > 0 ? Math.Clamp((target - _lengths[low]) / step, 0, 1) : 0);
    }
}
