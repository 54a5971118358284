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
