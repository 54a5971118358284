using TokenFlow.Base.Faults;

namespace TokenFlow.Studies.Learning;

/// <summary>How a hub is trained.</summary>
/// <param name="Steps">Steps of the optimiser.</param>
/// <param name="Batch">Tasks a step.</param>
/// <param name="Rate">The optimiser's step size.</param>
/// <param name="Seed">Seeds the hub's first state and all tasks.</param>
/// <param name="Threads">Threads; no result depends on it.</param>
public sealed record TrainingOptions(int Steps, int Batch, double Rate, ulong Seed, int Threads)
{
    /// <summary>The most steps.</summary>
    public const int MostSteps = 1_000_000;

    /// <summary>The most tasks a step.</summary>
    public const int MostBatch = 1_024;

    /// <summary>The largest step size.</summary>
    public const double MostRate = 1;

    /// <summary>What is done where nothing is asked for, on all processors.</summary>
    public static TrainingOptions Default { get; } = new(300, 16, 0.005, 1, Environment.ProcessorCount);

    /// <summary>Steps between two measurements: a round number, so that there are at most 40 of them.</summary>
    public int MeasureEvery
    {
        get
        {
            const int Most = 40;
            for (int ten = 1; ; ten *= 10)
            {
                foreach (int step in (ReadOnlySpan<int>)[ten, 2 * ten, 5 * ten])
                {
                    if ((long)step * Most >= Steps)
                    {
                        return step;
                    }
                }
            }
        }
    }

    /// <summary>Checks the ranges.</summary>
    /// <exception cref="FaultException">OutOfRange, naming the option.</exception>
    public void Validate()
    {
        Check(Steps is >= 1 and <= MostSteps, $"{Steps:N0} steps", "--steps", $"1 to {MostSteps:N0}");
        Check(Batch is >= 1 and <= MostBatch, $"{Batch:N0} tasks", "--batch", $"1 to {MostBatch:N0}");
        Check(Rate is > 0 and <= MostRate, FormattableString.Invariant($"a rate of {Rate}"), "--rate", FormattableString.Invariant($"above 0, at most {MostRate}"));
    }

    private static void Check(bool fits, string what, string option, string range)
    {
        if (!fits)
        {
            throw new FaultException(FaultKind.OutOfRange, $"{what} cannot be trained with", option, $"give {range}");
        }
    }
}
