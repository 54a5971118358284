using TokenFlow.Attention.Patterns;

namespace TokenFlow.Simulation.Snapshots;

/// <summary>One attention edge that the kernel computed in this frame. Information runs from <paramref name="Key"/> to <paramref name="Query"/>.</summary>
/// <param name="Query">The token that reads.</param>
/// <param name="Key">The token that is read.</param>
/// <param name="Weight">Softmax weight, the mean over the heads, in [0, 1].</param>
/// <param name="Flow">Dye that this edge moves in this layer: (1 - residual) x weight x dye at the key, summed over tracers.</param>
/// <param name="Way">Window, random or hub.</param>
/// <param name="Tracer">The tracer of which the edge moves most.</param>
public readonly record struct EdgeSnapshot(int Query, int Key, float Weight, float Flow, EdgeWay Way, byte Tracer);

/// <summary>
/// All edges between two groups of tokens that are not drawn one by one. Drawn edges and bundles together are all edges:
/// counts, weights and flows add up to the exact totals. A group is a bin of consecutive tokens, or one hub.
/// </summary>
/// <param name="QueryGroup">The reading group: a bin's number, or -1 - h for hub number h of the snapshot.</param>
/// <param name="KeyGroup">The group that is read, numbered likewise.</param>
/// <param name="Edges">How many edges the bundle holds.</param>
/// <param name="Weight">The sum of their weights.</param>
/// <param name="Flow">The sum of their flows.</param>
/// <param name="Way">Window, random or hub: one bundle never mixes them.</param>
public readonly record struct BundleSnapshot(int QueryGroup, int KeyGroup, long Edges, float Weight, float Flow, EdgeWay Way);
