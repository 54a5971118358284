namespace TokenFlow.TestSupport;

/// <summary>How far a picture may be from its reference.</summary>
/// <param name="Level">A pixel counts as different when a channel is off by more than this, of 255.</param>
/// <param name="Share">The share of pixels that may be different.</param>
public readonly record struct ImageTolerance(int Level, double Share)
{
    /// <summary>
    /// For pictures that Skia draws: its paths for different processors round differently by a level or two, and at a
    /// few pixels an edge falls to the other side of a sample.
    /// </summary>
    public static ImageTolerance Drawn => new(6, 0.002);

    /// <summary>Not a bit may differ.</summary>
    public static ImageTolerance Exact => new(0, 0);
}
