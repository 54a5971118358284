using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace TokenFlow.Simulation.Recall;

/// <summary>Inner products in four lanes whatever the machine has, so that every machine adds up in the same order.</summary>
internal static class LaneSum
{
    /// <summary>The inner product of two vectors of one length.</summary>
    public static double Dot(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        int whole = x.Length & ~7;
        ref double a = ref MemoryMarshal.GetReference(x);
        ref double b = ref MemoryMarshal.GetReference(y);
        Vector256<double> even = Vector256<double>.Zero;
        Vector256<double> odd = Vector256<double>.Zero;
        for (int i = 0; i < whole; i += 8)
        {
            even += Vector256.LoadUnsafe(ref a, (nuint)i) * Vector256.LoadUnsafe(ref b, (nuint)i);
            odd += Vector256.LoadUnsafe(ref a, (nuint)i + 4) * Vector256.LoadUnsafe(ref b, (nuint)i + 4);
        }

        Vector256<double> lanes = even + odd;
        double sum = (lanes[0] + lanes[1]) + (lanes[2] + lanes[3]);
        for (int i = whole; i < x.Length; i++)
        {
            sum += x[i] * y[i];
        }

        return sum;
    }

    /// <summary>The same sum, lane by lane: the twin that the vectors are held against.</summary>
    public static double ScalarDot(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        int whole = x.Length & ~7;
        Span<double> lanes = stackalloc double[8];
        lanes.Clear();
        for (int i = 0; i < whole; i++)
        {
            lanes[i & 7] += x[i] * y[i];
        }

        double sum = ((lanes[0] + lanes[4]) + (lanes[1] + lanes[5])) + ((lanes[2] + lanes[6]) + (lanes[3] + lanes[7]));
        for (int i = whole; i < x.Length; i++)
        {
            sum += x[i] * y[i];
        }

        return sum;
    }
}
