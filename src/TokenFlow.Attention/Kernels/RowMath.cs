using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace TokenFlow.Attention.Kernels;

/// <summary>
/// The inner loops of a row: dot products against consecutive keys, exponentials, weighted sums of values. Eight lanes,
/// a fixed order of summation; a key's score has the same bits wherever it stands in a run, so that weights recomputed
/// for drawing are those the kernel used.
/// </summary>
internal static unsafe class RowMath
{
    private const int Lanes = 8;

    /// <summary>scores[j] = scale * (q . keys[j]) for consecutive keys of d columns.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Scores(float* q, float* keys, int count, int d, float scale, float* scores)
    {
        int whole = d & -Lanes;
        int j = 0;
        for (; j + 4 <= count; j += 4)
        {
            float* k0 = keys + ((long)j * d);
            float* k1 = k0 + d;
            float* k2 = k1 + d;
            float* k3 = k2 + d;
            Vector256<float> a0 = default, a1 = default, a2 = default, a3 = default;
            for (int c = 0; c < whole; c += Lanes)
            {
                Vector256<float> x = Vector256.Load(q + c);
                a0 = Vector256.FusedMultiplyAdd(x, Vector256.Load(k0 + c), a0);
                a1 = Vector256.FusedMultiplyAdd(x, Vector256.Load(k1 + c), a1);
                a2 = Vector256.FusedMultiplyAdd(x, Vector256.Load(k2 + c), a2);
                a3 = Vector256.FusedMultiplyAdd(x, Vector256.Load(k3 + c), a3);
            }
            scores[j] = scale * Finish(a0, q, k0, whole, d);
            scores[j + 1] = scale * Finish(a1, q, k1, whole, d);
            scores[j + 2] = scale * Finish(a2, q, k2, whole, d);
            scores[j + 3] = scale * Finish(a3, q, k3, whole, d);
        }
        for (; j < count; j++)
            scores[j] = scale * Dot(q, keys + ((long)j * d), d);
    }

    /// <summary>The dot product as <see cref="Scores"/> forms it.</summary>
    public static float Dot(float* q, float* key, int d)
    {
        int whole = d & -Lanes;
        Vector256<float> sum = default;
        for (int c = 0; c < whole; c += Lanes)
            sum = Vector256.FusedMultiplyAdd(Vector256.Load(q + c), Vector256.Load(key + c), sum);
        return Finish(sum, q, key, whole, d);
    }

    public static float Maximum(float* scores, int count)
    {
        float maximum = float.NegativeInfinity;
        int j = 0;
        if (count >= Lanes)
        {
            Vector256<float> top = Vector256.Load(scores);
            for (j = Lanes; j + Lanes <= count; j += Lanes)
                top = Vector256.Max(top, Vector256.Load(scores + j));
            for (int lane = 0; lane < Lanes; lane++)
                maximum = MathF.Max(maximum, top[lane]);
        }
        for (; j < count; j++)
            maximum = MathF.Max(maximum, scores[j]);
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
            AddEight(sums + c, weights, values + c, count, width);
        for (; c + (2 * Lanes) <= width; c += 2 * Lanes)
            AddTwo(sums + c, weights, values + c, count, width);
        for (; c + Lanes <= width; c += Lanes)
            AddOne(sums + c, weights, values + c, count, width);
        for (; c < width; c++)
        {
            float sum = sums[c];
            float* value = values + c;
            for (int j = 0; j < count; j++, value += width)
                sum = MathF.FusedMultiplyAdd(weights[j], *value, sum);
            sums[c] = sum;
        }
    }

    public static void Multiply(float* numbers, int count, float factor)
    {
        for (int c = 0; c < count; c++)
            numbers[c] *= factor;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float Finish(Vector256<float> partial, float* q, float* key, int from, int d)
    {
        float sum = Vector256.Sum(partial);
        for (int c = from; c < d; c++)
            sum = MathF.FusedMultiplyAdd(q[c], key[c], sum);
        return sum;
    }

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
            s0 = Vector256.FusedMultiplyAdd(Vector256.Create(weights[j]), Vector256.Load(values), s0);
        s0.Store(sums);
    }
}
