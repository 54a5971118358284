using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace TokenFlow.Simulation.Hubs;

/// <summary>Vectors in double precision: four lanes and a fixed order of adding, so the bits do not depend on the hardware's width.</summary>
public static class DoubleRows
{
    private const int Lanes = 4;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double Dot(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        ReadOnlySpan<Vector256<double>> wideA = MemoryMarshal.Cast<double, Vector256<double>>(a);
        ReadOnlySpan<Vector256<double>> wideB = MemoryMarshal.Cast<double, Vector256<double>>(b[..a.Length]);
        Vector256<double> sums = default;
        for (int i = 0; i < wideA.Length; i++)
        {
            sums += wideA[i] * wideB[i];
        }

        double sum = (sums[0] + sums[1]) + (sums[2] + sums[3]);
        for (int i = wideA.Length * Lanes; i < a.Length; i++)
        {
            sum += a[i] * b[i];
        }

        return sum;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void AddScaled(Span<double> to, ReadOnlySpan<double> row, double factor)
    {
        Span<Vector256<double>> wideTo = MemoryMarshal.Cast<double, Vector256<double>>(to);
        ReadOnlySpan<Vector256<double>> wideRow = MemoryMarshal.Cast<double, Vector256<double>>(row[..to.Length]);
        Vector256<double> wideFactor = Vector256.Create(factor);
        for (int i = 0; i < wideTo.Length; i++)
        {
            wideTo[i] += wideRow[i] * wideFactor;
        }

        for (int i = wideTo.Length * Lanes; i < to.Length; i++)
        {
            to[i] += row[i] * factor;
        }
    }

    public static void Scale(Span<double> row, double factor)
    {
        for (int i = 0; i < row.Length; i++)
        {
            row[i] *= factor;
        }
    }
}
