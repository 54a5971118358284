namespace TokenFlow.Studies.Recall;

/// <summary>
/// How sure a share of successes is: Wilson's score interval, (p + z²/2n ± z sqrt(p(1-p)/n + z²/4n²)) / (1 + z²/n) for p of
/// n trials (Wilson 1927, "Probable inference, the law of succession, and statistical inference"). Unlike p ± z sqrt(p(1-p)/n) it
/// stays within [0, 1] and keeps a width where all trials succeed or fail.
/// </summary>
/// <param name="Low">Its lower end.</param>
/// <param name="High">Its upper end.</param>
public readonly record struct WilsonInterval(double Low, double High)
{
    /// <summary>z of a two-sided interval of 95%.</summary>
    public const double Ninety5 = 1.959963984540054;

    /// <summary>The interval.</summary>
    /// <param name="successes">Successes, from 0 to the trials; a sum of shares need not be whole.</param>
    /// <param name="trials">n, above 0.</param>
    /// <param name="z">How many standard deviations.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public static WilsonInterval Of(double successes, double trials, double z = Ninety5)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(trials);
        ArgumentOutOfRangeException.ThrowIfNegative(successes);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(successes, trials);
        ArgumentOutOfRangeException.ThrowIfNegative(z);
        double p = successes / trials;
        double square = z * z / trials;
        double middle = (p + (square / 2)) / (1 + square);
        double half = z * Math.Sqrt((p * (1 - p) / trials) + (square / (4 * trials))) / (1 + square);

        // Rounding must not lift the end off what all successes, or none, make it.
        return new WilsonInterval(successes == 0 ? 0 : Math.Max(0, middle - half), successes == trials ? 1 : Math.Min(1, middle + half));
    }
}
