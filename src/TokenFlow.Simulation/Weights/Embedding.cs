using TokenFlow.Base.Numerics;

namespace TokenFlow.Simulation.Weights;

/// <summary>The vectors that tokens start with.</summary>
public static class Embedding
{
    /// <summary>Seeded standard normal vectors, one a vocabulary number: equal pieces have equal vectors in any text.</summary>
    /// <param name="ids">[tokens] vocabulary numbers.</param>
    /// <param name="heads">Heads.</param>
    /// <param name="headDim">Dimensions a head.</param>
    /// <param name="seed">The scenario's seed.</param>
    /// <returns>[heads][tokens][headDim].</returns>
    public static float[] Of(IReadOnlyList<int> ids, int heads, int headDim, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(ids);
        int tokens = ids.Count;
        var vectors = new float[heads * tokens * headDim];
        for (int i = 0; i < tokens; i++)
        {
            var random = new SeededRandom(seed, (ulong)(uint)ids[i]);
            for (int h = 0; h < heads; h++)
            {
                Span<float> row = vectors.AsSpan(((h * tokens) + i) * headDim, headDim);
                for (int c = 0; c < headDim; c++)
                {
                    row[c] = (float)random.NextGaussian();
                }
            }
        }

        return vectors;
    }
}
