using TokenFlow.Base.Numerics;

namespace TokenFlow.Simulation.Weights;

/// <summary>Matrices as untrained networks start with.</summary>
public static class XavierMatrix
{
    /// <summary>Fills a square matrix uniformly in [-b, b] with b = sqrt(6 / (2 width)) (Glorot and Bengio 2010, equation 16).</summary>
    /// <param name="matrix">width x width numbers.</param>
    /// <param name="width">Rows and columns.</param>
    /// <param name="random">Where the numbers come from.</param>
    public static void Fill(Span<float> matrix, int width, SeededRandom random)
    {
        ArgumentNullException.ThrowIfNull(random);
        double bound = Math.Sqrt(6.0 / (2.0 * width));
        for (int i = 0; i < matrix.Length; i++)
        {
            matrix[i] = (float)((random.NextUnit() * 2 * bound) - bound);
        }
    }
}
