using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace TokenFlow.Attention.Kernels.Gradients;

/// <summary>
/// The inner loops that the backward pass has beside those of <see cref="RowMath"/>: eight lanes, a fixed order of summation.
/// </summary>
internal static unsafe class GradientMath
{
    private const int Lanes = 8;

    /// <summary>
    /// Scores (base 2) become weights, 2^(score - lse), and products become the gradients of the scores,
    /// factor * weight * (product - rowDot).
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Weigh(float* scores, float* products, int count, float lse, float rowDot, float factor)
    {
        Vector256<float> lses = Vector256.Create(lse), dots = Vector256.Create(rowDot), factors = Vector256.Create(factor);
        int j = 0;
        for (; j + Lanes <= count; j += Lanes)
        {
            Vector256<float> weights = Exponential.Exp2(Vector256.Load(scores + j) - lses);
            weights.Store(scores + j);
            (factors * (weights * (Vector256.Load(products + j) - dots))).Store(products + j);
        }
        for (; j < count; j++)
        {
            float weight = Exponential.Exp2(scores[j] - lse);
            scores[j] = weight;
            products[j] = factor * (weight * (products[j] - rowDot));
        }
    }

    /// <summary>rows[j][c] += factors[j] * x[c].</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Scatter(float* rows, float* factors, float* x, int count, int width)
    {
        int c = 0;
        for (; c + (4 * Lanes) <= width; c += 4 * Lanes)
        {
            Vector256<float> x0 = Vector256.Load(x + c), x1 = Vector256.Load(x + c + 8);
            Vector256<float> x2 = Vector256.Load(x + c + 16), x3 = Vector256.Load(x + c + 24);
            float* row = rows + c;
            for (int j = 0; j < count; j++, row += width)
            {
                Vector256<float> factor = Vector256.Create(factors[j]);
                Vector256.FusedMultiplyAdd(factor, x0, Vector256.Load(row)).Store(row);
                Vector256.FusedMultiplyAdd(factor, x1, Vector256.Load(row + 8)).Store(row + 8);
                Vector256.FusedMultiplyAdd(factor, x2, Vector256.Load(row + 16)).Store(row + 16);
                Vector256.FusedMultiplyAdd(factor, x3, Vector256.Load(row + 24)).Store(row + 24);
            }
        }
        for (; c + Lanes <= width; c += Lanes)
        {
            Vector256<float> part = Vector256.Load(x + c);
            float* row = rows + c;
            for (int j = 0; j < count; j++, row += width)
            {
                Vector256.FusedMultiplyAdd(Vector256.Create(factors[j]), part, Vector256.Load(row)).Store(row);
            }
        }
        for (; c < width; c++)
        {
            float* row = rows + c;
            for (int j = 0; j < count; j++, row += width)
            {
                *row = MathF.FusedMultiplyAdd(factors[j], x[c], *row);
            }
        }
    }
}
