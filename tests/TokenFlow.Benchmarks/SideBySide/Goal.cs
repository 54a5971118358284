namespace TokenFlow.Benchmarks.SideBySide;

/// <summary>A goal and what was measured.</summary>
/// <param name="What">What is held against it.</param>
/// <param name="Measured">The figure; NaN where it was not measured.</param>
/// <param name="Kept">The fewest samples that the gate kept of those it rests on; 0: the figure is not to be relied on.</param>
/// <param name="Bound">The goal.</param>
/// <param name="AtLeast">Whether more is better.</param>
/// <param name="Unit">What follows the figures: x, ms or nothing.</param>
internal sealed record Goal(string What, double Measured, int Kept, double Bound, bool AtLeast, string Unit = "")
{
    /// <summary>Whether there is a figure.</summary>
    public bool IsMeasured => double.IsFinite(Measured);

    /// <summary>Whether the machine was at full speed when it was measured.</summary>
    public bool IsCalibrated => Kept > 0;

    /// <summary>Whether it is reached.</summary>
    public bool IsMet => IsMeasured && (AtLeast ? Measured >= Bound : Measured <= Bound);
}
