using TokenFlow.Studies.Recall;

namespace TokenFlow.Studies.Sweeps;

/// <summary>What the trials of one setting came to, on the average over the seeds.</summary>
/// <param name="Cells">The axes' values.</param>
/// <param name="X">The value that goes across a chart; null without axes, or where the field was away.</param>
/// <param name="Seeds">Seeds averaged over.</param>
/// <param name="Mean">The averages.</param>
/// <param name="Interval">
/// How sure the mean recall is: Wilson's interval of 95%. Its trials are the facts of all seeds. Readers do not count as
/// trials of their own, as they read the same hubs.
/// </param>
public sealed record SweepPoint(IReadOnlyList<string?> Cells, string? X, int Seeds, SweepMeasures Mean, WilsonInterval Interval)
{
    /// <summary>The value across as a number; null where it is none.</summary>
    public double? XNumber => AxisValue.NumberOf(X);
}
