using TokenFlow.Attention.Patterns;
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

/// <summary>How one value column of a token came about: result = alpha own + (1 - alpha) sum.</summary>
/// <param name="Column">The column of the head, from 0.</param>
/// <param name="Values">
/// [keys] the column's value as each key gives it, in the order of <see cref="TokenInspection.Keys"/>: of a hub with limited rank
/// or bits what it really sent, not what it holds.
/// </param>
/// <param name="Sum">The weighted sum over the keys, as the kernel computed it.</param>
/// <param name="Own">The token's own value at the start of the layer.</param>
/// <param name="Result">The value at the end of the layer, under the knobs of this frame.</param>
public sealed record InspectedColumn(int Column, IReadOnlyList<float> Values, float Sum, float Own, float Result);

/// <summary>One key that a token reads.</summary>
/// <param name="Key">The key's position.</param>
/// <param name="Way">Window, random or hub.</param>
/// <param name="Dot">q.k; NaN in the mean over several heads, which have a q and k each.</param>
/// <param name="Score">q.k times the scale, what goes into the softmax; NaN in the mean over several heads.</param>
/// <param name="Weight">The softmax weight exp(score - log-sum-exp), from the kernel's own log-sum-exp; the mean where no one head is asked for.</param>
public readonly record struct InspectedKey(int Key, EdgeWay Way, float Dot, float Score, float Weight);

/// <summary>How a token's dye of one tracer came about: result = alpha own + (1 - alpha) mean, each way by itself.</summary>
/// <param name="Tracer">The tracer, from 0.</param>
/// <param name="Name">Its name.</param>
/// <param name="Origin">The token where its dye fell last.</param>
/// <param name="Arrival">Layers from the drop until its dye came to the token; 0 at the origin, -1 where it has not come.</param>
/// <param name="Hops">
/// The fewest layers from the origin to the token by the pattern as it stands in this frame: by the edges of the head that is
/// asked for, of the first one where the mean is; -1 where there is no path.
/// </param>
/// <param name="Held">
/// [keys] dye that each key has to give at the start of the layer, all ways, in the order of <see cref="TokenInspection.Keys"/>:
/// what it holds, and of a hub with limited rank or bits the share that gets through.
/// </param>
/// <param name="Own">Dye that the token itself holds at the start of the layer, amounts by way.</param>
/// <param name="Sum">The weighted sum over the keys of the head that is asked for, as the kernel computed it, amounts by way.</param>
/// <param name="Mean">That sum, the mean over all heads: dye has no heads of its own. Equal to <paramref name="Sum"/> where there is one head.</param>
/// <param name="Result">Dye at the end of the layer, under the knobs of this frame, amounts by way.</param>
public sealed record InspectedTracer(
    int Tracer,
    string Name,
    int Origin,
    int Arrival,
    int Hops,
    IReadOnlyList<float> Held,
    WayShares Own,
    WayShares Sum,
    WayShares Mean,
    WayShares Result);
