namespace TokenFlow.Simulation.Inspection;

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
