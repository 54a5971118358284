using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using TokenFlow.Attention.Kernels.Lanes;

namespace TokenFlow.Attention.Kernels;

/// <summary>
/// 2^x for x at most 0, as the softmax needs it once the row's maximum is subtracted: x = n + f with n whole and f in
/// [-1/2, 1/2], a polynomial of degree 5 for 2^f (least largest relative error, 9e-8 before rounding) and n put into the
/// exponent. Below 2^-126.5 the result is 0. The scalar and the vector form give the same bits.
/// </summary>
internal static class Exponential
{
    /// <summary>log2(e): scores are scaled by it so that softmax runs in base 2.</summary>
    public const float Log2E = 1.44269504f;

    private const float Lowest = -127f;
    private const float C1 = 0.6931470036506653f;
    private const float C2 = 0.24022242426872253f;
    private const float C3 = 0.05550733581185341f;
    private const float C4 = 0.009671512991189957f;
    private const float C5 = 0.001326472032815218f;

    // 1.5 * 2^23 + 127: added to x it rounds x to a whole number and leaves that, biased as an exponent is, in the lowest bits.
    private const float Rounder = 12583039f;

    /// <summary>Lowest, the rounder, and the coefficients from the highest down to the 1.</summary>
    public static ReadOnlySpan<float> Constants => [Lowest, Rounder, C5, C4, C3, C2, C1, 1f];

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Exp2(float x) => Exp2<ScalarLanes, float>(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Exp2(Vector256<float> x) => Exp2<Lanes256, Vector256<float>>(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Exp2<TLanes, TVector>(TVector x)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        // The order of the operands keeps a NaN; at the lowest the exponent's bits are 0 and so is the product.
        x = TLanes.Maximum(TLanes.Create(Lowest), x);
        TVector biased = TLanes.Add(x, TLanes.Create(Rounder));
        TVector f = TLanes.Subtract(x, TLanes.Subtract(biased, TLanes.Create(Rounder)));
        TVector p = TLanes.MultiplyAdd(TLanes.Create(C5), f, TLanes.Create(C4));
        p = TLanes.MultiplyAdd(p, f, TLanes.Create(C3));
        p = TLanes.MultiplyAdd(p, f, TLanes.Create(C2));
        p = TLanes.MultiplyAdd(p, f, TLanes.Create(C1));
        p = TLanes.MultiplyAdd(p, f, TLanes.Create(1f));
        return TLanes.Multiply(p, TLanes.ToExponent(biased));
    }
}
