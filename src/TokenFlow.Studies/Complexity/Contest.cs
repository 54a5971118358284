using System.Diagnostics;
using System.Runtime.InteropServices;

namespace TokenFlow.Studies.Complexity;

/// <summary>
/// Times contenders in interleaved rounds, so that a slow minute of the machine falls on all of them. Every contender is
/// called once before, to be warm. Quick calls are repeated within a sample; slow ones sit out some rounds.
/// </summary>
/// <param name="gate">Calibrates before and after each sample.</param>
/// <param name="limits">How long to measure.</param>
public sealed class Contest(CalibrationGate gate, ContestLimits limits)
{
    /// <summary>Runs the rounds; the samples go to the contenders.</summary>
    /// <param name="contenders">Who takes part.</param>
    /// <param name="cancellation">Breaks off between two samples.</param>
    public void Run(IReadOnlyList<Contender> contenders, CancellationToken cancellation)
    {
        var repeats = new int[contenders.Count];
        var rounds = new int[contenders.Count];
        for (int i = 0; i < contenders.Count; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            double seconds = WarmUp(contenders[i]);
            repeats[i] = Math.Max(1, (int)Math.Ceiling(limits.SampleSeconds / seconds));
            rounds[i] = Math.Clamp((int)(limits.ContenderSeconds / (seconds * repeats[i])), limits.FewestRounds, limits.MostRounds);
        }

        int all = rounds.Max();
        Rounds(all, cancellation);

        // When the machine was busy with something else, another time may be better.
        for (int again = 0; again < limits.SecondChances && contenders.Any(IsShort); again++)
        {
            Rounds(all, cancellation, IsShort);
        }

        bool IsShort(Contender contender) => gate.Kept(contender.Samples) < limits.FewestRounds;

        void Rounds(int count, CancellationToken cancelled, Predicate<Contender>? takesPart = null)
        {
            for (int round = 0; round < count; round++)
            {
                double before = gate.Calibrate();
                for (int i = 0; i < contenders.Count; i++)
                {
                    // A contender of fewer rounds has them spread evenly over all.
                    bool due = (round + 1) * rounds[i] / count > round * rounds[i] / count;
                    if (!due || takesPart?.Invoke(contenders[i]) == false)
                    {
                        continue;
                    }

                    cancelled.ThrowIfCancellationRequested();
                    double seconds = Time(contenders[i], repeats[i]);
                    double after = gate.Calibrate();
                    contenders[i].Add(new Sample(seconds, before, after));
                    before = after;
                }
            }
        }
    }

    // The first call pays for memory, packing and compilation; a slow one need not be called twice.
    private static double WarmUp(Contender contender)
    {
        double seconds = Time(contender, 1);
        for (double spent = seconds; spent < 0.1; spent += seconds)
        {
            seconds = Time(contender, 1);
        }

        return seconds;
    }

    private static double Time(Contender contender, int repeats)
    {
        long start = Stopwatch.GetTimestamp();
        for (int i = 0; i < repeats; i++)
        {
            contender.Run();
        }

        return Stopwatch.GetElapsedTime(start).TotalSeconds / repeats;
    }
}

/// <summary>How long a contest measures.</summary>
public sealed record ContestLimits
{
    /// <summary>What a sample lasts at least; quicker calls are repeated.</summary>
    public double SampleSeconds { get; init; } = 0.008;

    /// <summary>About how long each contender is measured.</summary>
    public double ContenderSeconds { get; init; } = 2;

    /// <summary>Rounds that even a slow contender takes part in.</summary>
    public int FewestRounds { get; init; } = 3;

    /// <summary>Rounds after which the median is settled.</summary>
    public int MostRounds { get; init; } = 25;

    /// <summary>How often the rounds are run again for contenders of whose samples too few were kept.</summary>
    public int SecondChances { get; init; } = 2;
}

/// <summary>Something to be timed, and its samples.</summary>
/// <param name="name">What it is called.</param>
/// <param name="run">One call.</param>
/// <param name="flop">Useful arithmetic of a call: 4 d an edge.</param>
public sealed class Contender(string name, Action run, double flop)
{
    private readonly List<Sample> _samples = [];

    /// <summary>What it is called.</summary>
    public string Name => name;

    /// <summary>Useful arithmetic of a call.</summary>
    public double Flop => flop;

    /// <summary>The samples taken so far.</summary>
    public IReadOnlyList<Sample> Samples => _samples;

    /// <summary>One call.</summary>
    public void Run() => run();

    /// <summary>Takes a sample down.</summary>
    public void Add(Sample sample) => _samples.Add(sample);
}

/// <summary>One timing.</summary>
/// <param name="Seconds">A call's time.</param>
/// <param name="Before">The calibration just before it, GFLOP/s.</param>
/// <param name="After">The calibration just after it, GFLOP/s.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct Sample(double Seconds, double Before, double After);
