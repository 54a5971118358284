namespace TokenFlow.TestSupport;

/// <summary>How two pictures of one size differ.</summary>
/// <param name="Worst">The largest difference of a channel, of 255.</param>
/// <param name="Different">Pixels off by more than the tolerance's level.</param>
/// <param name="Pixels">Pixels in all.</param>
public readonly record struct ImageDifference(int Worst, int Different, int Pixels)
{
    public bool Within(ImageTolerance tolerance) => Different <= tolerance.Share * Pixels;

    public override string ToString() => $"{Different} of {Pixels} pixels differ, the worst by {Worst} of 255";
}
