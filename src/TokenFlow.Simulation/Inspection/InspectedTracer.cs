using TokenFlow.Simulation.Snapshots;

namespace TokenFlow.Simulation.Inspection;

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
