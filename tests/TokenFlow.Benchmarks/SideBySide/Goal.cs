namespace TokenFlow.Benchmarks.SideBySide;

/// <summary>A goal and what was measured.</summary>
/// <param name="What">What is held against it.</param>
/// <param name="Measured">The figure; NaN where it was not measured.</param>
/// <param name="Bound">The goal.</param>
/// <param name="AtLeast">Whether more is better.</param>
/// <param name="Unit">What follows the figures: x, ms or nothing.</param>
internal sealed record Goal(string What, double Measured, double Bound, bool AtLeast, string Unit = "")
{
    /// <summary>Whether there is a figure.</summary>
    public bool IsMeasured => double.IsFinite(Measured);

    /// <summary>Whether it is reached.</summary>
    public bool IsMet => IsMeasured && (AtLeast ? Measured >= Bound : Measured <= Bound);
}
