using System.Numerics.Tensors;
using TokenFlow.Attention.Numerics;
using TokenFlow.Attention.Threading;
using TokenFlow.Simulation.State;

namespace TokenFlow.Simulation.Weights;

/// <summary>
/// Untrained attention: Q = N(X) Wq and K = N(X) Wk with seeded Xavier-uniform matrices (Glorot and Bengio 2010, equation
/// 16), a set a layer, and further ones for global rows (Beltagy et al. 2020, section 3.1). N scales each token's vector
/// to unit mean square, as a pre-norm transformer does, so that scores stay about N(0, 1) at every depth.
/// </summary>
public sealed class RandomWeights : IWeightSource
{
    private const int RowsPerItem = 64;
    private readonly int _tokens;
    private readonly int _heads;
    private readonly int _headDim;
    private readonly ulong _seed;
    private readonly WorkerTeam _team;
    private readonly float[] _normalised;
    private readonly float[] _matrix;
    private readonly Action<int> _multiply;
    private float[] _target = [];

    /// <param name="tokens">Tokens.</param>
    /// <param name="heads">Heads.</param>
    /// <param name="headDim">Dimensions a head; the matrices are (heads x headDim) squared.</param>
    /// <param name="seed">The scenario's seed.</param>
    /// <param name="team">The threads that multiply.</param>
    public RandomWeights(int tokens, int heads, int headDim, ulong seed, WorkerTeam team)
    {
        _tokens = tokens;
        _heads = heads;
        _headDim = headDim;
        _seed = seed;
        _team = team;
        int width = heads * headDim;
        _normalised = new float[tokens * width];
        _matrix = new float[width * width];
        _multiply = MultiplyRows;
    }

    /// <inheritdoc />
    public bool ChangesByLayer => true;

    /// <inheritdoc />
    public void Project(int layer, ReadOnlySpan<float> input, Projections projections)
    {
        ArgumentNullException.ThrowIfNull(projections);
        Normalise(input);
        float[][] targets = [projections.Query, projections.Key, projections.GlobalQuery, projections.GlobalKey];
        for (int t = 0; t < targets.Length; t++)
        {
            if (targets[t].Length == 0)
            {
                continue;
            }

            FillXavier(_matrix, layer, t);
            _target = targets[t];
            _team.Run((_tokens + RowsPerItem - 1) / RowsPerItem, _multiply);
        }
    }

    private void Normalise(ReadOnlySpan<float> input)
    {
        int width = _heads * _headDim;
        for (int i = 0; i < _tokens; i++)
        {
            Span<float> row = _normalised.AsSpan(i * width, width);
            for (int h = 0; h < _heads; h++)
            {
                input.Slice(((h * _tokens) + i) * _headDim, _headDim).CopyTo(row[(h * _headDim)..]);
            }

            float meanSquare = TensorPrimitives.SumOfSquares<float>(row) / width;
            TensorPrimitives.Multiply(row, 1 / MathF.Sqrt(meanSquare + 1e-12f), row);
        }
    }

    /// <summary>A layer's matrix, [heads x headDim][heads x headDim], its columns the outputs.</summary>
    /// <param name="matrix">Written in full.</param>
    /// <param name="layer">The layer, from 0.</param>
    /// <param name="target">What it makes: 0 queries, 1 keys, 2 queries of global rows, 3 keys that global rows read.</param>
    internal void FillXavier(Span<float> matrix, int layer, int target)
    {
        var random = new SeededRandom(_seed, ((ulong)(uint)layer << 8) | (uint)(target + 1) | (1UL << 63));
        double bound = Math.Sqrt(6.0 / (2.0 * _heads * _headDim));
        for (int i = 0; i < matrix.Length; i++)
        {
            matrix[i] = (float)((random.NextUnit() * 2 * bound) - bound);
        }
    }

    // Row by row, adding up matrix rows in order of the input dimension: the same bits for any number of threads.
    private void MultiplyRows(int item)
    {
        int width = _heads * _headDim;
        float[] row = System.Buffers.ArrayPool<float>.Shared.Rent(width);
        Span<float> sum = row.AsSpan(0, width);
        for (int i = item * RowsPerItem; i < Math.Min(_tokens, (item + 1) * RowsPerItem); i++)
        {
            ReadOnlySpan<float> x = _normalised.AsSpan(i * width, width);
            sum.Clear();
            for (int c = 0; c < width; c++)
            {
                TensorPrimitives.MultiplyAdd(_matrix.AsSpan(c * width, width), x[c], sum, sum);
            }

            for (int h = 0; h < _heads; h++)
            {
                sum.Slice(h * _headDim, _headDim).CopyTo(_target.AsSpan(((h * _tokens) + i) * _headDim, _headDim));
            }
        }

        System.Buffers.ArrayPool<float>.Shared.Return(row);
    }
}
