using System.Runtime.InteropServices;

namespace TokenFlow.Base.Numerics;

/// <summary>y = c x^exponent, fitted by least squares to the logarithms of both.</summary>
/// <param name="Exponent">How y grows with x; NaN where there are fewer than two points.</param>
/// <param name="From">The smallest x that it was fitted to.</param>
/// <param name="To">The largest.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct PowerFit(double Exponent, double From, double To)
{
    /// <summary>Fits points of positive coordinates.</summary>
    public static PowerFit Of(IReadOnlyList<(double X, double Y)> points)
    {
        ArgumentNullException.ThrowIfNull(points);
        if (points.Count < 2)
        {
            return new PowerFit(double.NaN, double.NaN, double.NaN);
        }

        double meanX = points.Average(p => Math.Log(p.X)), meanY = points.Average(p => Math.Log(p.Y));
        double products = points.Sum(p => (Math.Log(p.X) - meanX) * (Math.Log(p.Y) - meanY));
        double squares = points.Sum(p => (Math.Log(p.X) - meanX) * (Math.Log(p.X) - meanX));
        return new PowerFit(products / squares, points.Min(p => p.X), points.Max(p => p.X));
    }

    /// <summary>Fits the upper half of the points, at least two: where overheads of small sizes are behind.</summary>
    public static PowerFit OfUpperHalf(IReadOnlyList<(double X, double Y)> points)
    {
        ArgumentNullException.ThrowIfNull(points);
        int count = Math.Min(points.Count, Math.Max(2, (points.Count + 1) / 2));
        return Of([.. points.OrderBy(p => p.X).TakeLast(count)]);
    }
}
