using TokenFlow.Simulation.Snapshots;

namespace TokenFlow.Studies.Recall;

/// <summary>
/// The recall task at this frame: what the readers could tell from what they hold now (blended by progress). Which tokens are
/// facts and readers the frame's snapshot says by itself. A copy made when anything changed; frames between share it.
/// </summary>
public sealed class RecallSnapshot
{
    /// <summary>[readers x facts], a row a reader: whether the fact is among the k words that it reads (matched filter).</summary>
    public required IReadOnlyList<bool> Reads { get; init; }

    /// <summary>Words in the vocabulary.</summary>
    public required int Vocabulary { get; init; }

    /// <summary>Linear-probe recall by matched filter, mean over readers.</summary>
    public required double Recall { get; init; }

    /// <summary>Linear-probe recall by least squares, mean over readers.</summary>
    public required double RecallLeastSquares { get; init; }

    /// <summary>What guessing would read: k / M.</summary>
    public required double Chance { get; init; }

    /// <summary>Effective rank of what reaches a reader.</summary>
    public required double EffectiveRank { get; init; }

    /// <summary>The most facts that the limits let through.</summary>
    public required double Bound { get; init; }

    /// <summary>g r, the rank bound of a linear probe.</summary>
    public required double RankBound { get; init; }

    /// <summary>g r / (2 ln M), where superposition is expected to break for a matched filter.</summary>
    public required double Superposition { get; init; }

    /// <summary>Where recall fell below 0.9 on the measured curve; null where it never did or never was above.</summary>
    public required double? Knee { get; init; }

    /// <summary>Recall after the last layer against numbers of facts, measured under the limits as they stand; empty where it is not measured.</summary>
    public required IReadOnlyList<RecallPoint> Curve { get; init; }
}

/// <summary>What a snapshot says of the recall task.</summary>
public static class RecallReadings
{
    extension(FrameSnapshot snapshot)
    {
        /// <summary>The recall task in this frame; null where there is none.</summary>
        public RecallSnapshot? Recall => snapshot.Reading<RecallSnapshot>();
    }
}
