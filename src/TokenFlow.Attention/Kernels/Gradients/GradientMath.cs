using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace TokenFlow.Attention.Kernels.Gradients;

/// <summary>
/// The inner loops of the backward pass: products of one row with consecutive rows, and sums over them either way. Eight
/// lanes, a fixed order of summation: the bits of a number depend on what it is made of, not on where it stands in a run.
/// </summary>
internal static unsafe class GradientMath
{
    private const int Lanes = 8;

    /// <summary>products[j] = factor * (x . rows[j]), or that added to what is there.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Dots(float* x, float* rows, int count, int width, float factor, float* products, bool add = false)
    {
        int whole = width & -Lanes;
        int j = 0;
        for (; j + 4 <= count; j += 4)
        {
            float* r0 = rows + ((long)j * width);
            float* r1 = r0 + width;
            float* r2 = r1 + width;
            float* r3 = r2 + width;
            Vector256<float> a0 = default, a1 = default, a2 = default, a3 = default;
            for (int c = 0; c < whole; c += Lanes)
            {
                Vector256<float> part = Vector256.Load(x + c);
                a0 = Vector256.FusedMultiplyAdd(part, Vector256.Load(r0 + c), a0);
                a1 = Vector256.FusedMultiplyAdd(part, Vector256.Load(r1 + c), a1);
                a2 = Vector256.FusedMultiplyAdd(part, Vector256.Load(r2 + c), a2);
                a3 = Vector256.FusedMultiplyAdd(part, Vector256.Load(r3 + c), a3);
            }
            Put(products + j, factor * Finish(a0, x, r0, whole, width), add);
            Put(products + j + 1, factor * Finish(a1, x, r1, whole, width), add);
            Put(products + j + 2, factor * Finish(a2, x, r2, whole, width), add);
            Put(products + j + 3, factor * Finish(a3, x, r3, whole, width), add);
        }
        for (; j < count; j++)
            Put(products + j, factor * Dot(x, rows + ((long)j * width), width), add);
    }

    /// <summary>The dot product as <see cref="Dots"/> forms it.</summary>
    public static float Dot(float* x, float* row, int width)
    {
        int whole = width & -Lanes;
        Vector256<float> sum = default;
        for (int c = 0; c < whole; c += Lanes)
            sum = Vector256.FusedMultiplyAdd(Vector256.Load(x + c), Vector256.Load(row + c), sum);
        return Finish(sum, x, row, whole, width);
    }

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

    /// <summary>sums[c] += the sum over j of factors[j] * rows[j][c].</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Gather(float* sums, float* factors, float* rows, int count, int width)
    {
        int c = 0;
        for (; c + (4 * Lanes) <= width; c += 4 * Lanes)
        {
            Vector256<float> s0 = Vector256.Load(sums + c), s1 = Vector256.Load(sums + c + 8);
            Vector256<float> s2 = Vector256.Load(sums + c + 16), s3 = Vector256.Load(sums + c + 24);
            float* row = rows + c;
            for (int j = 0; j < count; j++, row += width)
            {
                Vector256<float> factor = Vector256.Create(factors[j]);
                s0 = Vector256.FusedMultiplyAdd(factor, Vector256.Load(row), s0);
                s1 = Vector256.FusedMultiplyAdd(factor, Vector256.Load(row + 8), s1);
                s2 = Vector256.FusedMultiplyAdd(factor, Vector256.Load(row + 16), s2);
                s3 = Vector256.FusedMultiplyAdd(factor, Vector256.Load(row + 24), s3);
            }
            s0.Store(sums + c);
            s1.Store(sums + c + 8);
            s2.Store(sums + c + 16);
            s3.Store(sums + c + 24);
        }
        for (; c + Lanes <= width; c += Lanes)
        {
            Vector256<float> sum = Vector256.Load(sums + c);
            float* row = rows + c;
            for (int j = 0; j < count; j++, row += width)
                sum = Vector256.FusedMultiplyAdd(Vector256.Create(factors[j]), Vector256.Load(row), sum);
            sum.Store(sums + c);
        }
        for (; c < width; c++)
        {
            float* row = rows + c;
            for (int j = 0; j < count; j++, row += width)
                sums[c] = MathF.FusedMultiplyAdd(factors[j], *row, sums[c]);
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
                Vector256.FusedMultiplyAdd(Vector256.Create(factors[j]), part, Vector256.Load(row)).Store(row);
        }
        for (; c < width; c++)
        {
            float* row = rows + c;
            for (int j = 0; j < count; j++, row += width)
                *row = MathF.FusedMultiplyAdd(factors[j], x[c], *row);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float Finish(Vector256<float> partial, float* x, float* row, int from, int width)
    {
        float sum = Vector256.Sum(partial);
        for (int c = from; c < width; c++)
            sum = MathF.FusedMultiplyAdd(x[c], row[c], sum);
        return sum;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Put(float* target, float number, bool add) => *target = add ? *target + number : number;
}
