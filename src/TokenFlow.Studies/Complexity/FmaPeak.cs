using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using TokenFlow.Base.Threading;

namespace TokenFlow.Studies.Complexity;

/// <summary>
/// The most single-precision arithmetic that some threads of this machine do: independent chains of fused multiply-adds
/// in registers, no memory. What a kernel's speed is a share of, and what tells whether the machine is at full speed now.
/// </summary>
public sealed class FmaPeak : IDisposable
{
    // Latency times units of today's cores is 8 to 10; more chains than that only crowd the registers.
    private const int Chains = 12;
    private const int FlopALane = Chains * 2;
    private const int FirstGuess = 20_000;
    private const double SecondsAMeasurement = 0.0015;

    private readonly WorkerTeam _team;
    private readonly Action<int> _body;
    private readonly long[] _begun;
    private readonly long[] _ended;
    private readonly float[] _sums;
    private int _waiting;
    private readonly int _steps = FirstGuess;

    /// <param name="threads">How many threads compute at once.</param>
    /// <param name="lanes">Floats a vector: 4, 8 or 16; the widest that the hardware has by default.</param>
    public FmaPeak(int threads, int? lanes = null)
    {
        _team = new WorkerTeam(threads);
        _body = Work;
        _begun = new long[threads];
        _ended = new long[threads];
        _sums = new float[threads];
        Lanes = lanes ?? WidestLanes;

        // Short runs are dominated by waking the threads: find the length that lasts as long as is wanted.
        for (int i = 0; i < 4; i++)
        {
            double seconds = Flop / (Measure() * 1e9);
            _steps = Math.Max(1000, (int)(_steps * SecondsAMeasurement / seconds));
        }
    }

    /// <summary>Floats of the widest vector that is done in hardware.</summary>
    public static int WidestLanes =>
        Vector512.IsHardwareAccelerated ? Vector512<float>.Count : Vector256.IsHardwareAccelerated ? Vector256<float>.Count : Vector128<float>.Count;

    /// <summary>Floats a vector.</summary>
    public int Lanes { get; }

    /// <summary>Threads that compute.</summary>
    public int Threads => _team.Threads;

    private double Flop => (double)_steps * FlopALane * Lanes * Threads;

    /// <summary>Runs the chains for a millisecond or two and returns GFLOP/s of all threads together.</summary>
    public double Measure()
    {
        Volatile.Write(ref _waiting, Threads);
        _team.Run(Threads, _body);

        // From when all were there until the last was done: waking a thread is not arithmetic.
        double seconds = Stopwatch.GetElapsedTime(_begun.Min(), _ended.Max()).TotalSeconds;
        return Flop / seconds / 1e9;
    }

    /// <inheritdoc />
    public void Dispose() => _team.Dispose();

    // An item waits for the others, so that each is on a thread of its own.
    private void Work(int item)
    {
        Interlocked.Decrement(ref _waiting);
        while (Volatile.Read(ref _waiting) > 0)
        {
            Thread.SpinWait(1);
        }

        _begun[item] = Stopwatch.GetTimestamp();
        _sums[item] = Lanes switch
        {
            16 => Chains512(_steps),
            8 => Chains256(_steps),
            _ => Chains128(_steps),
        };
        _ended[item] = Stopwatch.GetTimestamp();
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static float Chains512(int steps)
    {
        Vector512<float> x = Vector512.Create(0.999f), y = Vector512.Create(0.001f);
        Vector512<float> a0 = y, a1 = y, a2 = y, a3 = y, a4 = y, a5 = y, a6 = y, a7 = y, a8 = y, a9 = y, a10 = y, a11 = y;
        for (int i = 0; i < steps; i++)
        {
            a0 = Vector512.FusedMultiplyAdd(a0, x, y);
            a1 = Vector512.FusedMultiplyAdd(a1, x, y);
            a2 = Vector512.FusedMultiplyAdd(a2, x, y);
            a3 = Vector512.FusedMultiplyAdd(a3, x, y);
            a4 = Vector512.FusedMultiplyAdd(a4, x, y);
            a5 = Vector512.FusedMultiplyAdd(a5, x, y);
            a6 = Vector512.FusedMultiplyAdd(a6, x, y);
            a7 = Vector512.FusedMultiplyAdd(a7, x, y);
            a8 = Vector512.FusedMultiplyAdd(a8, x, y);
            a9 = Vector512.FusedMultiplyAdd(a9, x, y);
            a10 = Vector512.FusedMultiplyAdd(a10, x, y);
            a11 = Vector512.FusedMultiplyAdd(a11, x, y);
        }

        return Vector512.Sum(a0 + a1 + a2 + a3 + a4 + a5 + a6 + a7 + a8 + a9 + a10 + a11);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static float Chains256(int steps)
    {
        Vector256<float> x = Vector256.Create(0.999f), y = Vector256.Create(0.001f);
        Vector256<float> a0 = y, a1 = y, a2 = y, a3 = y, a4 = y, a5 = y, a6 = y, a7 = y, a8 = y, a9 = y, a10 = y, a11 = y;
        for (int i = 0; i < steps; i++)
        {
            a0 = Vector256.FusedMultiplyAdd(a0, x, y);
            a1 = Vector256.FusedMultiplyAdd(a1, x, y);
            a2 = Vector256.FusedMultiplyAdd(a2, x, y);
            a3 = Vector256.FusedMultiplyAdd(a3, x, y);
            a4 = Vector256.FusedMultiplyAdd(a4, x, y);
            a5 = Vector256.FusedMultiplyAdd(a5, x, y);
            a6 = Vector256.FusedMultiplyAdd(a6, x, y);
            a7 = Vector256.FusedMultiplyAdd(a7, x, y);
            a8 = Vector256.FusedMultiplyAdd(a8, x, y);
            a9 = Vector256.FusedMultiplyAdd(a9, x, y);
            a10 = Vector256.FusedMultiplyAdd(a10, x, y);
            a11 = Vector256.FusedMultiplyAdd(a11, x, y);
        }

        return Vector256.Sum(a0 + a1 + a2 + a3 + a4 + a5 + a6 + a7 + a8 + a9 + a10 + a11);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static float Chains128(int steps)
    {
        Vector128<float> x = Vector128.Create(0.999f), y = Vector128.Create(0.001f);
        Vector128<float> a0 = y, a1 = y, a2 = y, a3 = y, a4 = y, a5 = y, a6 = y, a7 = y, a8 = y, a9 = y, a10 = y, a11 = y;
        for (int i = 0; i < steps; i++)
        {
            a0 = Vector128.FusedMultiplyAdd(a0, x, y);
            a1 = Vector128.FusedMultiplyAdd(a1, x, y);
            a2 = Vector128.FusedMultiplyAdd(a2, x, y);
            a3 = Vector128.FusedMultiplyAdd(a3, x, y);
            a4 = Vector128.FusedMultiplyAdd(a4, x, y);
            a5 = Vector128.FusedMultiplyAdd(a5, x, y);
            a6 = Vector128.FusedMultiplyAdd(a6, x, y);
            a7 = Vector128.FusedMultiplyAdd(a7, x, y);
            a8 = Vector128.FusedMultiplyAdd(a8, x, y);
            a9 = Vector128.FusedMultiplyAdd(a9, x, y);
            a10 = Vector128.FusedMultiplyAdd(a10, x, y);
            a11 = Vector128.FusedMultiplyAdd(a11, x, y);
        }

        return Vector128.Sum(a0 + a1 + a2 + a3 + a4 + a5 + a6 + a7 + a8 + a9 + a10 + a11);
    }
}
