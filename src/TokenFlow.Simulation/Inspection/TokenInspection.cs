using TokenFlow.Simulation.Snapshots;

namespace TokenFlow.Simulation.Inspection;

/// <summary>
/// How a token's value is computed in the running layer (at the end: was computed in the last one), from the queries, keys
/// and values that the kernel read in this frame and the log-sum-exp that it left. A copy: it outlives the frame.
/// </summary>
public sealed class TokenInspection
{
    /// <summary>The most value columns that are told.</summary>
    public const int MaxColumns = 4;

    /// <summary>The most edges in <see cref="Incoming"/> and <see cref="Outgoing"/>.</summary>
    public const int MaxStrongest = 8;

    /// <summary>The frame it is of.</summary>
    public required long Frame { get; init; }

    /// <summary>The token.</summary>
    public required int Token { get; init; }

    /// <summary>The head, or -1 for the mean over the heads.</summary>
    public required int Head { get; init; }

    /// <summary>The layer that is told of, from 1.</summary>
    public required int Layer { get; init; }

    /// <summary>How far that layer is, in [0, 1]; 1 at the end of the run. What is shown is own + progress (result - own).</summary>
    public required float Progress { get; init; }

    /// <summary>The token's text.</summary>
    public required string Piece { get; init; }

    /// <summary>What the token is in the sequence.</summary>
    public required TokenRole Role { get; init; }

    /// <summary>Whether it is a hub, cut or not.</summary>
    public required bool IsHub { get; init; }

    /// <summary>Whether it is a hub that is cut.</summary>
    public required bool IsCut { get; init; }

    /// <summary>What q.k is multiplied by: 1 / (sqrt(d) temperature).</summary>
    public required float Scale { get; init; }

    /// <summary>alpha in X' = alpha X + (1 - alpha) A X.</summary>
    public required float Residual { get; init; }

    /// <summary>
    /// Natural logarithm of the sum of exp(score) over the keys, as the kernel left it; -infinity for a row without keys, NaN
    /// in the mean over several heads.
    /// </summary>
    public required float LogSumExp { get; init; }

    /// <summary>The keys that the token reads: ascending, or, in the mean over heads that read different keys, head by head.</summary>
    public required IReadOnlyList<InspectedKey> Keys { get; init; }

    /// <summary>The first few value columns of the head; none in the mean over several heads, which have columns of their own each.</summary>
    public required IReadOnlyList<InspectedColumn> Columns { get; init; }

    /// <summary>Every tracer's dye at the token.</summary>
    public required IReadOnlyList<InspectedTracer> Tracers { get; init; }

    /// <summary>The strongest edges by which the token reads, by weight, the nearest first among equals; itself left out.</summary>
    public required IReadOnlyList<EdgeSnapshot> Incoming { get; init; }

    /// <summary>The strongest edges by which the token is read, by weight, the nearest first among equals; itself left out.</summary>
    public required IReadOnlyList<EdgeSnapshot> Outgoing { get; init; }
}
