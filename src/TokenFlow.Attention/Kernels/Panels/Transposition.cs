using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace TokenFlow.Attention.Kernels.Panels;

/// <summary>Rows of matrices into columns of panels and back, four by four.</summary>
internal static unsafe class Transposition
{
    /// <summary>packed[c][lane] = factor * rows[lane][c].</summary>
    /// <param name="rows">[lanes]: where each row begins.</param>
    /// <param name="lanes">A panel's lanes, a multiple of 4, or 2.</param>
    /// <param name="columns">Columns.</param>
    /// <param name="factor">What all numbers are multiplied by.</param>
    /// <param name="packed">[columns][lanes].</param>
    public static void Pack(float** rows, int lanes, int columns, float factor, float* packed)
    {
        int whole = Vector128.IsHardwareAccelerated && lanes % 4 == 0 ? columns & -4 : 0;
        Vector128<float> factors = Vector128.Create(factor);
        for (int lane = 0; lane < lanes && whole > 0; lane += 4)
        {
            float* r0 = rows[lane], r1 = rows[lane + 1], r2 = rows[lane + 2], r3 = rows[lane + 3];
            float* to = packed + lane;
            for (int c = 0; c < whole; c += 4, to += 4 * lanes)
            {
                Turn(Vector128.Load(r0 + c), Vector128.Load(r1 + c), Vector128.Load(r2 + c), Vector128.Load(r3 + c), out var a, out var b, out var x, out var y);
                (a * factors).Store(to);
                (b * factors).Store(to + lanes);
                (x * factors).Store(to + (2 * lanes));
                (y * factors).Store(to + (3 * lanes));
            }
        }
        for (int c = whole; c < columns; c++)
        {
            for (int lane = 0; lane < lanes; lane++)
            {
                packed[((nint)c * lanes) + lane] = rows[lane][c] * factor;
            }
        }
    }

    /// <summary>rows[lane][c] = packed[c][lane].</summary>
    /// <param name="packed">[columns][lanes].</param>
    /// <param name="lanes">A panel's lanes, a multiple of 4, or 2.</param>
    /// <param name="columns">Columns.</param>
    /// <param name="rows">[lanes]: where each row goes, or null.</param>
    public static void Unpack(float* packed, int lanes, int columns, float** rows)
    {
        int whole = Vector128.IsHardwareAccelerated && lanes % 4 == 0 ? columns & -4 : 0;
        for (int lane = 0; lane < lanes && whole > 0; lane += 4)
        {
            float* r0 = rows[lane], r1 = rows[lane + 1], r2 = rows[lane + 2], r3 = rows[lane + 3];
            if (r0 == null || r1 == null || r2 == null || r3 == null)
            {
                UnpackSome(packed, lanes, lane, whole, rows);
                continue;
            }
            float* from = packed + lane;
            for (int c = 0; c < whole; c += 4, from += 4 * lanes)
            {
                Turn(
                    Vector128.Load(from),
                    Vector128.Load(from + lanes),
                    Vector128.Load(from + (2 * lanes)),
                    Vector128.Load(from + (3 * lanes)),
                    out var a,
                    out var b,
                    out var x,
                    out var y);
                a.Store(r0 + c);
                b.Store(r1 + c);
                x.Store(r2 + c);
                y.Store(r3 + c);
            }
        }
        for (int lane = 0; lane < lanes; lane++)
        {
            if (rows[lane] == null)
            {
                continue;
            }

            for (int c = whole; c < columns; c++)
            {
                rows[lane][c] = packed[((nint)c * lanes) + lane];
            }
        }
    }

    private static void UnpackSome(float* packed, int lanes, int first, int columns, float** rows)
    {
        for (int lane = first; lane < first + 4; lane++)
        {
            for (int c = 0; c < columns && rows[lane] != null; c++)
            {
                rows[lane][c] = packed[((nint)c * lanes) + lane];
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Turn(
        Vector128<float> r0,
        Vector128<float> r1,
        Vector128<float> r2,
        Vector128<float> r3,
        out Vector128<float> c0,
        out Vector128<float> c1,
        out Vector128<float> c2,
        out Vector128<float> c3)
    {
        Vector128<float> a = Interleave(r0, r2, upper: false), b = Interleave(r0, r2, upper: true);
        Vector128<float> c = Interleave(r1, r3, upper: false), d = Interleave(r1, r3, upper: true);
        c0 = Interleave(a, c, upper: false);
        c1 = Interleave(a, c, upper: true);
        c2 = Interleave(b, d, upper: false);
        c3 = Interleave(b, d, upper: true);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> Interleave(Vector128<float> a, Vector128<float> b, bool upper)
    {
        if (Sse.IsSupported)
        {
            return upper ? Sse.UnpackHigh(a, b) : Sse.UnpackLow(a, b);
        }

        if (AdvSimd.Arm64.IsSupported)
        {
            return upper ? AdvSimd.Arm64.ZipHigh(a, b) : AdvSimd.Arm64.ZipLow(a, b);
        }

        return upper ? Vector128.Create(a[2], b[2], a[3], b[3]) : Vector128.Create(a[0], b[0], a[1], b[1]);
    }
}
