using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace TokenFlow.Attention.Kernels;

/// <summary>
/// The inner loops of a row: dot products against consecutive rows, exponentials, weighted sums. Eight lanes, a fixed order
/// of summation; a key's score has the same bits wherever it stands in a run.
/// </summary>
internal static unsafe class RowMath
{
    private const int Lanes = 8;

    /// <summary>products[j] = factor * (x . rows[j]) for consecutive rows of <paramref name="width"/> columns, or that added to what is there.</summary>
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
        {
            Put(products + j, factor * Dot(x, rows + ((long)j * width), width), add);
        }
    }

    /// <summary>The dot product as <see cref="Dots"/> forms it.</summary>
    public static float Dot(float* x, float* row, int width)
    {
        int whole = width & -Lanes;
        Vector256<float> sum = default;
        for (int c = 0; c < whole; c += Lanes)
        {
            sum = Vector256.FusedMultiplyAdd(Vector256.Load(x + c), Vector256.Load(row + c), sum);
        }

        return Finish(sum, x, row, whole, width);
    }

    public static float Maximum(float* scores, int count)
    {
        float maximum = float.NegativeInfinity;
        int j = 0;
        if (count >= Lanes)
        {
            Vector256<float> top = Vector256.Load(scores);
            for (j = Lanes; j + Lanes <= count; j += Lanes)
            {
                top = Vector256.Max(top, Vector256.Load(scores + j));
            }

            for (int lane = 0; lane < Lanes; lane++)
            {
                maximum = MathF.Max(maximum, top[lane]);
            }
        }
        for (; j < count; j++)
        {
            maximum = MathF.Max(maximum, scores[j]);
        }

        return maximum;
    }

    /// <summary>Replaces scores (base 2) by 2^(score - maximum) and returns their sum.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static float Exponentiate(float* scores, int count, float maximum)
    {
        Vector256<float> top = Vector256.Create(maximum);
        Vector256<float> sums = default;
        int j = 0;
        for (; j + Lanes <= count; j += Lanes)
        {
            Vector256<float> weights = Exponential.Exp2(Vector256.Load(scores + j) - top);
            weights.Store(scores + j);
            sums += weights;
        }
        float sum = Vector256.Sum(sums);
        for (; j < count; j++)
        {
            scores[j] = Exponential.Exp2(scores[j] - maximum);
            sum += scores[j];
        }
        return sum;
    }

    /// <summary>sums[c] += the sum over j of weights[j] * values[j][c], for consecutive rows of <paramref name="width"/> columns.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void AddWeighted(float* sums, float* weights, float* values, int count, int width)
    {
        int c = 0;
        for (; c + (8 * Lanes) <= width; c += 8 * Lanes)
        {
            AddEight(sums + c, weights, values + c, count, width);
        }

        for (; c + (2 * Lanes) <= width; c += 2 * Lanes)
        {
            AddTwo(sums + c, weights, values + c, count, width);
        }

        for (; c + Lanes <= width; c += Lanes)
        {
            AddOne(sums + c, weights, values + c, count, width);
        }

        for (; c < width; c++)
        {
            float sum = sums[c];
            float* value = values + c;
            for (int j = 0; j < count; j++, value += width)
            {
                sum = MathF.FusedMultiplyAdd(weights[j], *value, sum);
            }

            sums[c] = sum;
        }
    }

    public static void Multiply(float* numbers, int count, float factor)
    {
        for (int c = 0; c < count; c++)
        {
            numbers[c] *= factor;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float Finish(Vector256<float> partial, float* x, float* row, int from, int width)
    {
        float sum = Vector256.Sum(partial);
        for (int c = from; c < width; c++)
        {
            sum = MathF.FusedMultiplyAdd(x[c], row[c], sum);
        }

        return sum;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Put(float* target, float number, bool add) => *target = add ? *target + number : number;

    private static void AddEight(float* sums, float* weights, float* values, int count, int width)
    {
        Vector256<float> s0 = Vector256.Load(sums), s1 = Vector256.Load(sums + 8);
        Vector256<float> s2 = Vector256.Load(sums + 16), s3 = Vector256.Load(sums + 24);
        Vector256<float> s4 = Vector256.Load(sums + 32), s5 = Vector256.Load(sums + 40);
        Vector256<float> s6 = Vector256.Load(sums + 48), s7 = Vector256.Load(sums + 56);
        for (int j = 0; j < count; j++, values += width)
        {
            Vector256<float> weight = Vector256.Create(weights[j]);
            s0 = Vector256.FusedMultiplyAdd(weight, Vector256.Load(values), s0);
            s1 = Vector256.FusedMultiplyAdd(weight, Vector256.Load(values + 8), s1);
            s2 = Vector256.FusedMultiplyAdd(weight, Vector256.Load(values + 16), s2);
            s3 = Vector256.FusedMultiplyAdd(weight, Vector256.Load(values + 24), s3);
            s4 = Vector256.FusedMultiplyAdd(weight, Vector256.Load(values + 32), s4);
            s5 = Vector256.FusedMultiplyAdd(weight, Vector256.Load(values + 40), s5);
            s6 = Vector256.FusedMultiplyAdd(weight, Vector256.Load(values + 48), s6);
            s7 = Vector256.FusedMultiplyAdd(weight, Vector256.Load(values + 56), s7);
        }
        s0.Store(sums);
        s1.Store(sums + 8);
        s2.Store(sums + 16);
        s3.Store(sums + 24);
        s4.Store(sums + 32);
        s5.Store(sums + 40);
        s6.Store(sums + 48);
        s7.Store(sums + 56);
    }

    private static void AddTwo(float* sums, float* weights, float* values, int count, int width)
    {
        Vector256<float> s0 = Vector256.Load(sums), s1 = Vector256.Load(sums + 8);
        for (int j = 0; j < count; j++, values += width)
        {
            Vector256<float> weight = Vector256.Create(weights[j]);
            s0 = Vector256.FusedMultiplyAdd(weight, Vector256.Load(values), s0);
            s1 = Vector256.FusedMultiplyAdd(weight, Vector256.Load(values + 8), s1);
        }
        s0.Store(sums);
        s1.Store(sums + 8);
    }

    private static void AddOne(float* sums, float* weights, float* values, int count, int width)
    {
        Vector256<float> s0 = Vector256.Load(sums);
        for (int j = 0; j < count; j++, values += width)
        {
            s0 = Vector256.FusedMultiplyAdd(Vector256.Create(weights[j]), Vector256.Load(values), s0);
        }

        s0.Store(sums);
    }
}
