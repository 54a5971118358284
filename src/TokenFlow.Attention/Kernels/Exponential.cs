using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace TokenFlow.Attention.Kernels;

/// <summary>
/// 2^x for x at most 0, as the softmax needs it once the row's maximum is subtracted: x = n + f with n whole and f in
/// [-1/2, 1/2], a polynomial of degree 6 for 2^f (interpolated at Chebyshev nodes, relative error 2e-8 before rounding)
/// and n put into the exponent. Below 2^-126 the result is 0. The scalar and the vector form give the same bits.
/// </summary>
internal static class Exponential
{
    /// <summary>log2(e): scores are scaled by it so that softmax runs in base 2.</summary>
    public const float Log2E = 1.44269504f;

    private const float Lowest = -126f;
    private const float C1 = 0.6931471824645996f;
    private const float C2 = 0.24022650718688965f;
    private const float C3 = 0.05550327152013779f;
    private const float C4 = 0.009618056938052177f;
    private const float C5 = 0.0013400427997112274f;
    private const float C6 = 0.00015461444854736328f;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Exp2(float x)
    {
        // Written so that a NaN stays one.
        if (x < Lowest)
            return 0;
        float whole = MathF.Round(x, MidpointRounding.ToEven);
        float f = x - whole;
        float p = MathF.FusedMultiplyAdd(C6, f, C5);
        p = MathF.FusedMultiplyAdd(p, f, C4);
        p = MathF.FusedMultiplyAdd(p, f, C3);
        p = MathF.FusedMultiplyAdd(p, f, C2);
        p = MathF.FusedMultiplyAdd(p, f, C1);
        p = MathF.FusedMultiplyAdd(p, f, 1f);
        return p * BitConverter.Int32BitsToSingle(((int)whole + 127) << 23);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Exp2(Vector256<float> x)
    {
        Vector256<float> tooLow = Vector256.LessThan(x, Vector256.Create(Lowest));
        Vector256<float> whole = Vector256.Round(x, MidpointRounding.ToEven);
        Vector256<float> f = x - whole;
        Vector256<float> p = Vector256.FusedMultiplyAdd(Vector256.Create(C6), f, Vector256.Create(C5));
        p = Vector256.FusedMultiplyAdd(p, f, Vector256.Create(C4));
        p = Vector256.FusedMultiplyAdd(p, f, Vector256.Create(C3));
        p = Vector256.FusedMultiplyAdd(p, f, Vector256.Create(C2));
        p = Vector256.FusedMultiplyAdd(p, f, Vector256.Create(C1));
        p = Vector256.FusedMultiplyAdd(p, f, Vector256<float>.One);
        Vector256<int> exponent = (Vector256.ConvertToInt32(whole) + Vector256.Create(127)) << 23;
        return Vector256.AndNot(p * exponent.AsSingle(), tooLow);
    }
}
