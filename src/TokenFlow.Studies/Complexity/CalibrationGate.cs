namespace TokenFlow.Studies.Complexity;

/// <summary>
/// Tells samples taken at the machine's full speed from others. Processors change their clock and share it with
/// neighbours; a sample counts only where the multiply-add loop reached <see cref="Share"/> of the best speed ever seen,
/// just before it and just after it.
/// </summary>
/// <param name="peak">The loop; stays the caller's to dispose.</param>
public sealed class CalibrationGate(FmaPeak peak)
{
    /// <summary>What share of the best speed a calibration has to reach.</summary>
    public const double Share = 0.85;

    /// <summary>The best that the loop has reached so far, GFLOP/s.</summary>
    public double Best { get; private set; }

    /// <summary>Runs the loop for some time to learn the machine's best.</summary>
    public void WarmUp(int measurements)
    {
        for (int i = 0; i < measurements; i++)
        {
            Calibrate();
        }
    }

    /// <summary>Runs the loop once, GFLOP/s.</summary>
    public double Calibrate()
    {
        double speed = peak.Measure();
        Best = Math.Max(Best, speed);
        return speed;
    }

    /// <summary>Whether a sample counts. Ask when all are taken, as the best may still rise.</summary>
    public bool Keeps(Sample sample) => Math.Min(sample.Before, sample.After) >= Share * Best;

    /// <summary>How many of the samples count.</summary>
    public int Kept(IEnumerable<Sample> samples) => samples.Count(Keeps);

    /// <summary>
    /// The median of the samples that count, in seconds. Where none does, of all: a time that may be too long is told as
    /// one without kept samples rather than not told. NaN where there are no samples.
    /// </summary>
    public double Median(IReadOnlyCollection<Sample> samples)
    {
        double[] seconds = [.. samples.Where(Keeps).Select(s => s.Seconds)];
        if (seconds.Length == 0)
        {
            seconds = [.. samples.Select(s => s.Seconds)];
        }

        Array.Sort(seconds);
        int middle = seconds.Length / 2;
        return seconds.Length == 0 ? double.NaN
            : seconds.Length % 2 == 1 ? seconds[middle]
            : (seconds[middle - 1] + seconds[middle]) / 2;
    }
}
