using TokenFlow.Base.Numerics;
using TokenFlow.Base.Threading;

namespace TokenFlow.Simulation.Weights;

/// <summary>
/// Untrained attention: Q = N(X) Wq and K = N(X) Wk with seeded Xavier-uniform matrices, a set a layer, and further ones for
/// global rows (Beltagy et al. 2020, section 3.1). N scales each token's vector to unit mean square, so that scores stay
/// about N(0, 1) at every depth.
/// </summary>
public sealed class RandomWeights : IWeightSource
{
    private readonly int _width;
    private readonly ulong _seed;
    private readonly NormalisedRows _rows;
    private readonly float[] _matrix;

    /// <param name="tokens">Tokens.</param>
    /// <param name="heads">Heads.</param>
    /// <param name="headDim">Dimensions a head; the matrices are (heads x headDim) squared.</param>
    /// <param name="seed">The scenario's seed.</param>
    /// <param name="team">The threads that multiply.</param>
    public RandomWeights(int tokens, int heads, int headDim, ulong seed, WorkerTeam team)
    {
        _width = heads * headDim;
        _seed = seed;
        _rows = new NormalisedRows(tokens, heads, headDim, team);
        _matrix = new float[_width * _width];
    }

    /// <inheritdoc />
    public bool ChangesByLayer => true;

    /// <inheritdoc />
    public void Project(int layer, ReadOnlySpan<float> input, Projections projections)
    {
        ArgumentNullException.ThrowIfNull(projections);
        _rows.Take(input);
        float[][] targets = All(projections);
        for (int t = 0; t < targets.Length; t++)
        {
            if (targets[t].Length > 0)
            {
                FillXavier(_matrix, layer, t);
                _rows.Multiply(_matrix, targets[t]);
            }
        }
    }

    /// <inheritdoc />
    public void Backward(int layer, ReadOnlySpan<float> input, Projections gradients, Span<float> inputGradient, Span<float> embeddingGradient)
    {
        ArgumentNullException.ThrowIfNull(gradients);
        _rows.Take(input);
        float[][] given = All(gradients);
        for (int t = 0; t < given.Length; t++)
        {
            if (given[t].Length > 0)
            {
                FillXavier(_matrix, layer, t);
                _rows.Backward(_matrix, given[t], [], inputGradient);
            }
        }
    }

    private static float[][] All(Projections projections) => [projections.Query, projections.Key, projections.GlobalQuery, projections.GlobalKey];

    /// <summary>A layer's matrix, [heads x headDim][heads x headDim], its columns the outputs.</summary>
    /// <param name="matrix">Written in full.</param>
    /// <param name="layer">The layer, from 0.</param>
    /// <param name="target">What it makes: 0 queries, 1 keys, 2 queries of global rows, 3 keys that global rows read.</param>
    internal void FillXavier(Span<float> matrix, int layer, int target) =>
        XavierMatrix.Fill(matrix, _width, new SeededRandom(_seed, ((ulong)(uint)layer << 8) | (uint)(target + 1) | (1UL << 63)));
}

/// <summary>Matrices as untrained networks start with.</summary>
public static class XavierMatrix
{
    /// <summary>Fills a square matrix uniformly in [-b, b] with b = sqrt(6 / (2 width)) (Glorot and Bengio 2010, equation 16).</summary>
    /// <param name="matrix">width x width numbers.</param>
    /// <param name="width">Rows and columns.</param>
    /// <param name="random">Where the numbers come from.</param>
    public static void Fill(Span<float> matrix, int width, SeededRandom random)
    {
        ArgumentNullException.ThrowIfNull(random);
        double bound = Math.Sqrt(6.0 / (2.0 * width));
        for (int i = 0; i < matrix.Length; i++)
        {
            matrix[i] = (float)((random.NextUnit() * 2 * bound) - bound);
        }
    }
}
