using TokenFlow.Attention.Patterns;
using TokenFlow.Scene.Canvas;

namespace TokenFlow.Scene.Places;

/// <summary>An edge that a picture shows by itself.</summary>
/// <param name="Query">The token that reads.</param>
/// <param name="Key">The token that is read.</param>
/// <param name="Way">Window, random or hub.</param>
/// <param name="Weight">The softmax weight, the mean over the heads.</param>
/// <param name="Curve">Its line, from the key to the query, in canvas units.</param>
/// <param name="BackWeight">The weight of the edge from the query to the key, which runs along the same line; 0 where there is none.</param>
public readonly record struct PlacedEdge(int Query, int Key, EdgeWay Way, float Weight, Curve Curve, float BackWeight)
{
    /// <summary>Whether both directions run along this line.</summary>
    public bool IsShared => BackWeight > 0;
}
